import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Contract } from '../contract/entity.ts';
import type { Page } from '../database/page.ts';
import { CalendarDate } from '../scalars.ts';
import { Product, ProductMapping } from './entity.ts';
import { ProductMatch } from './match.ts';
import { ProductCycle, SupportEndState } from './type.ts';

/** Whether it is known what a product of a ledger is. */
export enum LedgerProductStanding {
  UNKNOWN = 'UNKNOWN',
  NOT_LISTED = 'NOT_LISTED',
  MATCHED = 'MATCHED',
}
registerEnumType(LedgerProductStanding, {
  name: 'LedgerProductStanding',
  description: 'Whether a product of a ledger is matched with a life cycle.',
  valuesConfig: {
    UNKNOWN: { description: 'It is not matched, so the end of its support is unknown.' },
    NOT_LISTED: { description: 'A person said that no list has it.' },
    MATCHED: { description: 'It is matched with a product and one of its cycles.' },
  },
});

@ObjectType({
  description:
    'A product and version that contracts of the viewer’s organisation name (製品名・バージョン), and the life cycle it is matched with (F-071).',
})
export class LedgerProduct {
  /** Derived from what the ledger says. */
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true, description: 'As the ledger has it; null where it names no product.' })
  productName!: string | null;

  @Field(() => String, { nullable: true })
  productVersion!: string | null;

  @Field(() => String, { nullable: true, description: 'Identifier that the ledger gives (製品ID).' })
  productIdentifier!: string | null;

  @Field(() => [Contract], { description: 'The first three by number.' })
  contracts!: Contract[];

  @Field(() => Int)
  contractCount!: number;

  @Field(() => Int, { description: 'Of these, such that have ended.' })
  endedCount!: number;

  @Field(() => Int, { description: 'Of these, such for which a person recorded a date of support with its source; that goes before.' })
  overrideCount!: number;

  @Field(() => LedgerProductStanding)
  standing!: LedgerProductStanding;

  @Field(() => ProductMatch)
  match!: ProductMatch;

  @Field(() => Product, { nullable: true })
  product!: Product | null;

  @Field(() => ProductCycle, { nullable: true })
  cycle!: ProductCycle | null;

  @Field(() => SupportEndState, { description: 'Of the cycle; unknown where none is matched.' })
  state!: SupportEndState;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day of support; given exactly when the state is DATED.' })
  endsOn!: string | null;

  @Field(() => Boolean, { description: 'Whether support has ended.' })
  isPast!: boolean;

  @Field(() => ProductMapping, { nullable: true, description: 'What a person said of this name; null when nothing.' })
  said!: ProductMapping | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Day of the snapshot in force.' })
  snapshotAsOf!: string | null;
}

@ObjectType({ description: 'One page of the products of a ledger, and how many of all there are of each standing.' })
export class LedgerProductPage implements Page<LedgerProduct> {
  @Field(() => [LedgerProduct])
  items!: LedgerProduct[];

  @Field(() => String, { nullable: true, description: 'Pass it as `after` to read on; null at the end.' })
  nextCursor!: string | null;

  @Field(() => Int, { description: 'Of what was asked for.' })
  totalCount!: number;

  @Field(() => Int)
  matchedCount!: number;

  @Field(() => Int)
  unknownCount!: number;

  @Field(() => Int)
  notListedCount!: number;
}
