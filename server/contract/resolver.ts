import { Arg, Ctx, FieldResolver, Float, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type Context, signedIn } from '../context.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType } from '../database/page.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { Organisation } from '../organisation/entity.ts';
import { organisationsByIds } from '../organisation/loader.ts';
import { Vendor } from '../vendor/entity.ts';
import { extendedYen } from './amount.ts';
import { Contract, ContractYear } from './entity.ts';
import { ContractFilter, CreateContractInput, UpdateContractInput } from './input.ts';
import { contractCountsOfVendors, systemsOfContracts, vendorsByIds, yearsOfContracts } from './loader.ts';
import { contractPage } from './query.ts';
import { asSeenFrom, isRedactedFor } from './redaction.ts';
import { createContract, findContract, updateContract } from './service.ts';

const ContractPage = pageType(() => Contract, 'ContractPage');

@Resolver(() => Contract)
export class ContractResolver {
  @Query(() => ContractPage, {
    description: 'The ledger of contracts (契約台帳): an unknown end first, then the one that comes soonest, last those without an end.',
  })
  contracts(
    @Arg('filter', () => ContractFilter, { nullable: true }) filter: ContractFilter | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { em }: Context,
  ): Promise<Page<Contract>> {
    return contractPage(em, filter, first, after);
  }

  @Query(() => Contract)
  contract(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<Contract> {
    return findContract(context, id);
  }

  @Mutation(() => Contract, { description: 'Adds a contract of the viewer’s organisation.' })
  createContract(@Arg('input', () => CreateContractInput) input: CreateContractInput, @Ctx() context: Context): Promise<Contract> {
    return createContract(context, input);
  }

  @Mutation(() => Contract, { description: 'Changes a contract with its systems and fiscal years.' })
  updateContract(@Arg('input', () => UpdateContractInput) input: UpdateContractInput, @Ctx() context: Context): Promise<Contract> {
    return updateContract(context, input);
  }

  @FieldResolver(() => Organisation, { description: 'Organisation that signed it (府省).' })
  organisation(@Root() contract: Contract, @Ctx() context: Context): Promise<Organisation> {
    return load(context, organisationsByIds, contract.tenantId);
  }

  @FieldResolver(() => [InformationSystem], {
    description: 'Systems that it is for and that the viewer sees, in the order in which its cost is shared among them.',
  })
  systems(@Root() contract: Contract, @Ctx() context: Context): Promise<InformationSystem[]> {
    return load(context, systemsOfContracts, contract.id);
  }

  @FieldResolver(() => Vendor, { nullable: true, description: 'Null when unknown.' })
  vendor(@Root() contract: Contract, @Ctx() context: Context): Promise<Vendor> | null {
    return contract.vendor ? load(context, vendorsByIds, contract.vendor.id) : null;
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether version, identifier of the product and documents are withheld, since another organisation signed it (他府省には非表示, F-087): which versions a ministry runs invites attacks.',
  })
  isRedacted(@Root() contract: Contract, @Ctx() context: Context): boolean {
    return isRedactedFor(contract, signedIn(context).organisationId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Version of the product (バージョン); null when unknown, and when `isRedacted`.',
  })
  productVersion(@Root() contract: Contract, @Ctx() context: Context): string | null {
    return asSeenFrom(signedIn(context).organisationId, contract).productVersion;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Identifier of the product in catalogues of life cycles (製品ID); null when unknown, and when `isRedacted`.',
  })
  productIdentifier(@Root() contract: Contract, @Ctx() context: Context): string | null {
    return asSeenFrom(signedIn(context).organisationId, contract).productIdentifier;
  }

  @FieldResolver(() => [String], { description: 'Addresses of its documents (文書のリンク); none when `isRedacted`.' })
  documentUrls(@Root() contract: Contract, @Ctx() context: Context): readonly string[] {
    return asSeenFrom(signedIn(context).organisationId, contract).documentUrls;
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'Whole yen for all of the quantity (数量を乗じた金額): `amountYen`, times `quantity` where that is the price of one. For a year or for the whole term as `amountBasis` says; null while what it needs is unknown.',
  })
  extendedAmountYen(@Root() contract: Contract): number | null {
    return extendedYen(contract);
  }

  @FieldResolver(() => [ContractYear], { description: 'Fiscal years of which anything is known, earliest first.' })
  years(@Root() contract: Contract, @Ctx() context: Context): Promise<ContractYear[]> {
    return load(context, yearsOfContracts, contract.id);
  }
}

/** Contracts of a supplier, whose own room does not know of them. */
@Resolver(() => Vendor)
export class VendorContractsResolver {
  @FieldResolver(() => Int, { description: 'Contracts with it that the viewer sees (契約の件数).' })
  contractCount(@Root() { id }: Vendor, @Ctx() context: Context): Promise<number> {
    return load(context, contractCountsOfVendors, id);
  }
}
