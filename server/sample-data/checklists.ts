import { Contract } from '../contract/entity.ts';
import { ChecklistResult } from '../renewal-checklist/entity.ts';
import { checklistYear } from '../renewal-checklist/loader.ts';
import { markChecklistPoint } from '../renewal-checklist/service.ts';
import { CHECKLIST, ChecklistPointCode } from '../renewal-checklist/template.ts';
import type { Context } from '../context.ts';

/** Points of the first contract of an organisation that somebody has gone through; the rest is left to do. */
export async function loadSampleChecklist(context: Context): Promise<void> {
  const contract = await context.em.findOne(Contract, { endsOn: { $ne: null } }, { orderBy: { number: 'asc' } });
  if (!contract) return;
  const mark = { contractId: contract.id, fiscalYear: checklistYear(contract), version: 0 };
  for (const { code } of CHECKLIST.slice(0, 9)) {
    const notNeeded = code === ChecklistPointCode.REPORT_IMPROVEMENT;
    const result = notNeeded ? ChecklistResult.NOT_NEEDED : ChecklistResult.SETTLED;
    await markChecklistPoint(context, { ...mark, code, result, note: notNeeded ? '運用の契約で求めるため（サンプル）' : '' });
  }
}
