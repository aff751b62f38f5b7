import type { EntityManager } from '@mikro-orm/postgresql';
import type { Contract, ContractYear } from '../contract/entity.ts';
import { type ContractFilter, CostClassSought, EndSought } from '../contract/input.ts';
import { systemsOfContracts, yearsOfContracts } from '../contract/loader.ts';
import { contractsOf } from '../contract/query.ts';
import { asSeenFrom, isRedactedFor } from '../contract/redaction.ts';
import { ContractKind, EndKind } from '../contract/terms.ts';
import { amountsByYear } from '../file-import/contract-amounts.ts';
import {
  CONTRACT_COLUMNS,
  CONTRACT_WORDS,
  NO_END,
  YEAR_FIELDS,
  YEAR_HEADINGS,
  type YearKey,
  yearKey,
} from '../file-import/contract-columns.ts';
import type { Language } from '../language.ts';
import { Organisation } from '../organisation/entity.ts';
import type { TableColumn } from '../spreadsheet/find-table.ts';
import { chosen, chosenId, type Query } from './address.ts';
import { tableOf, wordOf } from './list.ts';
import { type ExportTable, say } from './table.ts';

/** What the page of contracts shows, by its address. */
function contractFilterOf(query: Query): ContractFilter {
  return {
    search: query['search'] || null,
    organisationId: chosenId(query, 'organisation'),
    systemId: chosenId(query, 'system'),
    kind: chosen(query, 'kind', ContractKind),
    costClass: chosen(query, 'class', CostClassSought),
    end: chosen(query, 'end', EndSought),
  };
}

/**
 * The contracts that the address lets through, as the import of the ledger reads them. Of other organisations it says that version
 * and identifier are withheld, which is not the same as unknown.
 */
export async function contractList(em: EntityManager, ownId: string, query: Query, language: Language): Promise<ExportTable> {
  const contracts = await contractsOf(em, contractFilterOf(query));
  const ids = contracts.map(({ id }) => id);
  const systems = await systemsOfContracts(em, ids);
  const years = await yearsOfContracts(em, ids);
  const organisations = new Map((await em.find(Organisation, {})).map(one => [one.id, one]));
  await em.populate(contracts, ['vendor']);
  const word = (name: keyof typeof CONTRACT_WORDS, value: string | null | undefined): string | null =>
    wordOf(CONTRACT_WORDS[name], value, language);
  const rows = contracts.map((contract: Contract, place) => {
    const organisation = organisations.get(contract.tenantId)!;
    const vendor = contract.vendor?.unwrap() as { name: string; corporateNumber?: string | null } | undefined;
    return {
      ...contract,
      organisation: organisation.corporateNumber,
      organisationName: say(language, organisation.name, organisation.nameEn),
      systems: systems[place]!.map(({ code }) => code).join(';') || null,
      kind: word('kind', contract.kind),
      maintenanceStyle: word('maintenanceStyle', contract.maintenanceStyle),
      vendorName: vendor?.name ?? null,
      vendorCorporateNumber: vendor?.corporateNumber ?? null,
      endsOn: contract.endKind === EndKind.NONE ? say(language, NO_END[0], NO_END.at(-1)!) : contract.endsOn,
      amount: contract.amountYen ?? null,
      amountUnit: contract.amountYen == null ? null : say(language, '円', 'YEN'),
      amountBasis: word('amountBasis', contract.amountBasis),
      costClass: word('costClass', contract.costClass),
      developmentYen: contract.developmentYen ?? null,
      renewalKind: word('renewalKind', contract.renewalKind),
      billingMetric: word('billingMetric', contract.billingMetric),
      ...guardedColumns(contract, ownId, language),
      ...amountsByYear(years[place]!),
    };
  });
  return tableOf(say(language, '契約台帳', 'Contracts'), [...CONTRACT_COLUMNS, ...yearColumns(years.flat())], language, rows as never);
}

/** A column for each thing that is known of a fiscal year, earliest first, as the import reads it. */
function yearColumns(years: readonly ContractYear[]): TableColumn<YearKey>[] {
  const fiscalYears = [...new Set(years.map(({ fiscalYear }) => fiscalYear))].toSorted((one, other) => one - other);
  return fiscalYears.flatMap(fiscalYear =>
    YEAR_FIELDS.filter(field => years.some(year => year.fiscalYear === fiscalYear && year[field] != null)).map(field => ({
      key: yearKey(fiscalYear, field),
      headings: [`${fiscalYear}年度${YEAR_HEADINGS[field].ja}`, `FY${fiscalYear} ${YEAR_HEADINGS[field].en}`] as const,
    })),
  );
}

function guardedColumns(contract: Contract, ownId: string, language: Language) {
  const { productVersion, productIdentifier, documentUrls } = asSeenFrom(ownId, contract);
  const withheld = isRedactedFor(contract, ownId) ? say(language, '（非表示）', '(withheld)') : null;
  return {
    productVersion: withheld ?? productVersion,
    productIdentifier: withheld ?? productIdentifier,
    documentUrls: withheld ?? (documentUrls.join(' ') || null),
  };
}
