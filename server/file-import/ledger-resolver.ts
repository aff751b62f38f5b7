import { FieldResolver, Resolver, Root } from 'type-graphql';
import { LedgerHeading } from '../ledger-heading/entity.ts';
import { LEDGER_FIELDS } from './ledger.ts';
import { LedgerFieldChoice } from './ledger-type.ts';

/** The field that a heading means, of which its own room knows the key alone. */
@Resolver(() => LedgerHeading)
export class LedgerHeadingMeaningResolver {
  @FieldResolver(() => LedgerFieldChoice, {
    nullable: true,
    description: 'The field of the ledger with its names (台帳の項目); null when the column is not read.',
  })
  meaning(@Root() { field }: LedgerHeading): LedgerFieldChoice | null {
    return LEDGER_FIELDS.find(({ key }) => key === field) ?? null;
  }
}
