import { ref } from '@mikro-orm/core';
import { type Context, signedIn } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { MonitoringTool } from '../monitoring/entity.ts';
import { blankToNull, inVersion, limitedText, requiredText, requireOwn } from '../validation.ts';
import { UnificationPlan } from './entity.ts';
import type { CreateUnificationPlanInput, UpdateUnificationPlanInput } from './input.ts';

/** @throws NotFoundError when the viewer sees no such tool */
export async function findMonitoringTool({ em }: Pick<Context, 'em'>, id: string): Promise<MonitoringTool> {
  const tool = await em.findOne(MonitoringTool, id);
  if (!tool) throw new NotFoundError('MonitoringTool', id);
  return tool;
}

/** @throws NotFoundError when the viewer sees no such plan */
export async function findUnificationPlan({ em }: Pick<Context, 'em'>, id: string): Promise<UnificationPlan> {
  const plan = await em.findOne(UnificationPlan, id);
  if (!plan) throw new NotFoundError('UnificationPlan', id);
  return plan;
}

/**
 * Saves a plan of the viewer's organisation.
 *
 * @throws NotFoundError when it has no such tool
 * @throws InvalidInputError on a blank name
 */
export async function createUnificationPlan(context: Context, input: CreateUnificationPlanInput): Promise<UnificationPlan> {
  const content = await contentOf(context, input, 'createUnificationPlan');
  const plan = context.em.create(UnificationPlan, { ...content, madeByName: signedIn(context).name });
  await context.em.flush();
  return plan;
}

/** Changes a plan of the viewer's organisation. */
export async function updateUnificationPlan(context: Context, input: UpdateUnificationPlanInput): Promise<UnificationPlan> {
  const { em } = context;
  const id = input.unificationPlanId;
  const plan = inVersion('UnificationPlan', id, await em.findOne(UnificationPlan, id), input.version);
  requireOwn(signedIn(context), plan, 'updateUnificationPlan');
  em.assign(plan, await contentOf(context, input, 'updateUnificationPlan'));
  await em.flush();
  return plan;
}

async function contentOf(
  context: Context,
  input: CreateUnificationPlanInput,
  act: string,
): Promise<Pick<UnificationPlan, 'name' | 'targetTool' | 'note'>> {
  const tool = await findMonitoringTool(context, input.monitoringToolId);
  requireOwn(signedIn(context), tool, act);
  return {
    name: requiredText('name', input.name),
    targetTool: ref(tool),
    note: limitedText('note', blankToNull(input.note), 4000),
  };
}
