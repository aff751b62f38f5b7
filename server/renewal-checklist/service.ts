import { ref } from '@mikro-orm/core';
import { Contract } from '../contract/entity.ts';
import { findContract } from '../contract/service.ts';
import { type Context, signedIn } from '../context.ts';
import { ConflictError, InvalidInputError } from '../errors.ts';
import { limitedText, requireOwn } from '../validation.ts';
import { ChecklistMark, ChecklistResult } from './entity.ts';
import type { MarkChecklistPointInput } from './input.ts';
import { TEMPLATE } from './template.ts';

const ACT = 'markChecklistPoint';

/**
 * Marks one point of the checklist of a contract, or takes the mark back.
 *
 * @throws InvalidInputError on a year that there is not, or a point that is not needed without the reason; ConflictError when
 *   somebody else marked it in the meantime
 */
export async function markChecklistPoint(context: Context, input: MarkChecklistPointInput): Promise<Contract> {
  const { em } = context;
  const viewer = signedIn(context);
  const contract = await findContract(context, input.contractId);
  requireOwn(viewer, contract, ACT);
  const { fiscalYear, code } = input;
  if (fiscalYear < 2000 || fiscalYear > 2999)
    throw new InvalidInputError('fiscalYear', { ja: '年度は2000から2999までです。', en: 'Give a fiscal year from 2000 to 2999.' });
  const result = input.result ?? null;
  const note = limitedText('note', input.note?.trim() ?? '', 1000) ?? '';
  if (result === ChecklistResult.NOT_NEEDED && note === '')
    throw new InvalidInputError('note', {
      ja: '対象外とする理由を入力してください。',
      en: 'Say why this contract does not need it.',
    });
  const mark = await em.findOne(ChecklistMark, { contract, fiscalYear, code });
  if ((mark?.version ?? 0) !== input.version) throw new ConflictError('ChecklistMark', mark?.id ?? contract.id, mark?.version ?? 0);
  const content = { result, note, template: TEMPLATE, markedByName: viewer.name, markedAt: new Date() };
  if (mark) em.assign(mark, content);
  else em.create(ChecklistMark, { contract: ref(contract), fiscalYear, code, ...content });
  await em.flush();
  return contract;
}
