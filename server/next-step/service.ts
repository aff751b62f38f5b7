import type { Context } from '../context.ts';
import { today } from '../scalars.ts';
import { alertSteps, calendarSteps } from './alert-steps.ts';
import { administratorSteps, handoverSteps } from './people-steps.ts';
import { readingsOf } from './reading.ts';
import { budgetSteps } from './budget-steps.ts';
import { carryOverSteps, ledgerSteps } from './ledger-steps.ts';
import { recordSteps } from './record-steps.ts';
import { roundSteps } from './round-steps.ts';
import { sheetSteps } from './sheet-steps.ts';
import { inOrder } from './step.ts';
import type { NextStep, NextSteps } from './type.ts';

/** Who knows of something to do. Each asks nothing where the viewer's roles give nothing to do. */
const SOURCES = [
  handoverSteps,
  sheetSteps,
  roundSteps,
  administratorSteps,
  recordSteps,
  alertSteps,
  calendarSteps,
  ledgerSteps,
  budgetSteps,
  carryOverSteps,
];

/** Everything that the roles of the viewer give to do or to read. As many statements for a hundred rounds as for one. */
export async function nextSteps(context: Context): Promise<Omit<NextSteps, 'upcoming'>> {
  const steps: NextStep[] = [];
  for (const source of SOURCES) steps.push(...(await source(context)));
  return { steps: inOrder(steps, today()), readings: await readingsOf(context) };
}
