import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, signedIn } from '../context.ts';
import { giveReason } from '../database/doors.ts';
import { requireDayOrder } from '../day-order.ts';
import { InvalidInputError } from '../errors.ts';
import type { InformationSystem } from '../information-system/entity.ts';
import { findInformationSystem } from '../information-system/service.ts';
import { blankToNull, inVersion, limitedText, requiredText, requireOwn } from '../validation.ts';
import { Feature, FEATURE_DAYS } from './entity.ts';
import type { CreateFeatureInput, RetireFeatureInput, UpdateFeatureInput } from './input.ts';

/** A system whose features the viewer may change. */
export async function findOwnSystem(context: Pick<Context, 'em' | 'viewer'>, systemId: string, act: string): Promise<InformationSystem> {
  const system = await findInformationSystem(context, systemId);
  requireOwn(signedIn(context), system, act);
  return system;
}

/** Place of the next feature of a system. */
export async function nextPosition(em: EntityManager, system: InformationSystem): Promise<number> {
  const [{ next }] = await em.execute<[{ next: number }]>(
    'select coalesce(max(position) + 1, 0)::int as next from feature where system_id = ?',
    [system.id],
  );
  return next;
}

/**
 * Adds a feature at the end of a system's list.
 *
 * @throws InvalidInputError on a code that is taken, or a blank name or group
 */
export async function createFeature(context: Context, input: CreateFeatureInput): Promise<Feature> {
  const { em } = context;
  const system = await findOwnSystem(context, input.systemId, 'createFeature');
  const code = requiredText('code', input.code, 100);
  if (await em.count(Feature, { system, code }))
    throw new InvalidInputError('code', { ja: 'この機能コードは使われています。', en: 'This code is taken.' });
  const feature = em.create(Feature, { system: ref(system), code, position: await nextPosition(em, system), ...description(input) });
  await em.flush();
  return feature;
}

/**
 * Renames a feature or moves it to another group; answers given before stay with it.
 *
 * @throws InvalidInputError on a blank name or group, or on `validFrom` when it lies after the last day
 */
export async function updateFeature({ em, viewer }: Context, input: UpdateFeatureInput): Promise<Feature> {
  const feature = inVersion('Feature', input.featureId, await em.findOne(Feature, input.featureId), input.version);
  requireOwn(viewer!, feature, 'updateFeature');
  const described = description(input);
  requireDayOrder(FEATURE_DAYS, { validTo: feature.validTo, validFrom: described.validFrom }, key => key === 'validFrom');
  em.assign(feature, described);
  await em.flush();
  return feature;
}

/**
 * Ends a feature on a day. It leaves later rounds and keeps its earlier answers.
 *
 * @throws InvalidInputError on `validTo` when it lies before the first day
 */
export async function retireFeature({ em, viewer }: Context, input: RetireFeatureInput): Promise<Feature> {
  const feature = inVersion('Feature', input.featureId, await em.findOne(Feature, input.featureId), input.version);
  requireOwn(viewer!, feature, 'retireFeature');
  requireDayOrder(FEATURE_DAYS, { validFrom: feature.validFrom, validTo: input.validTo });
  await giveReason(em, requiredText('reason', input.reason, 2000));
  feature.validTo = input.validTo;
  await em.flush();
  return feature;
}

function description(
  input: Pick<CreateFeatureInput, 'name' | 'nameEn' | 'majorGroup' | 'middleGroup' | 'validFrom'>,
): Pick<Feature, 'name' | 'nameEn' | 'majorGroup' | 'middleGroup' | 'validFrom'> {
  return {
    name: requiredText('name', input.name),
    nameEn: limitedText('nameEn', blankToNull(input.nameEn), 200),
    majorGroup: requiredText('majorGroup', input.majorGroup),
    middleGroup: limitedText('middleGroup', blankToNull(input.middleGroup), 200),
    validFrom: input.validFrom ?? null,
  };
}
