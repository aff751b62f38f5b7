import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType } from '../database/page.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { MonitoringTool } from '../monitoring/entity.ts';
import { MonitoringItem } from '../monitoring-item/entity.ts';
import { applyMonitoringImport } from './apply.ts';
import { decideMonitoringLines } from './decide.ts';
import { MonitoringImport, MonitoringImportLine } from './entity.ts';
import { ApplyMonitoringImportInput, DecideMonitoringLinesInput } from './input.ts';
import { countsOfImports } from './loader.ts';
import { planImport } from './plan.ts';
import { findMonitoringImport, linesOfImport, monitoringImports } from './service.ts';
import { ImportLineState } from './terms.ts';
import { AppliedMonitoringImport, ImportLineCounts, MonitoringImportPlanRow } from './type.ts';

const MonitoringImportPage = pageType(() => MonitoringImport, 'MonitoringImportPage');
const MonitoringImportLinePage = pageType(() => MonitoringImportLine, 'MonitoringImportLinePage');

@ArgsType()
class LineArgs {
  @Field(() => ImportLineState, { nullable: true, description: 'Null for all lines.' })
  state!: ImportLineState | null;

  @Field(() => ID, { nullable: true, description: 'Lines that are this item.' })
  monitoringItemId!: string | null;

  @Field(() => Int, { defaultValue: PAGE_SIZE })
  first!: number;

  @Field(() => String, { nullable: true })
  after!: string | null;
}

@Resolver(() => MonitoringImport)
export class MonitoringImportResolver {
  @Query(() => MonitoringImport, { description: 'An imported file of monitoring items with all its lines.' })
  monitoringImport(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<MonitoringImport> {
    return findMonitoringImport(context, id);
  }

  @Query(() => MonitoringImportPage, { description: 'Files of monitoring items that were imported for a system, latest first.' })
  monitoringImports(
    @Arg('systemId', () => ID) systemId: string,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<MonitoringImport>> {
    return monitoringImports(context, systemId, first, after);
  }

  @Mutation(() => MonitoringImport, {
    description:
      'Says what lines of an import are, one or many at once. What is mapped is remembered as an alias (F-019), and open lines of the same name are mapped with it.',
  })
  decideMonitoringLines(
    @Arg('input', () => DecideMonitoringLinesInput) input: DecideMonitoringLinesInput,
    @Ctx() context: Context,
  ): Promise<MonitoringImport> {
    return decideMonitoringLines(context, input);
  }

  @Mutation(() => AppliedMonitoringImport, {
    description:
      'Records what the mapped lines of an import say of the system. What somebody had entered before stays unless its item is named; the same again changes nothing.',
  })
  applyMonitoringImport(
    @Arg('input', () => ApplyMonitoringImportInput) input: ApplyMonitoringImportInput,
    @Ctx() context: Context,
  ): Promise<AppliedMonitoringImport> {
    return applyMonitoringImport(context, input);
  }

  @FieldResolver(() => InformationSystem)
  system(@Root() { system }: MonitoringImport): Promise<InformationSystem> {
    return system.loadOrFail();
  }

  @FieldResolver(() => MonitoringTool)
  tool(@Root() { tool }: MonitoringImport): Promise<MonitoringTool> {
    return tool.loadOrFail();
  }

  @FieldResolver(() => ImportLineCounts)
  counts(@Root() { id }: MonitoringImport, @Ctx() context: Context): Promise<ImportLineCounts> {
    return load(context, countsOfImports, id);
  }

  @FieldResolver(() => MonitoringImportLinePage, { description: 'Lines in the order of the file.' })
  lines(
    @Root() found: MonitoringImport,
    @Args(() => LineArgs) args: LineArgs,
    @Ctx() context: Context,
  ): Promise<Page<MonitoringImportLine>> {
    return linesOfImport(context, found, args);
  }

  @FieldResolver(() => [MonitoringImportPlanRow], {
    description: 'What applying the import would do, item by item, in the order of the file. Nothing is written.',
  })
  plan(@Root() found: MonitoringImport, @Ctx() { em }: Context): Promise<MonitoringImportPlanRow[]> {
    return planImport(em, found);
  }
}

@Resolver(() => MonitoringImportLine)
export class MonitoringImportLineResolver {
  @FieldResolver(() => MonitoringItem, { nullable: true, description: 'The item that it is; null unless it is mapped.' })
  async item(@Root() { item }: MonitoringImportLine): Promise<MonitoringItem | null> {
    return item ? item.load() : null;
  }

  @FieldResolver(() => MonitoringItem, { nullable: true, description: 'The item that it is like; a person decides.' })
  async suggestedItem(@Root() { suggestedItem }: MonitoringImportLine): Promise<MonitoringItem | null> {
    return suggestedItem ? suggestedItem.load() : null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why it is like the suggested item, in words of the viewer’s language.' })
  suggestionReason(@Root() { suggestionReason }: MonitoringImportLine, @Ctx() { request }: Context): string | null {
    return suggestionReason?.[request.language] ?? null;
  }
}
