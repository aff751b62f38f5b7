import type { CombinedError } from '@urql/core';
import { computed, reactive, ref, type Ref, useId, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { problemOf } from '../ui/problem.ts';
import { useFormat } from '../ui/useFormat.ts';
import type { LedgerColumn, LedgerColumns } from './useLedgerColumns.ts';

/** What stands for a column that is not to be read. */
const UNREAD = '-';

/** What a person says of each column of a ledger, with what does not go together. Nobody need choose what is proposed already. */
export function useHeadingForm(columns: () => LedgerColumns, error: Ref<CombinedError | undefined>) {
  const { t } = useI18n();
  const { localName } = useFormat();
  const prefix = useId();
  const fields = () => columns().fields;
  const named = computed(() => columns().columns.filter(({ state }) => state !== 'UNNAMED'));
  const proposed = ({ state, field, guess }: LedgerColumn) => (state === 'UNDECIDED' ? guess : field) ?? UNREAD;
  /** By the cell of the heading. */
  const values = reactive<Record<string, string>>({});
  /** Headings as they were sent, so that the place of a refusal is known. */
  const sent = ref<string[]>([]);
  const proposals: Record<string, string> = {};
  // Read anew, for example in the other language, the form keeps what the person has chosen.
  watch(
    columns,
    () => {
      for (const column of named.value) {
        const proposal = proposed(column);
        if (values[column.cell] === proposals[column.cell]) values[column.cell] = proposal;
        proposals[column.cell] = proposal;
      }
    },
    { immediate: true },
  );

  const nameOf = (key: string) => {
    const field = fields().find(one => one.key === key);
    return field ? localName(field) : key;
  };
  const idOf = ({ cell }: LedgerColumn) => `${prefix}-${cell}`;
  const keyOf = ({ cell, fiscalYear }: LedgerColumn) => {
    const value = values[cell] ?? UNREAD;
    return value === UNREAD ? null : fields().some(({ key, perYear }) => key === value && perYear) ? `${value} ${fiscalYear}` : value;
  };
  /** Required fields that no column is read as. */
  const missing = computed(() => fields().filter(({ key, required }) => required && !named.value.some(({ cell }) => values[cell] === key)));
  /** What is wrong with a column: another one is read as the same. */
  const faultOf = (column: LedgerColumn): string | undefined => {
    const key = keyOf(column);
    const others = key === null ? [] : named.value.filter(other => other.cell !== column.cell && keyOf(other) === key);
    return others.length
      ? t('ledgerHeading.sameAs', {
          field: nameOf(values[column.cell]!),
          others: others.map(({ heading, cell }) => t('ledgerHeading.headingAt', { heading, cell })).join(t('ui.listSeparator')),
        })
      : undefined;
  };
  const tried = ref(false);
  const faults = computed(() => [
    ...named.value.flatMap(column => {
      const message = faultOf(column);
      return message ? [{ id: idOf(column), message: `${column.heading}: ${message}` }] : [];
    }),
    ...missing.value.map(field => ({ id: `${prefix}-missing`, message: t('ledgerHeading.missingField', { field: localName(field) }) })),
  ]);
  /** What the API refused, at the column that it names. */
  const refusalOf = (column: LedgerColumn): string | undefined => {
    const problem = error.value && problemOf(error.value);
    const place = /^headings\[(\d+)\]/.exec(problem?.field ?? '')?.[1];
    return place !== undefined && sent.value[Number(place)] === column.cell ? problem?.message : undefined;
  };

  const optionsOf = ({ fiscalYear }: LedgerColumn) => [
    { value: UNREAD, label: t('ledgerHeading.unread') },
    ...fields()
      .filter(({ perYear }) => !perYear || fiscalYear !== null)
      .map(field => ({
        value: field.key,
        label: t(field.required ? 'ledgerHeading.requiredField' : 'ledgerHeading.field', {
          field: field.perYear ? t('ledgerHeading.ofYear', { field: localName(field), year: fiscalYear ?? '' }) : localName(field),
        }),
      })),
  ];

  /** Everything that is new or was changed, as the API takes it. */
  function headings() {
    const changed = named.value.filter(column => column.state === 'UNDECIDED' || values[column.cell] !== (column.field ?? UNREAD));
    sent.value = changed.map(({ cell }) => cell);
    return changed.map(({ heading, cell, remembered }) => ({
      heading,
      field: values[cell] === UNREAD ? null : values[cell]!,
      version: remembered?.version ?? 0,
    }));
  }
  function validate(): boolean {
    tried.value = true;
    return faults.value.length === 0;
  }
  return {
    values,
    missing,
    missingId: `${prefix}-missing`,
    summary: computed(() => (tried.value ? faults.value : [])),
    bind: (column: LedgerColumn) => ({ id: idOf(column), error: faultOf(column) ?? refusalOf(column) }),
    optionsOf,
    validate,
    headings,
  };
}
