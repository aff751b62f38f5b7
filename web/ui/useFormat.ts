import { useI18n } from 'vue-i18n';
import type { Language } from '../i18n.ts';
import * as format from './format.ts';

/** Made once: a table asks for thousands of numbers, and each format takes longer to make than to use. */
const NUMBERS: Readonly<Record<Language, Intl.NumberFormat>> = { ja: new Intl.NumberFormat('ja'), en: new Intl.NumberFormat('en') };

/** Dates, numbers and names in the reader's language; each function follows a change of language. */
export function useFormat() {
  const { locale } = useI18n();
  const language = () => locale.value as Language;
  return {
    longDate: (date: string) => format.longDate(date, language()),
    monthName: (month: string) => format.monthName(month, language()),
    shortDate: format.shortDate,
    dueText: (date: string) => format.dueText(date, language()),
    time: format.time,
    dateTime: format.dateTime,
    eraYear: (date: string) => format.eraYear(date, language()),
    fiscalYearLabel: (year: number) => format.fiscalYearLabel(year, language()),
    number: (value: number) => NUMBERS[language()].format(value),
    percentage: (ratio: number | null) => format.percentage(ratio, language()),
    localName: (named: { name: string; nameEn?: string | null }) => format.localName(named, language()),
    /** Alias that reads better where the thing named is an organisation. */
    organisationName: (named: { name: string; nameEn?: string | null }) => format.localName(named, language()),
    /** Short name in Japanese; in English there is none, so the whole name. */
    shortOrganisationName: (named: { shortName: string; nameEn: string }) => (language() === 'ja' ? named.shortName : named.nameEn),
  };
}
