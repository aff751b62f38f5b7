import type { Viewer } from './access/viewer.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from './errors.ts';

/** Text as people mean it: no space around, null when nothing is left. */
export const blankToNull = (text: string | null | undefined): string | null => text?.trim() || null;

/**
 * Text that must be there.
 *
 * @throws InvalidInputError on `field` when it is blank or longer than `longest` characters
 */
export function requiredText(field: string, text: string, longest = 200): string {
  const trimmed = text.trim();
  if (!trimmed) throw new InvalidInputError(field, { ja: '入力してください。', en: 'Please fill this in.' });
  return limitedText(field, trimmed, longest);
}

/** @throws InvalidInputError on `field` when the text is longer than `longest` characters */
export function limitedText<Value extends string | null>(field: string, text: Value, longest: number): Value {
  if (text !== null && [...(text as string)].length > longest) {
    throw new InvalidInputError(field, { ja: `${longest}文字以内で入力してください。`, en: `Use at most ${longest} characters.` });
  }
  return text;
}

/** @throws InvalidInputError on `field` when the text cannot be a mail address */
export function emailAddress(field: string, text: string | null): string | null {
  if (text !== null && !/^[^\s@]+@[^\s@]+$/.test(text)) {
    throw new InvalidInputError(field, {
      ja: 'メールアドレスの形になっていません。例: tantou@example.go.jp',
      en: 'This is not a mail address. Example: office@example.go.jp',
    });
  }
  return limitedText(field, text, 200);
}

/**
 * The row that an act is about, as the caller last saw it.
 *
 * @throws NotFoundError when there is none that the viewer may see
 * @throws ConflictError with the version in force when it is not `version`
 */
export function inVersion<Row extends { version: number }>(type: string, id: string, row: Row | null, version: number): Row {
  if (!row) throw new NotFoundError(type, id);
  if (row.version !== version) throw new ConflictError(type, id, row.version);
  return row;
}

/**
 * Refuses to change what another organisation owns although the viewer may see it.
 *
 * @throws ForbiddenError naming the act
 */
export function requireOwn(viewer: Viewer, row: { tenantId: string }, act: string): void {
  if (row.tenantId !== viewer.organisationId) throw new ForbiddenError(act);
}
