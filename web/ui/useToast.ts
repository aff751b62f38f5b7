import { ref } from 'vue';

const message = ref('');
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says for a while that something has succeeded. Failures stay on the page where they happened. */
export function useToast() {
  return {
    message,
    success(text: string) {
      clearTimeout(timer);
      message.value = text;
      timer = setTimeout(() => (message.value = ''), 10_000);
    },
    dismiss() {
      clearTimeout(timer);
      message.value = '';
    },
  };
}
