import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { SystemClass, SystemProfile } from '../information-system/entity.ts';
import { ministryBoard, ministrySummaries } from './service.ts';
import { MinistryBoard, MinistryOverview } from './type.ts';

@Resolver(() => MinistryBoard)
export class MinistryBoardResolver {
  @Query(() => MinistryBoard, { description: 'The systems of one ministry with what is missing, unconfirmed and due (S-74).' })
  ministryBoard(@Arg('organisationId', () => ID) organisationId: string, @Ctx() context: Context): Promise<MinistryBoard> {
    return ministryBoard(context, organisationId);
  }

  @Query(() => MinistryOverview, { description: 'Every ministry that the viewer may read, in numbers (S-74).' })
  async ministryOverview(
    @Arg('systemClass', () => SystemClass, { nullable: true }) systemClass: SystemClass | null,
    @Arg('profile', () => SystemProfile, { nullable: true }) profile: SystemProfile | null,
    @Ctx() context: Context,
  ): Promise<MinistryOverview> {
    return { ministries: await ministrySummaries(context, systemClass, profile) };
  }
}
