import type { Opt, Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ApiTokenScope } from '../access/api-token.ts';
import { Account } from '../account/entity.ts';
import { TenantEntity } from '../database/tenant-entity.ts';
import { LOGINS, wall } from '../database/wall.ts';
import { DateTime } from '../scalars.ts';

registerEnumType(ApiTokenScope, {
  name: 'ApiTokenScope',
  description: 'What a token may be used for.',
  valuesConfig: {
    USAGE_LOG_IMPORT: { description: 'Import usage logs (利用ログの取込み), and nothing else.' },
    CALENDAR: { description: 'Read the dates of contracts and budget requests as a calendar (カレンダー購読), and nothing else (F-094).' },
  },
});

@ObjectType({
  description:
    'A token with which a script acts for a person in one organisation (APIトークン), for one purpose. Shown once, kept as a hash; it does nothing once it has expired or was revoked, or once the person may no longer do it.',
})
@Entity({
  tableName: 'api_token',
  ...lookedUpAtSignIn(wall({ granted: false, signInReads: true, parents: { account_id: ['account', 'visible'] } })),
})
export class ApiToken extends TenantEntity {
  @ManyToOne({ entity: () => Account, ref: true, index: true })
  account!: Ref<Account>;

  @Field(() => String, { description: 'What the token is for, as its owner calls it.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => ApiTokenScope)
  @Enum({ items: () => ApiTokenScope })
  scope!: ApiTokenScope;

  @Field(() => String, { description: 'How the token begins, to tell one from another.' })
  @Property({ type: 'text' })
  prefix!: string;

  /** SHA-256 of the token. The application writes it and can never read it. */
  @Property({ type: 'text', lazy: true })
  @Unique()
  tokenHash!: string;

  @Field(() => DateTime)
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  createdAt!: Opt<Date>;

  @Field(() => DateTime)
  @Property({ type: 'timestamptz' })
  expiresAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Null while it was never used; to the minute.' })
  @Property({ type: 'timestamptz', nullable: true })
  lastUsedAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Null unless somebody revoked it.' })
  @Property({ type: 'timestamptz', nullable: true })
  revokedAt?: Date | null;
}

/** The sign-in login finds whose a token is, and notes that it was used. */
function lookedUpAtSignIn(walled: ReturnType<typeof wall>): ReturnType<typeof wall> {
  return {
    ...walled,
    policies: [...walled.policies!, { name: 'sign_in_use', command: 'update', roles: [LOGINS.signIn], using: 'true', check: 'true' }],
  };
}
