import type { EntityManager } from '@mikro-orm/postgresql';
import { accountsByIds } from '../account/loader.ts';
import { ReminderRequest, type MailState } from './entity.ts';
import { isTest } from './occasion.ts';
import type { MailCount } from './type.ts';

/** Titles of the rounds that runs were asked for, by the causes of the runs; null for the run of each morning and for tests. */
export async function causesOfRuns(em: EntityManager, causes: readonly string[]): Promise<(string | null)[]> {
  const ids = causes.filter(cause => cause !== 'DAILY' && !isTest(cause));
  const requests = ids.length ? await em.find(ReminderRequest, { id: { $in: ids } }, { populate: ['round'] }) : [];
  const titles = new Map(requests.map(({ id, round }) => [id, round.$.title]));
  return causes.map(cause => titles.get(cause) ?? null);
}

/** Mails of each run by where they stand. */
export async function mailCountsOfRuns(em: EntityManager, runIds: readonly string[]): Promise<MailCount[][]> {
  const rows = await em.execute<{ runId: string; state: MailState; count: number }[]>(
    `select run_id as "runId", state, count(*)::int as count from reminder_mail where run_id = any (?::uuid[]) group by run_id, state order by state`,
    [`{${runIds.join(',')}}`],
  );
  const byRun = Map.groupBy(rows, ({ runId }) => runId);
  return runIds.map(id => byRun.get(id) ?? []);
}

/** Names of the people that mails are for. */
export async function recipientNames(em: EntityManager, accountIds: readonly string[]): Promise<string[]> {
  return (await accountsByIds(em, accountIds)).map(account => account?.name ?? '');
}
