import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { load } from '../database/load.ts';
import { ledgerDatesOfSystems } from '../expiry/ledger-date.ts';
import { LedgerDates } from '../expiry/ledger-type.ts';
import { ClassSought, ProfileSought } from '../information-system/input.ts';
import { ministryBoard, ministrySummaries } from './service.ts';
import { BoardSystem, MinistryBoard, MinistryOverview } from './type.ts';

@Resolver(() => MinistryBoard)
export class MinistryBoardResolver {
  @Query(() => MinistryBoard, { description: 'The systems of one ministry with what is missing, unconfirmed and due (S-74).' })
  ministryBoard(@Arg('organisationId', () => ID) organisationId: string, @Ctx() context: Context): Promise<MinistryBoard> {
    return ministryBoard(context, organisationId);
  }

  @Query(() => MinistryOverview, { description: 'Every ministry that the viewer may read, in numbers (S-74).' })
  async ministryOverview(
    @Arg('systemClass', () => ClassSought, { nullable: true }) systemClass: ClassSought | null,
    @Arg('profile', () => ProfileSought, { nullable: true }) profile: ProfileSought | null,
    @Ctx() context: Context,
  ): Promise<MinistryOverview> {
    return { ministries: await ministrySummaries(context, systemClass, profile) };
  }
}

@Resolver(() => BoardSystem)
export class BoardSystemLedgerDatesResolver {
  @FieldResolver(() => LedgerDates)
  ledgerDates(@Root() { id }: BoardSystem, @Ctx() context: Context): Promise<LedgerDates> {
    return load(context, ledgerDatesOfSystems, id);
  }
}
