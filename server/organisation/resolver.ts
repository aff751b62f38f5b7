import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type Context, signedIn } from '../context.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType, readPage } from '../database/page.ts';
import { holding } from '../database/search.ts';
import { today } from '../scalars.ts';
import { Organisation, OrganisationName } from './entity.ts';
import { CreateOrganisationInput, EndOrganisationInput, RenameOrganisationInput, UpdateOrganisationInput } from './input.ts';
import { childrenOfOrganisations, formerNamesOfOrganisations } from './loader.ts';
import {
  createOrganisation,
  endOrganisation,
  findOrganisation,
  isKeptBy,
  PROTOCOL_ORDER,
  renameOrganisation,
  updateOrganisation,
} from './service.ts';

const OrganisationPage = pageType(() => Organisation, 'OrganisationPage');

@Resolver(() => Organisation)
export class OrganisationResolver {
  @Query(() => OrganisationPage, { description: 'The directory in protocol order (建制順).' })
  organisations(
    @Arg('search', () => String, { nullable: true, description: 'Part of a name, a short name, the reading or a corporate number.' })
    search: string | null,
    @Arg('includeEnded', () => Boolean, { defaultValue: false, description: 'Whether to list organisations that no longer exist.' })
    includeEnded: boolean,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { em }: Context,
  ): Promise<Page<Organisation>> {
    const pattern = holding(search);
    const matches = ['name', 'nameEn', 'shortName', 'kana', 'corporateNumber'].map(field => ({ [field]: { $ilike: pattern } }));
    const existing = { $or: [{ endsOn: null }, { endsOn: { $gte: today() } }] };
    return readPage(em, Organisation, {
      where: { $and: [...(pattern ? [{ $or: matches }] : []), ...(includeEnded ? [] : [existing])] },
      orderBy: PROTOCOL_ORDER,
      first,
      after,
    });
  }

  @Query(() => Organisation)
  organisation(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<Organisation> {
    return findOrganisation(context, id);
  }

  @Mutation(() => Organisation, {
    description: 'Adds a ministry or agency. An agency may be added by its ministry, anything by the operator of the portal.',
  })
  createOrganisation(
    @Arg('input', () => CreateOrganisationInput) input: CreateOrganisationInput,
    @Ctx() context: Context,
  ): Promise<Organisation> {
    return createOrganisation(context, input);
  }

  @Mutation(() => Organisation)
  updateOrganisation(
    @Arg('input', () => UpdateOrganisationInput) input: UpdateOrganisationInput,
    @Ctx() context: Context,
  ): Promise<Organisation> {
    return updateOrganisation(context, input);
  }

  @Mutation(() => Organisation, { description: 'Gives a new name from a day on; the former one is kept.' })
  renameOrganisation(
    @Arg('input', () => RenameOrganisationInput) input: RenameOrganisationInput,
    @Ctx() context: Context,
  ): Promise<Organisation> {
    return renameOrganisation(context, input);
  }

  @Mutation(() => Organisation, { description: 'Ends an organisation and names its successor; its data stays.' })
  endOrganisation(@Arg('input', () => EndOrganisationInput) input: EndOrganisationInput, @Ctx() context: Context): Promise<Organisation> {
    return endOrganisation(context, input);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Ministry that it is below.' })
  parent(@Root() organisation: Organisation): Promise<Organisation> | null {
    return organisation.parent?.loadOrFail() ?? null;
  }

  @FieldResolver(() => [Organisation], { description: 'Agencies directly below it, in protocol order.' })
  children(@Root() organisation: Organisation, @Ctx() context: Context): Promise<Organisation[]> {
    return load(context, childrenOfOrganisations, organisation.id);
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'Organisation that took over (承継先); null unless it ended with one.',
  })
  successor(@Root() organisation: Organisation): Promise<Organisation> | null {
    return organisation.successor?.loadOrFail() ?? null;
  }

  @FieldResolver(() => [OrganisationName], { description: 'Names borne before, latest first.' })
  formerNames(@Root() organisation: Organisation, @Ctx() context: Context): Promise<OrganisationName[]> {
    return load(context, formerNamesOfOrganisations, organisation.id);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the viewer’s organisation keeps this entry of the directory, so that its keepers may change it.',
  })
  keptByViewer(@Root() organisation: Organisation, @Ctx() context: Context): Promise<boolean> {
    return isKeptBy(context.em, organisation, signedIn(context).organisationId);
  }
}
