import { ref } from '@mikro-orm/core';
import { type Context, signedIn } from '../context.ts';
import { InvalidInputError } from '../errors.ts';
import type { InformationSystem } from '../information-system/entity.ts';
import { rememberAliases } from '../monitoring/alias-service.ts';
import { MOST_THRESHOLDS } from '../monitoring-item/content.ts';
import { MonitoringItem } from '../monitoring-item/entity.ts';
import { createMonitoringItem } from '../monitoring-item/service.ts';
import { isUnit } from '../monitoring-item/unit.ts';
import { requiredText } from '../validation.ts';
import { MonitoringImport, MonitoringImportLine } from './entity.ts';
import type { DecideMonitoringLinesInput } from './input.ts';
import { FILE_LIMITS } from './line.ts';
import { identityOf, itemsFor, matchLines, nameOf } from './match.ts';
import { ownImport } from './service.ts';
import { columnsOf } from './start.ts';
import { ImportLineState, LineDecision, MappedBy } from './terms.ts';
import { thresholdsFor } from './threshold.ts';
import { symbolOf } from './unit.ts';

/** How many items are made of lines at once; each is one that people keep from then on. */
const MOST_OWN_ITEMS = 200;
/** For lines that do not say; whoever keeps the item may change it. */
const COMMON_INTERVAL = 300;

/**
 * Says what lines of an import are, one or many at once. What is mapped is remembered as an alias, and lines of the same name that
 * are still open are mapped with it.
 *
 * @throws InvalidInputError on what the decision needs and lacks, or a line that is not of the import or can be no item
 * @throws ConflictError when somebody was faster
 */
export async function decideMonitoringLines(context: Context, input: DecideMonitoringLinesInput): Promise<MonitoringImport> {
  const { em } = context;
  const viewer = signedIn(context);
  const found = await ownImport(context, input, 'decideMonitoringLines');
  const lines = await linesOf(context, found, input.lineIds);
  const system = await found.system.loadOrFail();
  const decided = { decidedByName: viewer.name, decidedAt: new Date() };
  if (input.decision === LineDecision.LEAVE_OUT) {
    const reason = requiredText('reason', input.reason ?? '', 500);
    for (const line of lines) em.assign(line, { state: ImportLineState.LEFT_OUT, item: null, mappedBy: null, reason, ...decided });
  } else if (input.decision === LineDecision.REOPEN) {
    await reopen(context, system, lines);
  } else {
    const items = await chosenItems(context, system, lines, input);
    for (const [index, line] of lines.entries())
      em.assign(line, { state: ImportLineState.MAPPED, item: ref(items[index]!), mappedBy: MappedBy.PERSON, reason: null, ...decided });
    await remember(context, found, lines, items);
  }
  // A decision is a change of the import, so that nobody decides on what they have not seen.
  found.decidedAt = decided.decidedAt;
  await em.flush();
  return found;
}

async function linesOf({ em }: Context, found: MonitoringImport, ids: readonly string[]): Promise<MonitoringImportLine[]> {
  const wanted = new Set(ids);
  if (wanted.size < 1 || wanted.size > FILE_LIMITS.lines)
    throw new InvalidInputError('lineIds', { ja: '行を1行以上選んでください。', en: 'Choose at least one line.' });
  const lines = await em.find(MonitoringImportLine, { import: found, id: { $in: [...wanted] } }, { orderBy: { position: 'asc' } });
  if (lines.length < wanted.size)
    throw new InvalidInputError('lineIds', {
      ja: 'この取込みにない行が含まれています。画面を開き直して、選び直してください。',
      en: 'Some of these lines are not of this import. Open it again and choose anew.',
    });
  const never = lines.find(({ notTaken }) => notTaken);
  if (never)
    throw new InvalidInputError('lineIds', {
      ja: `${never.line} 行目「${never.label}」は監視項目にできません。選択から外してください。`,
      en: `Line ${never.line}, “${never.label}”, can be no monitoring item. Take it out of the selection.`,
    });
  return lines;
}

async function reopen({ em }: Context, system: InformationSystem, lines: readonly MonitoringImportLine[]): Promise<void> {
  const matches = await matchLines(em, system, lines);
  for (const [index, line] of lines.entries())
    em.assign(line, { ...columnsOf(matches[index]!), reason: null, decidedByName: null, decidedAt: null });
}

/** The item of each line. */
async function chosenItems(
  context: Context,
  system: InformationSystem,
  lines: readonly MonitoringImportLine[],
  input: DecideMonitoringLinesInput,
): Promise<MonitoringItem[]> {
  const { em } = context;
  if (input.decision === LineDecision.MAKE_OWN) return ownItems(context, system, lines, input);
  const ids =
    input.decision === LineDecision.MAP ? lines.map(() => input.monitoringItemId ?? '') : lines.map(line => line.suggestedItem?.id ?? '');
  const [open] = lines.filter((_line, index) => !ids[index]);
  if (open && input.decision === LineDecision.TAKE_SUGGESTION)
    throw new InvalidInputError('lineIds', {
      ja: `${open.line} 行目「${open.label}」には候補がありません。選択から外すか、項目を選んでください。`,
      en: `Line ${open.line}, “${open.label}”, has no suggestion. Take it out of the selection, or choose its item.`,
    });
  const items = new Map(
    (await em.find(MonitoringItem, { id: { $in: ids.filter(id => id !== '') }, ...itemsFor(system) })).map(item => [item.id, item]),
  );
  return ids.map(id => {
    const item = items.get(id);
    if (item) return item;
    throw new InvalidInputError(input.decision === LineDecision.MAP ? 'monitoringItemId' : 'lineIds', {
      ja: '共通の監視項目か、この情報システムの固有の項目から選んでください。廃止された項目は選べません。',
      en: 'Choose a common item or one of this system’s own, and none that is retired.',
    });
  });
}

/** Makes an item of the system of each line; lines of the same name are one. */
async function ownItems(
  context: Context,
  system: InformationSystem,
  lines: readonly MonitoringImportLine[],
  { ownItem }: DecideMonitoringLinesInput,
): Promise<MonitoringItem[]> {
  if (!ownItem)
    throw new InvalidInputError('ownItem', {
      ja: '層、監視の対象、監視する理由を入力してください。',
      en: 'Give the layer, what it is watched for, and why.',
    });
  const byName = new Map<string, MonitoringItem>();
  const kept = await context.em.find(MonitoringItem, { $or: [{ system: null }, { system }] });
  const codes = new Set(kept.map(({ code }) => code));
  let number = kept.filter(item => item.system).length;
  const items: MonitoringItem[] = [];
  for (const line of lines) {
    const name = identityOf(line).folded;
    const item = byName.get(name) ?? (await makeItem(line));
    if (byName.set(name, item).size > MOST_OWN_ITEMS)
      throw new InvalidInputError('lineIds', {
        ja: `固有の項目は一度に${MOST_OWN_ITEMS}件まで作れます。行を分けて選んでください。`,
        en: `Up to ${MOST_OWN_ITEMS} items can be made at once. Choose fewer lines.`,
      });
    items.push(item);
  }
  return items;

  async function makeItem(line: MonitoringImportLine): Promise<MonitoringItem> {
    const symbol = symbolOf(line.unit ?? '');
    const unit = isUnit(symbol) ? symbol : '1';
    let code = '';
    do code = `OWN-${String(++number).padStart(3, '0')}`;
    while (codes.has(code));
    return createMonitoringItem(context, {
      ...ownItem!,
      systemId: system.id,
      code,
      name: line.label.slice(0, 200),
      metric: (line.key ?? line.label).slice(0, 200),
      unit,
      intervalSeconds: line.intervalSeconds ?? COMMON_INTERVAL,
      thresholds: thresholdsFor(line, unit).slice(0, MOST_THRESHOLDS),
      // An item of one system asks for no kind of system.
      profiles: [],
      systemClasses: [],
    });
  }
}

/** Keeps the names of lines as aliases of their items, and maps what else of the import has these names and is open. */
async function remember(
  context: Context,
  found: MonitoringImport,
  lines: readonly MonitoringImportLine[],
  items: readonly MonitoringItem[],
): Promise<void> {
  const { em } = context;
  const byName = new Map(lines.map((line, index) => [nameOf(identityOf(line)), { ...identityOf(line), item: items[index]! }]));
  await rememberAliases(context, found.system.id, [...byName.values()]);
  const open = await em.find(MonitoringImportLine, { import: found, state: [ImportLineState.SUGGESTED, ImportLineState.UNMAPPED] });
  for (const line of open) {
    const same = byName.get(nameOf(identityOf(line)));
    if (same) em.assign(line, { state: ImportLineState.MAPPED, item: ref(same.item), mappedBy: MappedBy.ALIAS });
  }
}
