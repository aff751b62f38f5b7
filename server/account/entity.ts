import type { Opt, Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Role } from '../access/role.ts';
import { TenantEntity, VersionedEntity } from '../database/tenant-entity.ts';
import { IS_OPERATOR, LOGINS, ME, signInOnly, wall } from '../database/wall.ts';
import { Organisation } from '../organisation/entity.ts';
import { DateTime } from '../scalars.ts';

@ObjectType({ description: 'A person who can sign in (利用者). Belongs to the organisation that created it.' })
@Entity({
  tableName: 'account',
  ...wall({
    readers: 'id = any (array(select account_id from membership))',
    // The first administrator of a new organisation has to come from somewhere; the operator appoints, and sees nothing of it after.
    inserters: IS_OPERATOR,
    granted: false,
    signInReads: true,
  }),
})
export class Account extends VersionedEntity {
  @Field(() => String, { description: 'What the person types to sign in (利用者ID), for example a mail address. Compared without case.' })
  @Property({ type: 'text' })
  @Unique()
  login!: string;

  @Field(() => String, { description: 'Name of the person (氏名).' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Division (所属部署).' })
  @Property({ type: 'text', nullable: true })
  department?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Mail address for reminders (メールアドレス); null for somebody who cannot be reached.',
  })
  @Property({ type: 'text', nullable: true })
  email?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Since when the person may no longer sign in; null while enabled.' })
  @Property({ type: 'timestamptz', nullable: true })
  disabledAt?: Date | null;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  createdAt!: Opt<Date>;

  /** When the password was last set, so that the audit trail shows it; the hash itself is elsewhere. */
  @Property({ type: 'timestamptz', nullable: true })
  passwordSetAt?: Date | null;
}

/**
 * One role of one person in one organisation. The account may be another organisation's: whom an organisation lets act for it
 * is its own affair, and opens nothing of the other one.
 */
@Entity({ tableName: 'membership', ...wall({ inserters: `role = 'ADMINISTRATOR' and ${IS_OPERATOR}`, granted: false, signInReads: true }) })
@Unique({ properties: ['tenantId', 'account', 'role'] })
export class Membership extends TenantEntity {
  @ManyToOne({ entity: () => Account, ref: true, index: true })
  account!: Ref<Account>;

  @Enum({ items: () => Role })
  role!: Role;
}

@ObjectType({
  description:
    'Leave that an organisation gives to the bearers of one role in another one to read its data across ministries (横断閲覧の許可). Drafts stay closed.',
})
@Entity({
  tableName: 'reading_grant',
  ...wall({ readers: `grantee_id = ${ME}`, granted: false, signInReads: true }),
})
export class ReadingGrant extends TenantEntity {
  @ManyToOne({ entity: () => Organisation, ref: true, index: true })
  grantee!: Ref<Organisation>;

  @Field(() => Role, { description: 'PORTFOLIO_MANAGER or AUDITOR.' })
  @Enum({ items: () => Role })
  role!: Role;

  @Field(() => DateTime)
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  grantedAt!: Opt<Date>;

  @Field(() => DateTime, { nullable: true, description: 'Null while the grant is in force.' })
  @Property({ type: 'timestamptz', nullable: true })
  revokedAt?: Date | null;
}

const OWN_PEOPLE = `account_id = any (array(select id from account where tenant_id = ${ME}))`;

/** The person who asks, also where it acts for another organisation than its own. */
const ONESELF = 'account_id = (select current_account_id())';

/** Password hash of an account. The application login can set it for its own people and for who asks, and can never read it. */
@Entity({
  tableName: 'credential',
  ...signInOnly(
    { name: 'credential_of_own_people', roles: [LOGINS.app], using: OWN_PEOPLE, check: OWN_PEOPLE },
    // What cannot be seen cannot be changed either; the column grants show no more than whose it is.
    { name: 'credential_of_oneself_seen', command: 'select', roles: [LOGINS.app], using: ONESELF },
    { name: 'credential_of_oneself', command: 'update', roles: [LOGINS.app], using: ONESELF, check: ONESELF },
    { name: 'credential_of_appointed', command: 'insert', roles: [LOGINS.app], check: IS_OPERATOR },
  ),
})
export class Credential {
  @PrimaryKey({ type: 'uuid' })
  accountId!: string;

  @Property({ type: 'text' })
  passwordHash!: string;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  setAt!: Opt<Date>;
}

/** One signed-in browser. The cookie carries a random token, the row its SHA-256, so that a leaked row opens nothing. */
@Entity({
  tableName: 'session',
  // Not for deletion alone: what a login cannot see at all, it cannot delete either. Its rights end there.
  // A new one is for who asks and acts as before alone, so it opens nothing that is not open.
  ...signInOnly({
    name: 'session_of_own_people',
    roles: [LOGINS.app],
    using: `${OWN_PEOPLE} or ${ONESELF}`,
    check: `${ONESELF} and organisation_id = ${ME}`,
  }),
})
export class Session {
  @PrimaryKey({ type: 'text' })
  tokenHash!: string;

  @Property({ type: 'uuid', index: true })
  accountId!: string;

  @Property({ type: 'uuid' })
  organisationId!: string;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  createdAt!: Opt<Date>;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  lastSeenAt!: Opt<Date>;

  @Property({ type: 'timestamptz', index: true })
  expiresAt!: Date;
}

/** Failed sign-ins in a row, by what was typed or by network address, whether or not such an account exists. */
@Entity({ tableName: 'sign_in_attempt', ...signInOnly() })
export class SignInAttempt {
  @PrimaryKey({ type: 'text' })
  subject!: string;

  @Property({ type: 'integer' })
  failures!: number;

  @Property({ type: 'timestamptz' })
  lastFailureAt!: Date;
}
