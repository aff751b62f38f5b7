import type { CombinedError } from '@urql/core';
import { computed, reactive, ref, shallowRef, toValue, useId, watch, type MaybeRefOrGetter, type Ref } from 'vue';
import { problemOf } from './problem.ts';

type Faults<Values> = Partial<Record<keyof Values & string, string>>;

/**
 * The values of a form, what is wrong with them, and what somebody else has changed meanwhile.
 *
 * @param initial values to begin with, read again by `reset`
 * @param check what is wrong with the values, one message for each field at fault; asked on submit
 * @param serverError the API's refusal; one that names a field of the form is shown there
 */
export function useForm<Values extends Record<string, unknown>>(
  initial: () => Values,
  check: (values: Values) => Faults<Values>,
  serverError: Ref<CombinedError | undefined>,
) {
  const prefix = useId();
  const values = reactive(initial()) as Values;
  let base = initial();
  const faults = shallowRef<Faults<Values>>({});
  const changedElsewhere = ref<(keyof Values & string)[]>([]);

  const fieldId = (field: keyof Values & string) => `${prefix}-${field}`;
  /** For an error summary, in the order of the fields. */
  const summary = computed(() =>
    Object.keys(base).flatMap(field => {
      const message: string | undefined = faults.value[field];
      return message ? [{ id: fieldId(field), message }] : [];
    }),
  );
  /** The API's refusal as far as no field of the form can show it. */
  const otherError = computed(() => {
    const field = serverError.value && problemOf(serverError.value).field;
    return field !== undefined && field in base ? undefined : serverError.value;
  });

  watch(serverError, error => {
    const { field, message } = error ? problemOf(error) : {};
    if (field !== undefined && message && field in base) faults.value = { [field]: message } as Faults<Values>;
  });

  /** Checks the values and shows what is wrong; true when nothing is. */
  function validate(): boolean {
    faults.value = check(values);
    return Object.keys(faults.value).length === 0;
  }

  /** Starts anew from the initial values. */
  function reset() {
    base = initial();
    Object.assign(values, initial());
    faults.value = {};
    changedElsewhere.value = [];
  }

  /** Takes over the values that somebody else has saved, except where the person has typed something; that is kept and named. */
  function rebase(fresh: Values) {
    const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
    const changed = Object.keys(base).filter(field => !same(base[field], fresh[field]));
    for (const field of changed) if (same(values[field], base[field])) Object.assign(values, { [field]: fresh[field] });
    changedElsewhere.value = changed;
    base = fresh;
  }

  /** What a field component takes: its id and its error. */
  const bind = (field: keyof Values & string) => ({ id: fieldId(field), error: faults.value[field] });

  return { values, faults, summary, otherError, changedElsewhere, validate, reset, rebase, bind };
}

/**
 * Faults of the fields that are empty, each with the message that asks for its label.
 *
 * @param optional fields among them that may stay empty
 */
export function missingFields<Values extends Record<string, unknown>>(
  values: Values,
  labels: MaybeRefOrGetter<Partial<Record<keyof Values & string, string>>>,
  message: (label: string) => string,
  optional: readonly (keyof Values & string)[] = [],
): Faults<Values> {
  const empty = (value: unknown) => (typeof value === 'string' ? !value.trim() : Array.isArray(value) ? !value.length : value == null);
  return Object.fromEntries(
    Object.entries(toValue(labels)).flatMap(([field, label]) =>
      empty(values[field]) && !optional.includes(field) ? [[field, message(label as string)]] : [],
    ),
  ) as Faults<Values>;
}
