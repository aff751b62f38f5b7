import { computed, toValue, useId, type MaybeRefOrGetter } from 'vue';

/** What every field of a form takes besides its value. */
export interface FieldProps {
  label: string;
  /** Given where an error summary links to the field; otherwise made up. */
  id?: string;
  required?: boolean;
  /** Support text below the label. */
  hint?: string;
  /** What is wrong, without the leading mark. */
  error?: string;
  /** Without the badge 必須/任意, for filters. */
  unmarked?: boolean;
}

/** Ids and states that tie a control to its label, hint and error. */
export function useField(props: MaybeRefOrGetter<FieldProps>) {
  const madeUp = useId();
  const id = computed(() => toValue(props).id ?? madeUp);
  const control = computed(() => {
    const { hint, error, required } = toValue(props);
    const described = [hint && `${id.value}-hint`, error && `${id.value}-error`].filter(Boolean).join(' ');
    return {
      id: id.value,
      'aria-describedby': described || undefined,
      'aria-invalid': error ? ('true' as const) : undefined,
      'aria-required': required ? ('true' as const) : undefined,
    };
  });
  const frame = computed(() => ({ ...toValue(props), id: id.value }));
  return { id, control, frame };
}

/** The look of a text-like control. */
export const controlLook =
  'min-h-11 w-full rounded-8 border border-solid-gray-600 bg-white px-3 py-2 text-std-16N-170 hover:border-black aria-invalid:border-error-1 aria-invalid:border-2';
