import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Contract } from '../contract/entity.ts';
import { ContractKind } from '../contract/terms.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType, readPage } from '../database/page.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { today } from '../scalars.ts';
import { ledgerDatesOfSystems } from './ledger-date.ts';
import { LedgerDates } from './ledger-type.ts';
import { expiryContractIds, expiryHeatmap, type ExpiryWish } from './query.ts';
import { ExpiryHeatmap, ExpiryKind, ExpiryLens } from './type.ts';

const ExpiryContractPage = pageType(() => Contract, 'ExpiryContractPage');

@ArgsType()
class ExpiryArgs {
  @Field(() => ExpiryLens)
  lens!: ExpiryLens;

  @Field(() => ExpiryKind)
  kind!: ExpiryKind;

  @Field(() => ID, { nullable: true, description: 'Whose contracts; of every organisation that the viewer sees when left out.' })
  organisationId!: string | null;

  @Field(() => ContractKind, { nullable: true, description: 'What is bought; of every kind when left out.' })
  contractKind!: ContractKind | null;
}

@ArgsType()
class ExpiryCellArgs extends ExpiryArgs {
  @Field(() => ID, { nullable: true, description: 'Of the row.' })
  rowId!: string | null;

  @Field(() => String, { description: 'The column, as `ExpiryHeatmap.columns` names it.' })
  period!: string;

  @Field(() => Int, { defaultValue: PAGE_SIZE })
  first!: number;

  @Field(() => String, { nullable: true })
  after!: string | null;
}

const wishOf = ({ lens, kind, organisationId, contractKind }: ExpiryArgs): ExpiryWish => ({
  lens,
  kind,
  asOf: today(),
  organisationId: organisationId ?? null,
  contractKind: contractKind ?? null,
});

@Resolver()
export class ExpiryResolver {
  @Query(() => ExpiryHeatmap, { description: 'When contracts, licences or support end, or are no longer needed, laid out in time.' })
  expiryHeatmap(@Args(() => ExpiryArgs) args: ExpiryArgs, @Ctx() { em }: Context): Promise<ExpiryHeatmap> {
    return expiryHeatmap(em, wishOf(args));
  }

  @Query(() => ExpiryContractPage, { description: 'The contracts behind one cell of that heatmap, by number.' })
  async expiryContracts(@Args(() => ExpiryCellArgs) args: ExpiryCellArgs, @Ctx() { em }: Context): Promise<Page<Contract>> {
    const { rowId, period, first, after } = args;
    const ids = await expiryContractIds(em, wishOf(args), rowId ?? null, period);
    return readPage(em, Contract, { where: { id: { $in: ids } }, orderBy: { number: 'asc', id: 'asc' }, first, after });
  }
}

/** What is due of the contracts for a system, whose own room does not know of them. */
@Resolver(() => InformationSystem)
export class InformationSystemLedgerDatesResolver {
  @FieldResolver(() => LedgerDates)
  ledgerDates(@Root() { id }: InformationSystem, @Ctx() context: Context): Promise<LedgerDates> {
    return load(context, ledgerDatesOfSystems, id);
  }
}
