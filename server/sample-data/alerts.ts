import { Role } from '../access/role.ts';
import { AlertKind } from '../alert/kind.ts';
import { openAlertsOf } from '../alert/open.ts';
import { setAlertRule } from '../alert/rule-service.ts';
import { acknowledgeAlert } from '../alert/service.ts';
import { type Context, signedIn } from '../context.ts';

/** The nearest date of an organisation is in somebody's hands; the others wait for somebody. */
export async function loadSampleAlertCares(context: Context): Promise<void> {
  const alert = (await openAlertsOf(context.em, signedIn(context).organisationId)).find(({ contractId }) => contractId);
  if (alert) await acknowledgeAlert(context, { alertId: alert.id, version: 0, note: '次の契約の仕様書を作成中（サンプル）' });
}

/** The management office is told of ends of support too, and both hear of them a month before. */
export async function loadSampleAlertRule(context: Context): Promise<void> {
  await setAlertRule(context, {
    kind: AlertKind.SUPPORT_END,
    version: 0,
    leadDays: [577, 365, 180, 90, 30, 0],
    roles: [Role.BUDGET_OFFICER, Role.PORTFOLIO_MANAGER],
    tellsOwners: true,
  });
}
