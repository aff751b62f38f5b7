import type { AnyVariables, DocumentInput } from '@urql/core';
import { computed, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ResultOf } from '../graphql.ts';
import { usePages } from '../ui/usePages.ts';
import { useQueryParams } from '../ui/useQueryParams.ts';
import type { ImportDone_result, ImportPreview_preview } from './ImportPreview.graphql.ts';

export type ImportPreview = ResultOf<typeof ImportPreview_preview>;
export type ImportResult = ResultOf<typeof ImportDone_result>;
export type RowStatus = ImportPreview['rows'][number]['status'];
export type FileImportState = ReturnType<typeof useFileImport>;

/** Variables that every preview takes. */
interface PreviewVariables {
  status?: RowStatus | null;
  after?: string | null;
}

/**
 * One import from the choice of files to its end: which files, what they would do, which rows are looked at, what was done.
 *
 * The files and the rows looked at are in the address; the preview follows a change of the other variables by itself.
 *
 * @param options.query a preview query; it takes `status` and `after`
 * @param options.variables its other variables; left out, `fileId` for the one file
 * @param options.previewOf finds the preview in its result
 * @param options.ready while false, nothing is read; left out, a file is read as soon as it is chosen
 */
export function useFileImport<Data, Variables extends AnyVariables & PreviewVariables>(options: {
  query: DocumentInput<Data, Variables>;
  variables?: (fileIds: readonly string[]) => Omit<Variables, keyof PreviewVariables>;
  previewOf: (data: Data) => ImportPreview;
  ready?: () => boolean;
}) {
  const { params, set } = useQueryParams({ file: '', rows: '' });
  const { locale } = useI18n();
  const result = shallowRef<ImportResult>();
  const fileIds = computed(() => params.value.file.split(',').filter(Boolean));
  const fileId = computed(() => fileIds.value[0] ?? '');
  const variables = () => options.variables?.(fileIds.value) ?? { fileId: fileId.value };

  const pages = usePages<Data, Variables, ImportPreview['rows'][number]>({
    query: options.query,
    variables: () => ({ ...variables(), status: params.value.rows || null }) as unknown as Variables,
    pageOf: data => {
      const { rows, nextCursor } = options.previewOf(data);
      return { items: rows, nextCursor };
    },
    pause: () => !fileId.value || options.ready?.() === false,
  });
  // Messages and remedies come from the server in the language of the request.
  watch(locale, () => fileId.value && pages.reload());

  return {
    fileIds,
    /** The first of them; where one is imported, that one. */
    fileId,
    /** Undefined until a file is chosen and read. */
    preview: computed(() => (fileId.value && pages.data.value ? options.previewOf(pages.data.value) : undefined)),
    rows: pages.items,
    hasMore: pages.hasMore,
    fetching: pages.fetching,
    error: pages.error,
    more: pages.more,
    /** Reads the files again, where what they mean has changed. */
    reload: pages.reload,
    all: pages.all,
    /** Which rows are shown; '' for all. */
    status: computed(() => params.value.rows as RowStatus | ''),
    showRows: (status: RowStatus | '') => set({ rows: status }),
    choose(ids: readonly string[]) {
      result.value = undefined;
      return set({ file: ids.join(','), rows: '' });
    },
    /** Back to the choice of a file. */
    startOver() {
      result.value = undefined;
      return set({ file: '', rows: '' });
    },
    result,
    /** Notes what was done; the preview gives way to it. */
    finish(done: ImportResult) {
      result.value = done;
      return set({ file: '', rows: '' });
    },
  };
}
