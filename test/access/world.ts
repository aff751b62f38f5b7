import { randomUUID } from 'node:crypto';
import { Role } from '../../server/access/role.ts';
import { remindOrganisation } from '../../server/reminder/run.ts';
import { makeAlertCare, setRule } from '../support/alerts.ts';
import { contractInput, makeHeading, makeVendors } from '../support/contracts.ts';
import type { TestOrganisation, TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { makeMonitoring } from '../support/monitoring.ts';
import { changeRound, fillInAndSubmit, inDays, makeFeature, makeSystem, openRound } from '../support/survey.ts';

/** A ministry that has a row in every table that hangs on another one, and nothing to do with others. */
export interface World {
  organisation: TestOrganisation;
  /** Somebody with every role. */
  person: Person;
  /** Rows by the names that arguments of the API have for them. */
  ids: Record<string, string>;
}

export async function makeWorld(portal: TestPortal): Promise<World> {
  const organisation = await portal.organisation(Role.ADMINISTRATOR);
  const person = await portal.person(organisation.id, randomUUID(), ...Object.values(Role));
  const system = await makeSystem(person, 2);
  const { setSystemContacts } = await person.expectData<{ setSystemContacts: { version: number } }>(
    'mutation ($input: SetSystemContactsInput!) { setSystemContacts(input: $input) { version } }',
    { input: { systemId: system.id, version: 1, contacts: [{ kind: 'PJMO', unit: '推進室', accountId: person.accountId }] } },
  );
  await person.expectData('mutation ($input: ConfirmInformationSystemInput!) { confirmInformationSystem(input: $input) { id } }', {
    input: { systemId: system.id, version: setSystemContacts.version },
  });
  const published = await openRound(person, [organisation.id], system);
  await fillInAndSubmit(person, published, '01');
  await changeRound(person, 'closeSurveyRound', published.id);
  await changeRound(person, 'publishSurveyRound', published.id, { sharing: 'ALL_ROWS' });
  const open = await openRound(person, [organisation.id], system);
  const { askAboutRow } = await person.expectData<{ askAboutRow: { id: string } }>(
    'mutation ($input: AskAboutRowInput!) { askAboutRow(input: $input) { id } }',
    { input: { roundId: published.id, organisationId: organisation.id, featureId: published.features[0]!.id, question: '根拠は' } },
  );
  const { delegateRows } = await person.expectData<{ delegateRows: { id: string } }>(
    'mutation ($input: DelegateRowsInput!) { delegateRows(input: $input) { id } }',
    { input: { roundId: open.id, featureIds: [open.features[0]!.id], bureau: '統計局' } },
  );
  const late = await makeFeature(person, system.id, 'LATE');
  const { grantReading } = await person.expectData<{ grantReading: { id: string } }>(
    'mutation ($input: GrantReadingInput!) { grantReading(input: $input) { id } }',
    { input: { granteeOrganisationId: portal.operator.organisationId, role: 'AUDITOR' } },
  );
  await portal.operator.expectData('mutation ($input: RenameOrganisationInput!) { renameOrganisation(input: $input) { id } }', {
    input: {
      organisationId: organisation.id,
      version: 1,
      name: '改称省',
      nameEn: 'Renamed',
      shortName: '改',
      kana: '',
      validFrom: inDays(0),
      reason: '改称',
    },
  });
  const { recordCarryOverItem } = await person.expectData<{ recordCarryOverItem: { id: string } }>(
    'mutation ($input: RecordCarryOverItemInput!) { recordCarryOverItem(input: $input) { id } }',
    { input: { text: 'OS 更新のときに修正プログラムを当てる', systemId: system.id } },
  );
  const { startHandover } = await person.expectData<{ startHandover: { id: string; items: { id: string }[] } }>(
    'mutation ($input: StartHandoverInput!) { startHandover(input: $input) { id items { id } } }',
    {
      input: { fromAccountId: organisation.as(Role.ADMINISTRATOR).accountId, toAccountId: person.accountId, leavesOn: inDays(9) },
    },
  );
  await person.expectData('mutation ($input: SetVerdictRuleInput!) { setVerdictRule(input: $input) { id } }', {
    input: { roundId: open.id, version: 0, responseFloorPercent: 90, shrinkPercent: 50, windowMonths: 12, reason: '試行' },
  });
  const { issueApiToken } = await person.expectData<{ issueApiToken: { token: { id: string } } }>(
    'mutation ($input: IssueApiTokenInput!) { issueApiToken(input: $input) { token { id } } }',
    { input: { name: '夜間バッチ', scope: 'USAGE_LOG_IMPORT', validUntil: inDays(1) } },
  );
  const { proposeDecision } = await person.expectData<{ proposeDecision: { id: string } }>(
    'mutation ($input: ProposeDecisionInput!) { proposeDecision(input: $input) { id } }',
    { input: { roundId: open.id, surveyFeatureId: open.features[0]!.id, kind: 'KEEP', reason: '継続', opportunity: 'NEXT_RENEWAL' } },
  );
  const { createContract } = await person.expectData<{ createContract: { id: string } }>(
    'mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }',
    { input: contractInput({ systemIds: [system.id], vendorName: '株式会社サンプル', years: [{ fiscalYear: 2026, budgetedYen: 1 }] }) },
  );
  await person.expectData('mutation ($input: MarkChecklistPointInput!) { markChecklistPoint(input: $input) { id } }', {
    input: { contractId: createContract.id, fiscalYear: 2027, code: 'REPORT_DAILY', result: 'SETTLED', note: '仕様書3.2', version: 0 },
  });
  await person.expectData('mutation ($input: MapProductsInput!) { mapProducts(input: $input) { id } }', {
    input: { lines: [{ productName: 'x', version: 0 }], slug: null },
  });
  await person.expectData('mutation ($input: SetRequestCalendarInput!) { setRequestCalendar(input: $input) { version } }', {
    input: { fiscalYear: 2027, version: 0, dueOn: '2026-08-31', cutoffs: [{ name: '会計課へ提出', on: '2026-07-31' }] },
  });
  const fileId = await person.upload('list.csv', Buffer.from('機能コード,利用状況,大分類,機能名\nF-1,業務を全て遂行,申請,機能\n'));
  const ledgerHeadingId = await makeHeading(person);
  const vendors = await makeVendors(person);
  await portal.superuser.query(
    `with k as (insert into usage_log_key (tenant_id, system_id, key) values ($1, $2, 'login') returning *),
      i as (insert into usage_log_import (tenant_id, system_id, imported_by_name, row_count, new_count, changed_count, unchanged_count, refused_count, unmapped_count, months)
        values ($1, $2, '担当', 1, 1, 0, 0, 0, 0, array['2026-04'])),
      m as (insert into usage_log_month (tenant_id, system_id, month) values ($1, $2, '2026-04'))
     insert into usage_log (key_id, tenant_id, organisation_id, fiscal_year, counts, users)
     select id, tenant_id, tenant_id, 2026, array_fill(1::bigint, array[12]), array_fill(1, array[12]) from k`,
    [organisation.id, system.id],
  );
  await portal.superuser.query(
    `alter table account disable trigger all; update account set email = 'person@mail.example'; alter table account enable trigger all`,
  );
  await person.expectData('mutation ($input: RemindMinistriesInput!) { remindMinistries(input: $input) { canAsk } }', {
    input: { roundId: open.id },
  });
  await person.expectData('mutation ($input: SetReminderRuleInput!) { setReminderRule(input: $input) { id } }', {
    input: { version: 0, coordinatorAfterDays: 3, managerAfterDays: 7, personLimit: 100 },
  });
  await remindOrganisation(portal.doors, organisation.id, new Date(), undefined);
  const { rows: mails } = await portal.superuser.query<{ id: string; runId: string }>(
    'select id, run_id as "runId" from reminder_mail where tenant_id = $1',
    [organisation.id],
  );
  const [logKey] = (await portal.superuser.query<{ id: string }>('select id from usage_log_key where system_id = $1', [system.id]))
    .rows as [{ id: string }];
  // Whoever names version 1, as the walk of the schema does, is to be heard on the rest of what it names.
  for (const table of [
    'information_system',
    'feature',
    'survey_round',
    'answer_sheet',
    'account',
    'carry_over_item',
    'handover',
    'feature_decision',
    'contract',
    'vendor',
  ])
    await portal.superuser.query(
      `alter table ${table} disable trigger all; update ${table} set version = 1; alter table ${table} enable trigger all`,
    );
  await setRule(person, 'CONTRACT_END_UNKNOWN', { tellsOwners: false });
  const alertId = await makeAlertCare(person, createContract.id);
  const monitoring = await makeMonitoring(person, system.id);
  const ids = {
    ...monitoring,
    alertId,
    systemId: system.id,
    featureId: late.id,
    surveyFeatureId: open.features[0]!.id,
    roundId: open.id,
    accountId: person.accountId,
    grantId: grantReading.id,
    carryOverItemId: recordCarryOverItem.id,
    handoverId: startHandover.id,
    itemId: startHandover.items[0]!.id,
    fromAccountId: person.accountId,
    toAccountId: organisation.as(Role.ADMINISTRATOR).accountId,
    questionId: askAboutRow.id,
    delegationId: delegateRows.id,
    decisionId: proposeDecision.id,
    contractId: createContract.id,
    ledgerHeadingId,
    ...vendors,
    runId: mails[0]!.runId,
    mailId: mails[0]!.id,
    fileId,
    tokenId: issueApiToken.token.id,
    keyId: logKey.id,
  };
  return { organisation, person, ids };
}
