import { type Context, signedIn } from '../context.ts';
import { InvalidInputError } from '../errors.ts';
import { blankToNull, inVersion, limitedText, requiredText, requireOwn } from '../validation.ts';
import { MonitoringTool } from './entity.ts';
import type { CreateMonitoringToolInput, UpdateMonitoringToolInput } from './input.ts';

/** @throws InvalidInputError on a blank product, or one that the organisation has in this version already */
export async function createMonitoringTool(context: Context, input: CreateMonitoringToolInput): Promise<MonitoringTool> {
  const tool = context.em.create(MonitoringTool, await contentOf(context, input, null));
  await context.em.flush();
  return tool;
}

/** Changes a tool of the viewer's organisation. */
export async function updateMonitoringTool(context: Context, input: UpdateMonitoringToolInput): Promise<MonitoringTool> {
  const { em } = context;
  const id = input.monitoringToolId;
  const tool = inVersion('MonitoringTool', id, await em.findOne(MonitoringTool, id), input.version);
  requireOwn(signedIn(context), tool, 'updateMonitoringTool');
  em.assign(tool, await contentOf(context, input, tool.id));
  await em.flush();
  return tool;
}

async function contentOf(
  { em, viewer }: Context,
  input: CreateMonitoringToolInput,
  id: string | null,
): Promise<Pick<MonitoringTool, 'product' | 'productVersion' | 'vendorName' | 'kind'>> {
  const product = requiredText('product', input.product);
  const productVersion = limitedText('productVersion', blankToNull(input.productVersion), 100);
  const same = await em.findOne(MonitoringTool, { tenantId: signedIn({ viewer }).organisationId, product, productVersion });
  if (same && same.id !== id)
    throw new InvalidInputError('product', {
      ja: 'この製品とバージョンのツールは既に登録されています。一覧から選んでください。',
      en: 'Your organisation has this product in this version already. Choose it from the list.',
    });
  return { product, productVersion, vendorName: limitedText('vendorName', blankToNull(input.vendorName), 200), kind: input.kind };
}
