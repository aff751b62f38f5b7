import type { Person } from './person.ts';

export interface ImportLine {
  id: string;
  label: string;
  key: string | null;
  state: string;
  item: { code: string } | null;
  mappedBy: string | null;
  suggestedItem: { id: string; code: string } | null;
  score: number | null;
  suggestionReason: string | null;
  reason: string | null;
  notTaken: string | null;
  decidedByName: string | null;
}

export interface ImportMade {
  id: string;
  version: number;
  counts: Record<string, number>;
  lines: { items: ImportLine[]; totalCount: number; nextCursor: string | null };
  plan: {
    item: { id: string; code: string };
    outcome: string;
    lineCount: number;
    untakenThresholdCount: number;
    needsEscalationTarget: boolean;
    changes: { field: string; before: string | null; after: string | null }[];
  }[];
}

const IMPORT = `id version appliedAt appliedByName escalationTarget format formatVersion fileName importedByName passedOver decidedAt
  counts { lineCount mappedCount suggestedCount unmappedCount leftOutCount switchedOffCount }
  lines { totalCount nextCursor items { id position line path kind label key unit intervalSeconds intervalText enabled notTaken description
    thresholds { name severity expression holdsFor enabled }
    state item { code } mappedBy suggestedItem { id code } score suggestionReason reason decidedByName decidedAt } }
  plan { item { id code } outcome lineCount untakenThresholdCount needsEscalationTarget changes { field before after } }`;

export const DECIDE = `mutation ($input: DecideMonitoringLinesInput!) { decideMonitoringLines(input: $input) { ${IMPORT} } }`;
export const APPLY = `mutation ($input: ApplyMonitoringImportInput!) {
  applyMonitoringImport(input: $input) { newCount changedCount unchangedCount keptCount switchedOffCount import { ${IMPORT} } } }`;

/** Imports a file, and reads what became of it. */
export async function importFile(
  person: Person,
  systemId: string,
  monitoringToolId: string,
  fileName: string,
  bytes: Uint8Array | string,
): Promise<ImportMade> {
  const { status, body } = await person.importMonitoring(systemId, monitoringToolId, fileName, bytes);
  if (status >= 300) throw new Error(JSON.stringify(body));
  return readImport(person, body['monitoringImportId'] as string);
}

export async function readImport(person: Person, id: string, language = 'ja'): Promise<ImportMade> {
  const { monitoringImport } = await person.expectData<{ monitoringImport: ImportMade }>(
    `query ($id: ID!) { monitoringImport(id: $id) { ${IMPORT} } }`,
    { id },
    { 'accept-language': language },
  );
  return monitoringImport;
}

/** Says what the lines with these labels are. */
export async function decide(person: Person, { id, version, lines }: ImportMade, labels: string[], input: object): Promise<ImportMade> {
  const lineIds = lines.items.filter(({ label }) => labels.includes(label)).map(line => line.id);
  const { decideMonitoringLines } = await person.expectData<{ decideMonitoringLines: ImportMade }>(DECIDE, {
    input: { monitoringImportId: id, version, lineIds, ...input },
  });
  return decideMonitoringLines;
}

export interface Applied {
  newCount: number;
  changedCount: number;
  unchangedCount: number;
  keptCount: number;
  switchedOffCount: number;
  import: ImportMade & { appliedAt: string };
}

export async function apply(
  person: Person,
  { id, version }: ImportMade,
  escalationTarget: string | null,
  replaceItemIds: string[] = [],
): Promise<Applied> {
  const { applyMonitoringImport } = await person.expectData<{ applyMonitoringImport: Applied }>(APPLY, {
    input: { monitoringImportId: id, version, escalationTarget, replaceItemIds },
  });
  return applyMonitoringImport;
}
