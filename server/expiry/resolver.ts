import { Arg, Args, ArgsType, Ctx, Field, ID, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { Contract } from '../contract/entity.ts';
import { PAGE_SIZE, type Page, pageType, readPage } from '../database/page.ts';
import { today } from '../scalars.ts';
import { expiryContractIds, expiryHeatmap } from './query.ts';
import { ExpiryHeatmap, ExpiryKind, ExpiryLens } from './type.ts';

const ExpiryContractPage = pageType(() => Contract, 'ExpiryContractPage');

@ArgsType()
class ExpiryCellArgs {
  @Field(() => ExpiryLens)
  lens!: ExpiryLens;

  @Field(() => ExpiryKind)
  kind!: ExpiryKind;

  @Field(() => ID, { nullable: true, description: 'Of the row.' })
  rowId!: string | null;

  @Field(() => String, { description: 'The column, as `ExpiryHeatmap.columns` names it.' })
  period!: string;

  @Field(() => Int, { defaultValue: PAGE_SIZE })
  first!: number;

  @Field(() => String, { nullable: true })
  after!: string | null;
}

@Resolver()
export class ExpiryResolver {
  @Query(() => ExpiryHeatmap, { description: 'When contracts, licences or support end, laid out in time.' })
  expiryHeatmap(
    @Arg('lens', () => ExpiryLens) lens: ExpiryLens,
    @Arg('kind', () => ExpiryKind) kind: ExpiryKind,
    @Ctx() { em }: Context,
  ): Promise<ExpiryHeatmap> {
    return expiryHeatmap(em, { lens, kind, asOf: today() });
  }

  @Query(() => ExpiryContractPage, { description: 'The contracts behind one cell of that heatmap, by number.' })
  async expiryContracts(@Args(() => ExpiryCellArgs) args: ExpiryCellArgs, @Ctx() { em }: Context): Promise<Page<Contract>> {
    const { lens, kind, rowId, period, first, after } = args;
    const ids = await expiryContractIds(em, { lens, kind, asOf: today() }, rowId, period);
    return readPage(em, Contract, { where: { id: { $in: ids } }, orderBy: { number: 'asc', id: 'asc' }, first, after });
  }
}
