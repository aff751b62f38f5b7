import { Arg, Args, ArgsType, Ctx, Field, ID, InputType, Int, Mutation, Query, Resolver } from 'type-graphql';
import { AnswerSheet } from '../answer/entity.ts';
import { AnswerChoiceInput, ImportAnswersInput, LevelMappingInput, RegisterSubmissionInput } from '../answer/input.ts';
import { SurveyTarget } from '../answer/type.ts';
import type { Context } from '../context.ts';
import { PAGE_SIZE } from '../database/page.ts';
import { findUploadedFile } from '../uploaded-file/service.ts';
import { importAnswers, registerSubmission } from './answer-service.ts';
import { answerPreviewOf } from './answer-preview.ts';
import { findAnswerFiles, planAnswers } from './answers.ts';
import { importContracts, planContracts } from './contracts.ts';
import { importFeatures, planFeatures } from './features.ts';
import { importInformationSystems, planInformationSystems } from './information-systems.ts';
import { importOrganisations, planOrganisations } from './organisations.ts';
import { readLedgerLayout, saveLedgerHeadings } from './ledger.ts';
import { SaveLedgerHeadingsInput } from './ledger-input.ts';
import { LedgerLayout } from './ledger-type.ts';
import { countsOf, previewOf } from './plan.ts';
import { ImportPreview, ImportResult, ImportRowStatus } from './type.ts';

@InputType()
export class ImportFileInput {
  @Field(() => ID, { description: 'File that was uploaded.' })
  fileId!: string;
}

@InputType()
export class ImportFeaturesInput extends ImportFileInput {
  @Field(() => ID)
  systemId!: string;
}

@InputType()
export class ImportContractsInput extends ImportFileInput {
  @Field(() => Boolean, { description: 'Whether rows that cannot be taken may stay out; else one of them stops the import.' })
  leaveOutRefused!: boolean;
}

@ArgsType()
class PageArgs {
  @Field(() => ImportRowStatus, { nullable: true, description: 'Rows to list; null for all.' })
  status!: ImportRowStatus | null;

  @Field(() => Int, { defaultValue: PAGE_SIZE })
  first!: number;

  @Field(() => String, { nullable: true })
  after!: string | null;
}

@ArgsType()
class PreviewArgs extends PageArgs {
  @Field(() => ID, { description: 'File that was uploaded.' })
  fileId!: string;
}

@ArgsType()
class FeaturePreviewArgs extends PreviewArgs {
  @Field(() => ID)
  systemId!: string;
}

@ArgsType()
class AnswerPreviewArgs extends PageArgs {
  @Field(() => [ID], { description: 'Files that were uploaded, from 1 to 20.' })
  fileIds!: string[];

  @Field(() => ID)
  roundId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Ministry whose answers the files hold; null for one’s own, or the one that the files name.',
  })
  organisationId!: string | null;

  @Field(() => [LevelMappingInput], { nullable: true })
  mappings!: LevelMappingInput[] | null;

  @Field(() => [AnswerChoiceInput], { nullable: true })
  choices!: AnswerChoiceInput[] | null;
}

@Resolver()
export class ImportResolver {
  @Query(() => ImportPreview, { description: 'Dry run of a list of organisations.' })
  async organisationImport(@Args(() => PreviewArgs) args: PreviewArgs, @Ctx() context: Context): Promise<ImportPreview> {
    const file = await findUploadedFile(context, args.fileId);
    return previewOf(file, await planOrganisations(context, file), args, context.request.language);
  }

  @Query(() => ImportPreview, { description: 'Dry run of a list of systems of the viewer’s organisation.' })
  async informationSystemImport(@Args(() => PreviewArgs) args: PreviewArgs, @Ctx() context: Context): Promise<ImportPreview> {
    const file = await findUploadedFile(context, args.fileId);
    return previewOf(file, await planInformationSystems(context, file), args, context.request.language);
  }

  @Query(() => ImportPreview, { description: 'Dry run of a feature list.' })
  async featureImport(@Args(() => FeaturePreviewArgs) args: FeaturePreviewArgs, @Ctx() context: Context): Promise<ImportPreview> {
    const file = await findUploadedFile(context, args.fileId);
    return previewOf(file, await planFeatures(context, file, args.systemId), args, context.request.language);
  }

  @Query(() => ImportPreview, { description: 'Dry run of a ledger of contracts of the viewer’s organisation.' })
  async contractImport(@Args(() => PreviewArgs) args: PreviewArgs, @Ctx() context: Context): Promise<ImportPreview> {
    const file = await findUploadedFile(context, args.fileId);
    const { rows, unread } = await planContracts(context, file);
    return previewOf(file, rows, args, context.request.language, unread);
  }

  @Query(() => LedgerLayout, {
    description: 'How the columns of a ledger are read (列の読み方), by what the organisation said of headings before.',
  })
  async ledgerLayout(@Arg('fileId', () => ID) fileId: string, @Ctx() context: Context): Promise<LedgerLayout> {
    return readLedgerLayout(context, await findUploadedFile(context, fileId));
  }

  @Query(() => ImportPreview, { description: 'Dry run of filled answer forms of one ministry, merged (S-10 b).' })
  async answerImport(@Args(() => AnswerPreviewArgs) args: AnswerPreviewArgs, @Ctx() context: Context): Promise<ImportPreview> {
    const plan = await planAnswers(context, await findAnswerFiles(context, args.fileIds), args);
    return answerPreviewOf(plan, args, context.request.language);
  }

  @Mutation(() => ImportResult, { description: 'Writes a list of organisations, all or nothing. The same file twice changes nothing.' })
  async importOrganisations(
    @Arg('input', () => ImportFileInput) { fileId }: ImportFileInput,
    @Ctx() context: Context,
  ): Promise<ImportResult> {
    return countsOf(await importOrganisations(context, await findUploadedFile(context, fileId)));
  }

  @Mutation(() => ImportResult, { description: 'Writes a list of systems, all or nothing. The same file twice changes nothing.' })
  async importInformationSystems(
    @Arg('input', () => ImportFileInput) { fileId }: ImportFileInput,
    @Ctx() context: Context,
  ): Promise<ImportResult> {
    return countsOf(await importInformationSystems(context, await findUploadedFile(context, fileId)));
  }

  @Mutation(() => ImportResult, { description: 'Writes a feature list, all or nothing. The same file twice changes nothing.' })
  async importFeatures(
    @Arg('input', () => ImportFeaturesInput) { fileId, systemId }: ImportFeaturesInput,
    @Ctx() context: Context,
  ): Promise<ImportResult> {
    return countsOf(await importFeatures(context, await findUploadedFile(context, fileId), systemId));
  }

  @Mutation(() => ImportResult, {
    description: 'Writes a ledger of contracts by their numbers, a blank end as unknown. The same file twice changes nothing.',
  })
  async importContracts(
    @Arg('input', () => ImportContractsInput) { fileId, leaveOutRefused }: ImportContractsInput,
    @Ctx() context: Context,
  ): Promise<ImportResult> {
    return countsOf(await importContracts(context, await findUploadedFile(context, fileId), leaveOutRefused));
  }

  @Mutation(() => LedgerLayout, {
    description: 'Remembers what headings of a ledger mean (列の読み方を覚える), for this file and every one to come. Imports nothing yet.',
  })
  async saveLedgerHeadings(
    @Arg('input', () => SaveLedgerHeadingsInput) input: SaveLedgerHeadingsInput,
    @Ctx() context: Context,
  ): Promise<LedgerLayout> {
    return saveLedgerHeadings(context, await findUploadedFile(context, input.fileId), input);
  }

  @Mutation(() => AnswerSheet, {
    description: 'Takes filled forms into the draft of the viewer’s ministry, all or none. The same files twice change nothing.',
  })
  importAnswers(@Arg('input', () => ImportAnswersInput) input: ImportAnswersInput, @Ctx() context: Context): Promise<AnswerSheet> {
    return importAnswers(context, input);
  }

  @Mutation(() => SurveyTarget, {
    description:
      'Registers a form that a ministry sent back as its submission (代理登録). What stands registered already changes nothing: submittedAt stays as it is.',
  })
  registerSubmission(
    @Arg('input', () => RegisterSubmissionInput) input: RegisterSubmissionInput,
    @Ctx() context: Context,
  ): Promise<AnswerSheet> {
    return registerSubmission(context, input);
  }
}
