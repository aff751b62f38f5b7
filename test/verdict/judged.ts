/** What tests ask of a verdict. */
export const FIELDS = `id code verdict grade undecidedReason askedCount submittedCount fullyUsedCount usedWithOtherMeansCount notUsedCount variationRatio
  logged logCount contradictionCount windowFrom windowTo windowToldCount lastUserId previous { askedCount }`;

export interface Judged {
  id: string;
  code: string;
  verdict: string;
  grade: string | null;
  undecidedReason: string | null;
  askedCount: number;
  submittedCount: number;
  fullyUsedCount: number;
  usedWithOtherMeansCount: number;
  notUsedCount: number;
  variationRatio: number | null;
  logged: boolean;
  logCount: number | null;
  contradictionCount: number;
  windowFrom: string | null;
  windowTo: string | null;
  windowToldCount: number;
  lastUserId: string | null;
  previous: { askedCount: number } | null;
}
