import type { EntityManager } from '@mikro-orm/postgresql';
import { registerEnumType } from 'type-graphql';
import type { Account } from './entity.ts';

export enum BelongingKind {
  CARRY_OVER = 'CARRY_OVER',
  SYSTEM_OWNER = 'SYSTEM_OWNER',
  SYSTEM_CONTACT = 'SYSTEM_CONTACT',
  SURVEY_ROUND = 'SURVEY_ROUND',
  CONFIRMATION = 'CONFIRMATION',
  CONTRACT_NOTICE = 'CONTRACT_NOTICE',
  CONTRACT_END = 'CONTRACT_END',
  LICENCE_END = 'LICENCE_END',
  SUPPORT_END = 'SUPPORT_END',
  SUPPORT_END_UNKNOWN = 'SUPPORT_END_UNKNOWN',
  ANSWER_SHEET = 'ANSWER_SHEET',
  DELEGATION = 'DELEGATION',
  DELEGATION_GIVEN = 'DELEGATION_GIVEN',
  ROW_QUESTION = 'ROW_QUESTION',
  ROW_QUESTION_ASKED = 'ROW_QUESTION_ASKED',
  OPEN_IMPORT = 'OPEN_IMPORT',
  ROLE = 'ROLE',
}
registerEnumType(BelongingKind, {
  name: 'BelongingKind',
  description:
    'What hangs on a person: something carried over until its time has come 継続調査事項, a system that the person answers for 責任者, a contact 連絡先, a survey in the person’s charge 調査, a confirmation that is due 記載内容の確認, the last day to give notice 契約の通知期限, the end of the contract 契約終了, of the licence ライセンス終了 or of the vendor’s support サポート終了 of a contract, or that nobody knows when it ends サポート終了日不明, for a system that the person answers for, a sheet that waits for answers 回答票, a part of one that the person is asked for or has asked others for 分担, questions about rows that wait for the person’s reply or that the person has asked 行への質問, a file not yet imported 取込み, a role 役割.',
});

/** Something that hangs on a person. */
export interface Belonging {
  accountId: string;
  kind: BelongingKind;
  /** What it is about; together with the kind it is one thing. */
  subjectId: string;
  /** Name of what it is about; of a role the role itself. */
  label: string;
  /** Day by which something is to be done about it, YYYY-MM-DD. */
  dueOn: string | null;
  /** Whether it would be without anybody once the person has left, so that an account with it is not simply shut out. */
  binding: boolean;
}

/**
 * One kind of things that hang on people, told by the room that knows of them. A new kind is a source in its room and a line in
 * `handover/sources.ts`.
 */
export interface BelongingSource {
  kind: BelongingKind;
  /** Everything of the kind that hangs on these people of the organisation. */
  held(em: EntityManager, accountIds: readonly string[], organisationId: string): Promise<Belonging[]>;
  /** Passes one of them on; left out where taking note of it is all that can be done. */
  pass?(em: EntityManager, subjectId: string, from: Account, to: Account): Promise<void>;
  /** Notes that the person is gone with nobody in the person's place, or back again. */
  mark?(em: EntityManager, accountId: string, gone: boolean): Promise<void>;
}

/** The rows of a query as belongings of one kind; `binding` unless they say otherwise. */
export async function readBelongings(
  em: EntityManager,
  kind: BelongingKind,
  sql: string,
  values: readonly (string | number)[],
): Promise<Belonging[]> {
  const rows = await em.execute<(Omit<Belonging, 'kind' | 'binding' | 'dueOn'> & { dueOn?: string | null; binding?: boolean })[]>(sql, [
    ...values,
  ]);
  return rows.map(row => ({ dueOn: null, binding: true, ...row, kind }));
}

/** Roles. Nobody gives one by taking over; whoever keeps the people does. The last bearer of one leaves a gap. */
export const roleSource: BelongingSource = {
  kind: BelongingKind.ROLE,
  held: (em, accountIds, organisationId) =>
    readBelongings(
      em,
      BelongingKind.ROLE,
      `select mine.account_id as "accountId", mine.id as "subjectId", mine.role as label,
        mine.role not in ('VENDOR', 'AUDITOR', 'BUDGET_OFFICER') and not exists (
          select from membership other join account on account.id = other.account_id and account.disabled_at is null
          where other.tenant_id = mine.tenant_id and other.role = mine.role and other.account_id <> mine.account_id) as binding
       from membership mine where mine.account_id = any (?::uuid[]) and mine.tenant_id = ? order by mine.role`,
      [`{${accountIds.join(',')}}`, organisationId],
    ),
};
