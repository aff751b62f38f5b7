import type { EntityManager } from '@mikro-orm/postgresql';
import { renewalOf } from '../budget/renewal.ts';
import type { Contract } from '../contract/entity.ts';
import { contractsByIds } from '../contract/loader.ts';
import { fiscalYearOf, today } from '../scalars.ts';
import { ChecklistMark } from './entity.ts';
import { CHECKLIST, REQUIRED_COUNT } from './template.ts';
import type { RenewalChecklist } from './type.ts';

/** Fiscal year of the renewal that a contract comes to next. */
export function checklistYear({ endsOn }: Contract): number {
  const next = fiscalYearOf(today()) + 1;
  return endsOn ? Math.max(renewalOf(endsOn).fiscalYear, fiscalYearOf(today())) : next;
}

/** The checklist of each contract for the renewal that comes next. */
export async function checklistsOfContracts(em: EntityManager, ids: readonly string[]): Promise<RenewalChecklist[]> {
  const contracts = await contractsByIds(em, ids);
  const marks = Map.groupBy(await em.find(ChecklistMark, { contract: { $in: [...ids] } }), ({ contract }) => contract.id);
  return contracts.map(contract => {
    const fiscalYear = checklistYear(contract);
    return checklistOf(
      fiscalYear,
      (marks.get(contract.id) ?? []).filter(mark => mark.fiscalYear === fiscalYear),
    );
  });
}

function checklistOf(fiscalYear: number, marks: readonly ChecklistMark[]): RenewalChecklist {
  const byCode = new Map(marks.map(mark => [mark.code, mark]));
  const points = CHECKLIST.map(({ code, major, middle, text, optional }) => {
    const mark = byCode.get(code);
    return {
      code,
      major: major.ja,
      majorEn: major.en,
      middle: middle.ja,
      middleEn: middle.en,
      text: text.ja,
      textEn: text.en,
      optional,
      result: mark?.result ?? null,
      note: mark?.note ?? '',
      markedByName: mark?.markedByName ?? null,
      markedAt: mark?.markedAt ?? null,
      version: mark?.version ?? 0,
    };
  });
  const openCount = points.filter(({ optional, result }) => !optional && result === null).length;
  return { fiscalYear, requiredCount: REQUIRED_COUNT, openCount, points };
}
