import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, signedIn } from '../context.ts';
import { InvalidInputError, NotFoundError } from '../errors.ts';
import { MonitoringItem } from '../monitoring-item/entity.ts';
import { findMonitoringItem } from '../monitoring-item/service.ts';
import { MonitoringScope } from '../monitoring-item/terms.ts';
import { inVersion, requiredText, requireOwn } from '../validation.ts';
import { MonitoringAlias } from './entity.ts';
import type { MapMonitoringAliasInput, WithdrawMonitoringAliasInput } from './input.ts';
import { AliasKind } from './terms.ts';

/** More than any vendor calls an item by. */
const LONGEST_TEXT = 300;

/** What a text is found by: of a label width, case and space make no difference; of a key width and case. */
export function foldTerm(kind: AliasKind, text: string): string {
  const folded = text.normalize('NFKC').toLowerCase().trim();
  return kind === AliasKind.LABEL ? folded.replaceAll(/\s+/g, '') : folded;
}

/**
 * Says that a vendor or a tool calls an item so, for every system now and to come. The same again changes nothing.
 *
 * @throws NotFoundError when the viewer sees no such item
 * @throws InvalidInputError on `text` when it is blank, or stands for another item in the viewer's organisation
 */
export async function mapMonitoringAlias(context: Context, input: MapMonitoringAliasInput): Promise<MonitoringAlias> {
  const { em } = context;
  const viewer = signedIn(context);
  const item = await findMonitoringItem(context, input.monitoringItemId);
  if (item.scope === MonitoringScope.SYSTEM_SPECIFIC) requireOwn(viewer, item, 'mapMonitoringAlias');
  const text = requiredText('text', input.text, LONGEST_TEXT);
  const folded = foldTerm(input.kind, text);
  const known = await em.findOne(MonitoringAlias, {
    tenantId: viewer.organisationId,
    system: item.system?.id ?? null,
    kind: input.kind,
    folded,
    withdrawnAt: null,
  });
  if (known?.item.id === item.id) return known;
  if (known) throw await takenBy(em, known);
  const alias = em.create(MonitoringAlias, {
    item: ref(item),
    scope: item.scope,
    system: item.system ?? null,
    kind: input.kind,
    text,
    folded,
    mappedByName: viewer.name,
  });
  await em.flush();
  return alias;
}

async function takenBy(em: EntityManager, alias: MonitoringAlias): Promise<InvalidInputError> {
  const { code, name, nameEn } = await em.findOneOrFail(MonitoringItem, alias.item.id);
  return new InvalidInputError('text', {
    ja: `「${alias.text}」は既に ${code}（${name}）に対応付けられています。変える場合は、先にその対応付けを取り消してください。`,
    en: `“${alias.text}” stands for ${code} (${nameEn ?? name}) already. Withdraw that alias first to change it.`,
  });
}

/**
 * Takes an alias back. It stays to be read, with who took it back and why.
 *
 * @throws ForbiddenError on one that another organisation made
 * @throws NotFoundError when it was taken back already
 */
export async function withdrawMonitoringAlias(context: Context, input: WithdrawMonitoringAliasInput): Promise<MonitoringAlias> {
  const { em } = context;
  const id = input.monitoringAliasId;
  const alias = inVersion('MonitoringAlias', id, await em.findOne(MonitoringAlias, id), input.version);
  const viewer = signedIn(context);
  requireOwn(viewer, alias, 'withdrawMonitoringAlias');
  if (alias.withdrawnAt) throw new NotFoundError('MonitoringAlias', id);
  em.assign(alias, {
    withdrawnAt: new Date(),
    withdrawnByName: viewer.name,
    withdrawnReason: requiredText('reason', input.reason, 1000),
  });
  await em.flush();
  return alias;
}

/**
 * Remembers many terms at once as they were mapped for a system. Where the organisation said something else before, that is taken
 * back and stays to be read. What is too long for an alias is not remembered.
 */
export async function rememberAliases(
  { em, viewer }: Pick<Context, 'em' | 'viewer'>,
  systemId: string,
  terms: readonly { kind: AliasKind; text: string; item: MonitoringItem }[],
): Promise<void> {
  const { name, organisationId } = signedIn({ viewer });
  const short = terms
    .map(term => ({ ...term, text: term.text.trim() }))
    .filter(({ text }) => text !== '' && [...text].length <= LONGEST_TEXT);
  const fold = ({ kind, text }: { kind: AliasKind; text: string }): string => `${kind} ${foldTerm(kind, text)}`;
  const present = await em.find(MonitoringAlias, {
    tenantId: organisationId,
    folded: { $in: short.map(({ kind, text }) => foldTerm(kind, text)) },
    withdrawnAt: null,
    $or: [{ system: null }, { system: systemId }],
  });
  const byTerm = Map.groupBy(present, fold);
  const added = short.filter(term => {
    const others = (byTerm.get(fold(term)) ?? []).filter(({ item }) => item.id !== term.item.id);
    for (const alias of others)
      em.assign(alias, {
        withdrawnAt: new Date(),
        withdrawnByName: name,
        withdrawnReason: `${term.item.code}（${term.item.name}）に対応付け直したため / mapped to ${term.item.code} instead`,
      });
    return others.length === (byTerm.get(fold(term)) ?? []).length;
  });
  // What is taken back makes room first.
  await em.flush();
  for (const { kind, text, item } of added) {
    const { scope, system = null } = item;
    em.create(MonitoringAlias, { item: ref(item), scope, system, kind, text, folded: foldTerm(kind, text), mappedByName: name });
  }
  await em.flush();
}
