import { Ctx, FieldResolver, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { nextSteps } from './service.ts';
import { NextSteps, Upcoming } from './type.ts';
import { upcomingOf } from './upcoming.ts';

@Resolver(() => NextSteps)
export class NextStepResolver {
  @Query(() => NextSteps, { description: 'What the viewer is to do next, by all of the person’s roles.' })
  nextSteps(@Ctx() context: Context): Promise<Omit<NextSteps, 'upcoming'>> {
    return nextSteps(context);
  }

  @FieldResolver(() => Upcoming, { nullable: true, description: 'Null when no day is known.' })
  upcoming(@Ctx() context: Context): Promise<Upcoming | null> {
    return upcomingOf(context);
  }
}
