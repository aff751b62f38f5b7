import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Account } from '../account/entity.ts';
import { accountsByIds } from '../account/loader.ts';
import { Attestation } from '../attestation/entity.ts';
import type { Context } from '../context.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType } from '../database/page.ts';
import { Organisation } from '../organisation/entity.ts';
import { organisationsByIds } from '../organisation/loader.ts';
import { inProtocolOrder } from '../organisation/service.ts';
import { InformationSystem, OwnerState, SystemContact } from './entity.ts';
import {
  ConfirmInformationSystemInput,
  CreateInformationSystemInput,
  InformationSystemFilter,
  SetSystemContactsInput,
  SetSystemOwnerInput,
  SystemSort,
  UpdateInformationSystemInput,
} from './input.ts';
import { confirmationsOfSystems, contactsOfSystems } from './loader.ts';
import { recordsOfSystems, systemPage } from './query.ts';
import { changesSinceConfirmation, confirmInformationSystem, setSystemOwner } from './record.ts';
import { createInformationSystem, findInformationSystem, setSystemContacts, updateInformationSystem } from './service.ts';
import { SystemChange, SystemRecord } from './type.ts';

const InformationSystemPage = pageType(() => InformationSystem, 'InformationSystemPage');

@Resolver(() => InformationSystem)
export class InformationSystemResolver {
  @Query(() => InformationSystemPage, { description: 'Systems that the viewer may see.' })
  informationSystems(
    @Arg('filter', () => InformationSystemFilter, { nullable: true }) filter: InformationSystemFilter | null,
    @Arg('sort', () => SystemSort, { defaultValue: SystemSort.CODE }) sort: SystemSort,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { em }: Context,
  ): Promise<Page<InformationSystem>> {
    return systemPage(em, filter, sort, first, after);
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

  @Mutation(() => InformationSystem, { description: 'Names the one person who answers for the record of the system (責任者).' })
  setSystemOwner(@Arg('input', () => SetSystemOwnerInput) input: SetSystemOwnerInput, @Ctx() context: Context): Promise<InformationSystem> {
    return setSystemOwner(context, input);
  }

  @Mutation(() => InformationSystem, { description: 'Says that the record is right as it stands (記載内容の確認). Changes nothing in it.' })
  confirmInformationSystem(
    @Arg('input', () => ConfirmInformationSystemInput) input: ConfirmInformationSystemInput,
    @Ctx() context: Context,
  ): Promise<InformationSystem> {
    return confirmInformationSystem(context, input);
  }

  @FieldResolver(() => SystemRecord, { description: 'How complete the record is, and whether it was confirmed.' })
  record(@Root() system: InformationSystem, @Ctx() context: Context): Promise<SystemRecord> {
    return load(context, recordsOfSystems, system.id);
  }

  @FieldResolver(() => [Attestation], { description: 'Every confirmation of the record, latest first (確認の履歴).' })
  confirmations(@Root() system: InformationSystem, @Ctx() context: Context): Promise<Attestation[]> {
    return load(context, confirmationsOfSystems, system.id);
  }

  @FieldResolver(() => [SystemChange], {
    nullable: true,
    description: 'What was changed since the record was last confirmed; empty when it never was, null to other organisations.',
  })
  changesSinceConfirmation(@Root() system: InformationSystem, @Ctx() context: Context): Promise<SystemChange[] | null> {
    return changesSinceConfirmation(context, system);
  }

  @FieldResolver(() => OwnerState)
  ownerState(@Root() system: InformationSystem): OwnerState {
    return !system.owner ? OwnerState.NONE : system.ownerlessSince ? OwnerState.LEFT : OwnerState.IN_PLACE;
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: 'Who answers for the record (責任者), to people of the provider alone; to others the state tells whether there is one.',
  })
  owner(@Root() system: InformationSystem, @Ctx() context: Context): Promise<Account | null> | null {
    return system.owner ? load(context, accountsByIds, system.owner.id) : null;
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
