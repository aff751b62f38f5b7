import type { Language } from '../language.ts';
import type { AnswerPlan } from './answers.ts';
import { type PageWish, previewOf, shownSource } from './plan.ts';
import type { ImportPreview } from './type.ts';

/** One page of a dry run of answers, in one language. */
export function answerPreviewOf(plan: AnswerPlan, page: PageWish, language: Language): ImportPreview {
  const { organisation, unmatchedValues, rows, conflicts, files } = plan;
  return {
    ...previewOf((files.find(({ refusal }) => !refusal) ?? files[0]!).file, rows, page, language),
    organisation,
    unmatchedValues,
    files: files.map(({ file, refusal, ...held }) => ({
      ...held,
      fileId: file.id,
      fileName: file.fileName,
      refusal: refusal?.[language] ?? null,
    })),
    conflicts: conflicts.map(({ code, label, options }) => ({
      code,
      label,
      options: options.map(({ sources, content: { level, otherMeans, comment }, outcome }) => ({
        sources: sources.map(shownSource),
        level,
        otherMeans,
        comment,
        changes: outcome.changes,
      })),
    })),
  };
}
