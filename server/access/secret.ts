import { createHash, randomBytes } from 'node:crypto';

/** A secret that nobody guesses: 32 random bytes, in characters that an address or a header may hold. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret, which itself is shown once. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
