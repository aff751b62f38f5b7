import { ref } from '@mikro-orm/core';
import { type Context, signedIn } from '../context.ts';
import { InvalidInputError } from '../errors.ts';
import { SystemMonitoring } from '../monitoring/entity.ts';
import { MonitoringState } from '../monitoring/terms.ts';
import { blankToNull, limitedText } from '../validation.ts';
import { MonitoringImport } from './entity.ts';
import type { ApplyMonitoringImportInput } from './input.ts';
import { type PlannedItem, planImport } from './plan.ts';
import { ownImport } from './service.ts';
import { ImportOutcome } from './terms.ts';
import type { AppliedMonitoringImport } from './type.ts';

/**
 * Records what the mapped lines of an import say of the system. What somebody had entered before stays unless its item is named; the
 * same again changes nothing.
 *
 * @throws InvalidInputError on `escalationTarget` when an item has none yet and none is given, or on `replaceItemIds` for an item of
 *   which nothing else was said before
 * @throws ConflictError when somebody was faster
 */
export async function applyMonitoringImport(context: Context, input: ApplyMonitoringImportInput): Promise<AppliedMonitoringImport> {
  const { em } = context;
  const viewer = signedIn(context);
  const found = await ownImport(context, input, 'applyMonitoringImport');
  const escalationTarget = limitedText('escalationTarget', blankToNull(input.escalationTarget), 300);
  const plan = await planImport(em, found);
  const replaced = new Set(input.replaceItemIds);
  const wrong = [...replaced].find(id => plan.find(row => row.id === id)?.outcome !== ImportOutcome.DIFFERENT);
  if (wrong !== undefined)
    throw new InvalidInputError('replaceItemIds', {
      ja: '置き換える対象に、既存と相違のない項目が含まれています。画面を開き直して選び直してください。',
      en: 'One of the items to be replaced differs in nothing from what is recorded. Open the import again and choose anew.',
    });
  const written = plan.filter(({ id, outcome }) => isWritten(outcome) || replaced.has(id));
  const lacking = written.filter(({ needsEscalationTarget }) => needsEscalationTarget);
  if (lacking.length > 0 && escalationTarget === null)
    throw new InvalidInputError('escalationTarget', {
      ja: `エスカレーション先を入力してください。「${lacking[0]!.item.name}」など${lacking.length}件にまだ記録がありません。`,
      en: `Say who is told: ${lacking.length} items have nobody yet, “${lacking[0]!.item.nameEn ?? lacking[0]!.item.name}” among them.`,
    });
  for (const row of written) write(context, found, row, escalationTarget);
  if (written.length > 0 || !found.appliedAt)
    em.assign(found, { appliedAt: new Date(), appliedByName: viewer.name, ...(escalationTarget !== null && { escalationTarget }) });
  await em.flush();
  const count = (...outcomes: ImportOutcome[]): number => plan.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return {
    import: found,
    newCount: count(ImportOutcome.NEW),
    changedCount: count(ImportOutcome.FILLED) + replaced.size,
    unchangedCount: count(ImportOutcome.UNCHANGED),
    keptCount: count(ImportOutcome.DIFFERENT) - replaced.size,
    switchedOffCount: count(ImportOutcome.SWITCHED_OFF),
  };
}

const isWritten = (outcome: ImportOutcome): boolean => outcome === ImportOutcome.NEW || outcome === ImportOutcome.FILLED;

function write({ em }: Context, found: MonitoringImport, row: PlannedItem, escalationTarget: string | null): void {
  const { present, next, item } = row;
  const { tool, thresholds, ...said } = next;
  if (!present) {
    em.create(SystemMonitoring, {
      ...said,
      system: found.system,
      item: ref(item),
      tool: ref(tool),
      thresholds,
      escalationTarget,
      notifyChannels: [],
    });
    return;
  }
  const state = present.state === MonitoringState.PARTLY ? present.state : said.state;
  em.assign(present, {
    state,
    // A reason belongs to the state that it was given for.
    reason: state === present.state ? (present.reason ?? null) : null,
    tool: ref(tool),
    vendorLabel: said.vendorLabel ?? present.vendorLabel ?? null,
    toolKey: said.toolKey ?? present.toolKey ?? null,
    intervalSeconds: said.intervalSeconds ?? present.intervalSeconds ?? null,
    thresholds: thresholds.length > 0 ? thresholds : present.thresholds,
    escalationTarget: present.escalationTarget ?? escalationTarget,
  });
}
