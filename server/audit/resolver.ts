import type { FilterQuery } from '@mikro-orm/core';
import { Arg, Ctx, FieldResolver, InputType, Field, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType, readPage } from '../database/page.ts';
import { Organisation } from '../organisation/entity.ts';
import { organisationsByIds } from '../organisation/loader.ts';
import { CalendarDate } from '../scalars.ts';
import { AccessRecord, AuditEntry } from './entity.ts';

@InputType()
export class AuditFilter {
  @Field(() => String, { nullable: true, description: 'Kind of row, for example answer.' })
  subject?: string | null;

  @Field(() => String, { nullable: true, description: 'Part of the name of the person.' })
  actor?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'First day in Asia/Tokyo.' })
  from?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day in Asia/Tokyo.' })
  until?: string | null;
}

const AuditEntryPage = pageType(() => AuditEntry, 'AuditEntryPage');
const AccessRecordPage = pageType(() => AccessRecord, 'AccessRecordPage');

const LATEST_FIRST = { at: 'desc', id: 'desc' } as const;

@Resolver(() => AuditEntry)
export class AuditEntryResolver {
  @Query(() => AuditEntryPage, {
    description: 'Changes that the viewer’s organisation made, or that were made to its data, latest first (監査記録, S-63).',
  })
  auditEntries(
    @Arg('filter', () => AuditFilter, { nullable: true }) filter: AuditFilter | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { em }: Context,
  ): Promise<Page<AuditEntry>> {
    const { subject, actor, from, until } = filter ?? {};
    const days: FilterQuery<AuditEntry>[] = [];
    if (from) days.push({ at: { $gte: new Date(`${from}T00:00:00+09:00`) } });
    if (until) days.push({ at: { $lt: new Date(new Date(`${until}T00:00:00+09:00`).getTime() + 86_400_000) } });
    const where: FilterQuery<AuditEntry> = {
      ...(subject && { subject }),
      ...(actor && { actorName: { $like: `%${actor.replaceAll(/[%_\\]/g, '\\$&')}%` } }),
      ...(days.length && { $and: days }),
    };
    return readPage(em, AuditEntry, { where, orderBy: LATEST_FIRST, first, after });
  }

  @Query(() => AccessRecordPage, { description: 'Readings across ministries, by the viewer’s organisation or of its data, latest first.' })
  accessRecords(
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { em }: Context,
  ): Promise<Page<AccessRecord>> {
    return readPage(em, AccessRecord, { where: {}, orderBy: LATEST_FIRST, first, after });
  }
}

@Resolver(() => AccessRecord)
export class AccessRecordResolver {
  @FieldResolver(() => Organisation, { description: 'Organisation of the reader.' })
  organisation(@Root() record: AccessRecord, @Ctx() context: Context): Promise<Organisation> {
    return load(context, organisationsByIds, record.tenantId);
  }
}
