import { useI18n } from 'vue-i18n';
import { useToast } from './useToast.ts';

/** Puts the address of the view on the clipboard. */
export function useCopyLink() {
  const { t } = useI18n();
  const { success } = useToast();

  /**
   * @param pinned what the address is to say although it would be understood today, such as the present fiscal year
   * @returns the address to copy by hand, where the browser lets no page write the clipboard; null once it is copied
   */
  return async function copyLink(pinned: Readonly<Record<string, string>> = {}): Promise<string | null> {
    const address = new URL(window.location.href);
    for (const [name, value] of Object.entries(pinned)) address.searchParams.set(name, value);
    try {
      await navigator.clipboard.writeText(address.href);
    } catch {
      return address.href;
    }
    success(t('ui.take.copied'));
    return null;
  };
}
