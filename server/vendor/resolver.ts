import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { PAGE_SIZE, type Page, pageType } from '../database/page.ts';
import { Vendor } from './entity.ts';
import { UpdateVendorInput } from './input.ts';
import { updateVendor, vendorPage } from './service.ts';

const VendorPage = pageType(() => Vendor, 'VendorPage');

@Resolver(() => Vendor)
export class VendorResolver {
  @Query(() => VendorPage, { description: 'Suppliers in the ledger of the viewer’s organisation (事業者, F-054), by name.' })
  vendors(
    @Arg('search', () => String, { nullable: true, description: 'Part of a name or of the corporate number.' }) search: string | null,
    @Arg('ids', () => [ID], { nullable: true, description: 'These alone.' }) ids: string[] | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<Vendor>> {
    return vendorPage(context, { search, ids }, first, after);
  }

  @Mutation(() => Vendor, {
    description: 'Changes name and corporate number of a supplier (事業者の編集); the former name stays as another one.',
  })
  updateVendor(@Arg('input', () => UpdateVendorInput) input: UpdateVendorInput, @Ctx() context: Context): Promise<Vendor> {
    return updateVendor(context, input);
  }
}
