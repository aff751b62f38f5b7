import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Account } from '../account/entity.ts';
import { accountsByIds } from '../account/loader.ts';
import type { Context } from '../context.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType, readPage } from '../database/page.ts';
import { Organisation } from '../organisation/entity.ts';
import { organisationsByIds } from '../organisation/loader.ts';
import { inProtocolOrder } from '../organisation/service.ts';
import { InformationSystem, SystemContact } from './entity.ts';
import { CreateInformationSystemInput, InformationSystemFilter, SetSystemContactsInput, UpdateInformationSystemInput } from './input.ts';
import { contactsOfSystems } from './loader.ts';
import { createInformationSystem, findInformationSystem, setSystemContacts, updateInformationSystem } from './service.ts';

const InformationSystemPage = pageType(() => InformationSystem, 'InformationSystemPage');

@Resolver(() => InformationSystem)
export class InformationSystemResolver {
  @Query(() => InformationSystemPage, { description: 'Systems that the viewer may see, by identifier.' })
  informationSystems(
    @Arg('filter', () => InformationSystemFilter, { nullable: true }) filter: InformationSystemFilter | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { em }: Context,
  ): Promise<Page<InformationSystem>> {
    const { search, providerId, profile, systemClass, lifecycleState } = filter ?? {};
    const pattern = search?.trim()
      ? `%${search
          .normalize('NFKC')
          .trim()
          .replaceAll(/[%_\\]/g, '\\$&')}%`
      : null;
    return readPage(em, InformationSystem, {
      where: {
        ...(pattern && { $or: [{ name: { $ilike: pattern } }, { nameEn: { $ilike: pattern } }, { code: { $ilike: pattern } }] }),
        ...(providerId && { tenantId: providerId }),
        ...(profile && { profile }),
        ...(systemClass && { systemClass }),
        ...(lifecycleState && { lifecycleState }),
      },
      orderBy: { code: 'asc', id: 'asc' },
      first,
      after,
    });
  }

  @Query(() => InformationSystem)
  informationSystem(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<InformationSystem> {
    return findInformationSystem(context, id);
  }

  @Mutation(() => InformationSystem, { description: 'Adds a system that the viewer’s organisation provides.' })
  createInformationSystem(
    @Arg('input', () => CreateInformationSystemInput) input: CreateInformationSystemInput,
    @Ctx() context: Context,
  ): Promise<InformationSystem> {
    return createInformationSystem(context, input);
  }

  @Mutation(() => InformationSystem)
  updateInformationSystem(
    @Arg('input', () => UpdateInformationSystemInput) input: UpdateInformationSystemInput,
    @Ctx() context: Context,
  ): Promise<InformationSystem> {
    return updateInformationSystem(context, input);
  }

  @Mutation(() => InformationSystem, { description: 'Replaces the list of who plays which part for the system.' })
  setSystemContacts(
    @Arg('input', () => SetSystemContactsInput) input: SetSystemContactsInput,
    @Ctx() context: Context,
  ): Promise<InformationSystem> {
    return setSystemContacts(context, input);
  }

  @FieldResolver(() => Organisation, { description: 'Organisation that provides the system (提供府省).' })
  provider(@Root() system: InformationSystem, @Ctx() context: Context): Promise<Organisation> {
    return load(context, organisationsByIds, system.tenantId);
  }

  @FieldResolver(() => [Organisation], {
    description: 'Organisations that use it (利用府省), in protocol order.',
  })
  async users(@Root() system: InformationSystem, @Ctx() context: Context): Promise<Organisation[]> {
    return inProtocolOrder(await Promise.all(system.userIds.map(id => load(context, organisationsByIds, id))));
  }

  @FieldResolver(() => [SystemContact], { description: 'Who plays which part (体制).' })
  contacts(@Root() system: InformationSystem, @Ctx() context: Context): Promise<SystemContact[]> {
    return load(context, contactsOfSystems, system.id);
  }
}

@Resolver(() => SystemContact)
export class SystemContactResolver {
  @FieldResolver(() => Account, { nullable: true, description: 'Account of the person, where it is one of the viewer’s organisation.' })
  account(@Root() contact: SystemContact, @Ctx() context: Context): Promise<Account | null> | null {
    return contact.account ? load(context, accountsByIds, contact.account.id) : null;
  }
}
