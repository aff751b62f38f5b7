import type { CombinedError } from '@urql/core';
import type { Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ResultOf } from '../graphql.ts';
import { missingFields, useForm } from '../ui/useForm.ts';
import { wholeNumber } from '../ui/wholeNumber.ts';
import type { ContractDetail } from './contract.graphql.ts';

type Detail = ResultOf<typeof ContractDetail>;
export type ContractForm = ReturnType<typeof useContractForm>;

const REQUIRED = ['number', 'title', 'kind', 'endKind', 'amountBasis'] as const;
/** Fields that hold a number as it is typed. */
const NUMBERS = ['amountYen', 'developmentYen', 'noticeDays', 'leadTimeDays', 'quantity', 'usedQuantity', 'yearlyCallCount'] as const;
export const YEAR_AMOUNTS = ['obligationYen', 'requestedYen', 'budgetedYen', 'executedYen', 'callCount'] as const;
/** As many digits as whole yen may have. */
const YEN_DIGITS = 15;

/** One fiscal year as it is typed. */
export type YearValues = Record<'fiscalYear' | (typeof YEAR_AMOUNTS)[number], string>;

/** The form of a contract, a new one without `contract`. */
export function useContractForm(contract: Detail | undefined, error: Ref<CombinedError | undefined>) {
  const { t } = useI18n();
  const labels = () =>
    Object.fromEntries(Object.keys(valuesOf(contract)).map(field => [field, t(`contract.${LABELS[field] ?? field}`)])) as Record<
      keyof ContractValues,
      string
    >;
  const optional = (Object.keys(valuesOf(contract)) as (keyof ContractValues)[]).filter(field => !REQUIRED.some(each => each === field));

  function check(typed: ContractValues) {
    const missing = missingFields(typed, labels, label => t('ui.missing', { label }), optional);
    const noNumber = Object.fromEntries(
      NUMBERS.flatMap(field => (isNumber(typed[field]) ? [] : [[field, t('contract.numberWanted', { label: labels()[field] })]])),
    );
    const badYear = typed.years.some(
      ({ fiscalYear, ...amounts }) => !/^\d{4}$/.test(fiscalYear) || !Object.values(amounts).every(isNumber),
    );
    const noEnd = typed.endKind === 'KNOWN' && !typed.endsOn ? { endsOn: t('contract.endWanted') } : {};
    const noPart = typed.costClass === 'BOTH' && !typed.developmentYen.trim() ? { developmentYen: t('contract.developmentWanted') } : {};
    return { ...missing, ...noNumber, ...noEnd, ...noPart, ...(badYear ? { years: t('contract.yearsWanted') } : {}) };
  }
  const form = useForm<ContractValues>(() => valuesOf(contract), check, error);

  /** What the API takes for a new contract as well as for a changed one. */
  function input() {
    const { systemIds, years, documentUrls, number, title, kind, endKind, amountBasis, endsOn, developmentYen, ...texts } = form.values;
    const given = Object.fromEntries(
      Object.entries(texts).map(([field, text]) => [
        field,
        NUMBERS.some(each => each === field) ? wholeNumber(text, YEN_DIGITS) : text || null,
      ]),
    ) as Record<never, never>;
    return {
      ...given,
      number,
      title,
      kind,
      endKind,
      amountBasis,
      endsOn: endKind === 'KNOWN' ? endsOn || null : null,
      developmentYen: texts.costClass === 'BOTH' ? wholeNumber(developmentYen, YEN_DIGITS) : null,
      systemIds: [...systemIds],
      documentUrls: documentUrls.split(/\s+/u).filter(Boolean),
      years: years.map(({ fiscalYear, ...amounts }) => ({
        fiscalYear: Number(fiscalYear),
        ...Object.fromEntries(Object.entries(amounts).map(([key, text]) => [key, wholeNumber(text, YEN_DIGITS)])),
      })),
    };
  }
  return { ...form, labels, input };
}

const isNumber = (text: string): boolean => !text.trim() || wholeNumber(text, YEN_DIGITS) !== null;

/** Names of fields whose label is that of something else. */
const LABELS: Record<string, string> = {
  title: 'subject',
  endKind: 'endState',
  systemIds: 'system',
  vendorName: 'vendor',
  amountYen: 'amountInYen',
  amountBasis: 'basis',
  renewalKind: 'renewal',
  billingMetric: 'metric',
  documentUrls: 'documents',
};

/** The fields as they are typed; '' stands for what is not recorded. */
export type ContractValues = {
  number: string;
  title: string;
  kind: Detail['kind'];
  maintenanceStyle: NonNullable<Detail['maintenanceStyle']> | '';
  systemIds: string[];
  vendorName: string;
  vendorCorporateNumber: string;
  productName: string;
  productVersion: string;
  productIdentifier: string;
  startsOn: string;
  endKind: Detail['endKind'];
  endsOn: string;
  licenceEndsOn: string;
  supportEndsOn: string;
  supportEndSource: string;
  stopsOn: string;
  amountYen: string;
  amountBasis: Detail['amountBasis'];
  costClass: NonNullable<Detail['costClass']> | '';
  developmentYen: string;
  renewalKind: NonNullable<Detail['renewalKind']> | '';
  noticeDays: string;
  leadTimeDays: string;
  billingMetric: NonNullable<Detail['billingMetric']> | '';
  quantity: string;
  usedQuantity: string;
  yearlyCallCount: string;
  documentUrls: string;
  years: YearValues[];
};

const typed = (value: number | null | undefined): string => (value == null ? '' : String(value));

export function valuesOf(contract: Detail | undefined): ContractValues {
  return {
    number: contract?.number ?? '',
    title: contract?.title ?? '',
    kind: contract?.kind ?? 'LICENCE',
    maintenanceStyle: contract?.maintenanceStyle ?? '',
    systemIds: contract?.systems.map(({ id }) => id) ?? [],
    vendorName: contract?.vendor?.name ?? '',
    vendorCorporateNumber: contract?.vendor?.corporateNumber ?? '',
    productName: contract?.productName ?? '',
    productVersion: contract?.productVersion ?? '',
    productIdentifier: contract?.productIdentifier ?? '',
    startsOn: contract?.startsOn ?? '',
    endKind: contract?.endKind ?? 'KNOWN',
    endsOn: contract?.endsOn ?? '',
    licenceEndsOn: contract?.licenceEndsOn ?? '',
    supportEndsOn: contract?.supportEndsOn ?? '',
    supportEndSource: contract?.supportEndSource ?? '',
    stopsOn: contract?.stopsOn ?? '',
    amountYen: typed(contract?.amountYen),
    amountBasis: contract?.amountBasis ?? 'PER_YEAR',
    costClass: contract?.costClass ?? '',
    developmentYen: typed(contract?.developmentYen),
    renewalKind: contract?.renewalKind ?? '',
    noticeDays: typed(contract?.noticeDays),
    leadTimeDays: typed(contract?.leadTimeDays),
    billingMetric: contract?.billingMetric ?? '',
    quantity: typed(contract?.quantity),
    usedQuantity: typed(contract?.usedQuantity),
    yearlyCallCount: typed(contract?.yearlyCallCount),
    documentUrls: contract?.documentUrls.join('\n') ?? '',
    years:
      contract?.years.map(year => ({
        fiscalYear: String(year.fiscalYear),
        obligationYen: typed(year.obligationYen),
        requestedYen: typed(year.requestedYen),
        budgetedYen: typed(year.budgetedYen),
        executedYen: typed(year.executedYen),
        callCount: typed(year.callCount),
      })) ?? [],
  };
}
