import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { AnswerSheet } from '../answer/entity.ts';
import type { Context } from '../context.ts';
import { sheetReview } from './service.ts';
import { SheetReview } from './type.ts';

/** The review as a field of the sheet, whose own room does not know of it. */
@Resolver(() => AnswerSheet)
export class AnswerSheetReviewResolver {
  @FieldResolver(() => SheetReview, { description: 'By group and division, and against the last round (取りまとめ).' })
  review(@Root() sheet: AnswerSheet, @Ctx() context: Context): Promise<SheetReview> {
    return sheetReview(context, sheet);
  }
}
