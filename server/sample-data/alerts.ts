import { openAlertsOf } from '../alert/open.ts';
import { acknowledgeAlert } from '../alert/service.ts';
import { type Context, signedIn } from '../context.ts';

/** The nearest date of an organisation is in somebody's hands; the others wait for somebody. */
export async function loadSampleAlertCares(context: Context): Promise<void> {
  const alert = (await openAlertsOf(context.em, signedIn(context).organisationId)).find(({ contractId }) => contractId);
  if (alert) await acknowledgeAlert(context, { alertId: alert.id, version: 0, note: '次の契約の仕様書を作成中（サンプル）' });
}
