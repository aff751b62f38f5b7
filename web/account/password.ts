/** Letters and digits that nobody confuses when a password is read out or written down by hand. */
const READABLE = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A random password in groups of four, at least `minLength` long, to be handed over and then changed. */
export function randomPassword(minLength: number): string {
  const groupCount = Math.max(4, Math.ceil((minLength + 1) / 5));
  return Array.from({ length: groupCount }, () => Array.from({ length: 4 }, randomLetter).join('')).join('-');
}

/** Draws again where a plain remainder would favour the first letters. */
function randomLetter(): string {
  const [number = 0] = crypto.getRandomValues(new Uint8Array(1));
  return number < 256 - (256 % READABLE.length) ? READABLE[number % READABLE.length]! : randomLetter();
}
