import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { PAGE_SIZE } from '../database/page.ts';
import { CalendarDate, today } from '../scalars.ts';
import { contractFindingPage } from './finding-query.ts';
import { ContractFindingPage, ContractFindingKind } from './finding-type.ts';

@Resolver()
export class ContractFindingResolver {
  @Query(() => ContractFindingPage, {
    description:
      'Contracts in force that are worth a look before they are renewed, of all that the viewer reads (更新前の見直し候補, S-05, S-06, S-53, F-068): by urgency of the kind, an unknown sum first, then the largest.',
  })
  contractFindings(
    @Arg('kind', () => ContractFindingKind, { nullable: true, description: 'Null for every kind but NOT_JUDGED.' })
    kind: ContractFindingKind | null | undefined,
    @Arg('organisationId', () => ID, { nullable: true }) organisationId: string | null | undefined,
    @Arg('asOf', () => CalendarDate, { nullable: true, description: 'Null for today.' }) asOf: string | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { em }: Context,
  ): Promise<ContractFindingPage> {
    return contractFindingPage(em, { kind: kind ?? null, organisationId: organisationId ?? null, asOf: asOf ?? today() }, first, after);
  }
}
