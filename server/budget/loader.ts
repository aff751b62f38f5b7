import type { EntityManager } from '@mikro-orm/postgresql';
import { fiscalYearOf, today } from '../scalars.ts';
import { linesOfContracts } from './query.ts';
import type { BudgetLine } from './type.ts';

/** Where each contract stands towards the request for the next fiscal year. */
export function nextRequestLines(em: EntityManager, ids: readonly string[]): Promise<BudgetLine[]> {
  return linesOfContracts(em, ids, { fiscalYear: fiscalYearOf(today()) + 1, asOf: today() });
}
