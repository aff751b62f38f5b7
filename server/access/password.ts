import { hash, verify } from '@node-rs/argon2';
import { InvalidInputError } from '../errors.ts';

export const PASSWORD_MIN_LENGTH = 12;

/** OWASP's parameters for argon2id: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Verified against when there is no such account, so that both cases take the same time. */
const nobody = hash('no account has this password', PARAMETERS);

/**
 * Hash of a new password, in PHC format.
 *
 * @throws InvalidInputError on `field` when it is shorter than 12 characters or longer than 200
 */
export async function hashPassword(password: string, field: string): Promise<string> {
  const length = [...password].length;
  if (length < PASSWORD_MIN_LENGTH || length > 200) {
    throw new InvalidInputError(field, {
      ja: `パスワードは${PASSWORD_MIN_LENGTH}文字以上200文字以下にしてください。`,
      en: `Choose a password of ${PASSWORD_MIN_LENGTH} to 200 characters.`,
    });
  }
  return hash(password, PARAMETERS);
}

/** Whether the password belongs to the hash; takes as long when there is none. */
export async function passwordMatches(password: string, passwordHash: string | null): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await nobody), password).catch(() => false);
  return matches && passwordHash !== null;
}
