import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type Context, signedIn } from '../context.ts';
import { vendorsByIds } from '../contract/loader.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType, readPage } from '../database/page.ts';
import { Vendor } from '../vendor/entity.ts';
import { VendorMerge } from './entity.ts';
import { MergeVendorsInput, UndoVendorMergeInput } from './input.ts';
import { mergeVendors, undoVendorMerge, vendorDuplicates, vendorMergePreview } from './service.ts';
import { VendorDuplicates, VendorMergePreview } from './type.ts';

const VendorMergePage = pageType(() => VendorMerge, 'VendorMergePage');

@Resolver(() => VendorMerge)
export class VendorMergeResolver {
  @Query(() => VendorDuplicates, {
    description: 'Suppliers of the viewer’s organisation that are probably the same one (名寄せの候補, F-054).',
  })
  vendorDuplicates(@Ctx() context: Context): Promise<VendorDuplicates> {
    return vendorDuplicates(context);
  }

  @Query(() => VendorMergePreview, { description: 'What a merge of suppliers would do (名寄せの確認). Nothing is written.' })
  vendorMergePreview(
    @Arg('keptId', () => ID) keptId: string,
    @Arg('mergedIds', () => [ID]) mergedIds: string[],
    @Ctx() context: Context,
  ): Promise<VendorMergePreview> {
    return vendorMergePreview(context, keptId, mergedIds);
  }

  @Query(() => VendorMergePage, { description: 'Merges of suppliers by the viewer’s organisation (名寄せの記録), latest first.' })
  vendorMerges(
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<VendorMerge>> {
    const where = { tenantId: signedIn(context).organisationId };
    return readPage(context.em, VendorMerge, { where, orderBy: { mergedAt: 'desc', id: 'desc' }, first, after });
  }

  @Mutation(() => Vendor, {
    description: 'Makes one supplier of several (名寄せ): contracts move, names stay as other names. It can be taken back.',
  })
  mergeVendors(@Arg('input', () => MergeVendorsInput) input: MergeVendorsInput, @Ctx() context: Context): Promise<Vendor> {
    return mergeVendors(context, input);
  }

  @Mutation(() => Vendor, {
    description: 'Takes a merge back (名寄せの取消し): the supplier is there again with the contracts that it had.',
  })
  undoVendorMerge(@Arg('input', () => UndoVendorMergeInput) input: UndoVendorMergeInput, @Ctx() context: Context): Promise<Vendor> {
    return undoVendorMerge(context, input);
  }

  @FieldResolver(() => Vendor, { description: 'Supplier that stayed.' })
  kept(@Root() { kept }: VendorMerge, @Ctx() context: Context): Promise<Vendor> {
    return load(context, vendorsByIds, kept.id);
  }

  @FieldResolver(() => Int, { description: 'How many contracts moved.' })
  contractCount(@Root() { contractIds }: VendorMerge): number {
    return contractIds.length;
  }
}
