import type { EntityManager } from '@mikro-orm/postgresql';
import { setImmediate } from 'node:timers/promises';
import type { InformationSystem } from '../information-system/entity.ts';
import type { Text } from '../language.ts';
import { foldTerm } from '../monitoring/alias-service.ts';
import { MonitoringAlias } from '../monitoring/entity.ts';
import { AliasKind } from '../monitoring/terms.ts';
import { MonitoringItem } from '../monitoring-item/entity.ts';
import { inForce } from '../monitoring-item/query.ts';
import { type FileLine, MonitoringLineKind } from './line.ts';
import { SuggestionIndex } from './suggestion.ts';
import { ImportLineState, MappedBy } from './terms.ts';

type Named = Pick<FileLine, 'kind' | 'label' | 'key'>;

/** What is known of a line before a person has said anything. */
export interface LineMatch {
  state: ImportLineState;
  itemId: string | null;
  mappedBy: MappedBy | null;
  suggestedItemId: string | null;
  score: number | null;
  suggestionReason: Text | null;
}

/** Items that a system may watch: common ones and its own, save retired ones. */
export const itemsFor = (system: InformationSystem) => ({
  $and: [{ $or: [{ system: null }, { system }] }, inForce()],
});

/** By what a line is known again: the key, where it has one that is its own. Rules of Prometheus share what they read. */
export function identityOf({ kind, label, key }: Named): { kind: AliasKind; text: string; folded: string } {
  const byKey = key !== null && kind !== MonitoringLineKind.ALERT_RULE && kind !== MonitoringLineKind.RECORDING_RULE;
  const [aliasKind, text] = byKey ? [AliasKind.KEY, key] : [AliasKind.LABEL, label];
  return { kind: aliasKind, text, folded: foldTerm(aliasKind, text) };
}

/** An identity as one text, to find it by. */
export const nameOf = ({ kind, folded }: { kind: AliasKind; folded: string }): string => `${kind} ${folded}`;

/** How many lines are matched before others get their turn. */
const LINES_AT_A_TIME = 100;

/**
 * What each line is by the aliases that people have mapped, else what it is like in the catalogue of a system: common items and its
 * own, save retired ones. What the own organisation has mapped goes before what others have; where others disagree, none holds.
 */
export async function matchLines(
  em: EntityManager,
  system: InformationSystem,
  lines: readonly (Named & Pick<FileLine, 'unit' | 'notTaken'>)[],
): Promise<LineMatch[]> {
  const items = await em.find(MonitoringItem, itemsFor(system));
  const aliases = await em.find(MonitoringAlias, { withdrawnAt: null, $or: [{ system: null }, { system }] });
  const known = new Set(items.map(({ id }) => id));
  const itemsByName = knownNames(
    aliases.filter(({ item }) => known.has(item.id)),
    system.tenantId,
  );
  const keys = Map.groupBy(
    aliases.filter(({ kind }) => kind === AliasKind.KEY),
    ({ item }) => item.id,
  );
  const index = new SuggestionIndex(
    items.map(({ id, name, nameEn, metric, unit }) => ({
      id,
      name,
      nameEn: nameEn ?? null,
      metric,
      unit,
      knownKeys: (keys.get(id) ?? []).map(({ text }) => text),
    })),
  );
  const found: LineMatch[] = [];
  for (const [place, line] of lines.entries()) {
    if (place % LINES_AT_A_TIME === LINES_AT_A_TIME - 1) await setImmediate();
    found.push(line.notTaken ? nothing(ImportLineState.LEFT_OUT) : (byAlias(line, itemsByName) ?? byLikeness(line, index)));
  }
  return found;
}

const nothing = (state: ImportLineState): LineMatch => ({
  state,
  itemId: null,
  mappedBy: null,
  suggestedItemId: null,
  score: null,
  suggestionReason: null,
});

function byAlias(line: Named, itemsByName: ReadonlyMap<string, string>): LineMatch | null {
  const byLabel = { kind: AliasKind.LABEL, folded: foldTerm(AliasKind.LABEL, line.label) };
  const itemId = itemsByName.get(nameOf(identityOf(line))) ?? itemsByName.get(nameOf(byLabel));
  return itemId ? { ...nothing(ImportLineState.MAPPED), itemId, mappedBy: MappedBy.ALIAS } : null;
}

function byLikeness(line: Named & Pick<FileLine, 'unit'>, index: SuggestionIndex): LineMatch {
  // What finds things to be watched measures nothing itself.
  const found = line.kind === MonitoringLineKind.DISCOVERY_RULE ? null : index.suggest(line);
  if (!found) return nothing(ImportLineState.UNMAPPED);
  const { itemId: suggestedItemId, score, reason: suggestionReason } = found;
  return { ...nothing(ImportLineState.SUGGESTED), suggestedItemId, score, suggestionReason };
}

/** The item of each name on which there is one word. */
function knownNames(aliases: readonly MonitoringAlias[], tenantId: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const [name, same] of Map.groupBy(aliases, nameOf)) {
    const own = same.filter(alias => alias.tenantId === tenantId);
    const ofSystem = own.filter(({ system }) => system);
    const [first, ...others] = new Set([ofSystem, own, same].find(list => list.length > 0)!.map(({ item }) => item.id));
    if (others.length === 0) names.set(name, first!);
  }
  return names;
}
