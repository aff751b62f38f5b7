import { useI18n } from 'vue-i18n';
import { useToast } from '../ui/useToast.ts';

/** Puts the address of the view on the clipboard. */
export function useCopyLink() {
  const { t } = useI18n();
  const { success } = useToast();

  /** The address to copy by hand, where the browser lets no page write the clipboard; null once it is copied. */
  return async function copyLink(): Promise<string | null> {
    const { href } = window.location;
    try {
      await navigator.clipboard.writeText(href);
    } catch {
      return href;
    }
    success(t('heatmap.linkCopied'));
    return null;
  };
}
