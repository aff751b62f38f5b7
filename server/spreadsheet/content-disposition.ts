/** What no file system, or no header, should have to deal with. */
const UNSAFE = /[\u0000-\u001F\u007F"*/:<>?\\|]/g;

/**
 * The header value that makes a browser save a response under the given name, Japanese or not.
 *
 * Programs that do not know RFC 5987 get an ASCII name with the same ending.
 */
export function contentDisposition(fileName: string): string {
  const name = fileName.toWellFormed().replaceAll(UNSAFE, '_');
  const ascii = name.normalize('NFKC').replaceAll(/[^\x20-\x7E]/g, '_');
  const fallback = /[A-Za-z0-9]/.test(ascii.replace(/\.[^.]*$/, '')) ? ascii : `download${/\.[A-Za-z0-9]+$/.exec(ascii)?.[0] ?? ''}`;
  const encoded = encodeURIComponent(name).replaceAll(/['()]/g, character => `%${character.codePointAt(0)?.toString(16).toUpperCase()}`);
  return `attachment; filename="${fallback.replaceAll(UNSAFE, '_')}"; filename*=UTF-8''${encoded}`;
}
