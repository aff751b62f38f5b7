import { Role } from '../../server/access/role.ts';
import { remindOrganisation } from '../../server/reminder/run.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import { inDays } from '../support/survey.ts';
import type { Stranger } from './wall-probe.ts';

/** A portal in which others have a row in every table, and a stranger who has to do with none of them. */
export async function openProbedPortal(): Promise<{ portal: TestPortal; stranger: Stranger }> {
  const portal = await openPortal({ sampleData: true });
  const [manager, ministry] = await Promise.all([portal.signIn('pmo@digital.example'), portal.signIn('admin@soumu.example')]);
  const { organisations } = await manager.expectData<{ organisations: { items: { id: string; version: number; shortName: string }[] } }>(
    '{ organisations { items { id version shortName } } }',
  );
  const [renamed] = organisations.items.filter(({ shortName }) => shortName === '復興庁');
  await manager.expectData('mutation ($input: RenameOrganisationInput!) { renameOrganisation(input: $input) { id } }', {
    input: {
      organisationId: renamed!.id,
      version: renamed!.version,
      name: '新庁',
      nameEn: 'New Agency',
      shortName: '新庁',
      kana: '',
      validFrom: '2026-04-01',
      reason: '改称',
    },
  });
  await ministry.expectData('mutation ($input: GrantReadingInput!) { grantReading(input: $input) { id } }', {
    input: { granteeOrganisationId: manager.organisationId, role: 'PORTFOLIO_MANAGER' },
  });
  await manager.expectData('mutation ($input: SetAttestationRuleInput!) { setAttestationRule(input: $input) { months } }', {
    input: { months: 12, version: 0 },
  });
  await manager.expectData('mutation ($input: IssueApiTokenInput!) { issueApiToken(input: $input) { secret } }', {
    input: { name: '夜間バッチ', scope: 'USAGE_LOG_IMPORT', validUntil: inDays(1) },
  });
  await ministry.expectData('mutation ($input: SetReminderRuleInput!) { setReminderRule(input: $input) { id } }', {
    input: { version: 0, coordinatorAfterDays: 3, managerAfterDays: 7, personLimit: 100 },
  });
  const { surveyRounds } = await manager.expectData<{ surveyRounds: { items: { id: string }[] } }>(
    '{ surveyRounds(filter: { state: OPEN }) { items { id } } }',
  );
  await manager.expectData('mutation ($input: RemindMinistriesInput!) { remindMinistries(input: $input) { canAsk } }', {
    input: { roundId: surveyRounds.items[0]!.id },
  });
  await remindOrganisation(portal.doors, ministry.organisationId, new Date(), undefined);
  // Read through the grant, which leaves a record.
  await manager.expectData('{ informationSystems { totalCount } }');
  await manager.upload('list.csv', Buffer.from('機能コード,大分類,機能名\nX,Y,Z\n'));
  const organisation = await portal.organisation(Role.ADMINISTRATOR);
  return { portal, stranger: { organisationId: organisation.id, accountId: organisation.as(Role.ADMINISTRATOR).accountId } };
}
