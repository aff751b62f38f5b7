import { useQuery } from '@urql/vue';
import { computed, type Ref } from 'vue';
import type { ResultOf } from '../graphql.ts';
import { useQueryParams } from '../ui/useQueryParams.ts';
import { LedgerLayoutForm } from './heading.graphql.ts';

type Answer = ResultOf<typeof LedgerLayoutForm>;
export type LedgerColumns = Answer['ledgerLayout'];
export type LedgerColumn = LedgerColumns['columns'][number];

/** How the columns of the chosen ledger are read, and whether a person has to say so first. Who wants to say it anew is in the address. */
export function useLedgerColumns(fileId: Ref<string>) {
  const { params, set } = useQueryParams({ columns: '' });
  const { data, error, fetching, executeQuery } = useQuery({
    query: LedgerLayoutForm,
    variables: () => ({ fileId: fileId.value }),
    pause: () => !fileId.value,
  });
  /** Undefined until those of the chosen file are there. */
  const columns = computed(() => (data.value?.ledgerLayout.fileId === fileId.value ? data.value.ledgerLayout : undefined));
  const isOpen = computed(
    () =>
      columns.value !== undefined &&
      (columns.value.missingFields.length > 0 ||
        columns.value.repeatedCells.length > 0 ||
        columns.value.columns.some(({ state }) => state === 'UNDECIDED')),
  );
  return {
    columns,
    error,
    fetching,
    /** Whether the form is to be filled in before the file is read. */
    asks: computed(() => isOpen.value || (columns.value !== undefined && params.value.columns === 'edit')),
    edit: () => set({ columns: 'edit' }),
    close: () => set({ columns: '' }),
    reload: () => executeQuery({ requestPolicy: 'network-only' }),
  };
}
