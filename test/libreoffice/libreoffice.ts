import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const FILTERS = { xlsx: 'xlsx:Calc MS Excel 2007 XML', fods: 'fods' };
type Format = keyof typeof FILTERS;

/**
 * What LibreOffice calls itself.
 *
 * @throws Error with one sentence that says what to install
 */
export function libreOfficeVersion(): string {
  const { status, stdout } = spawnSync('soffice', ['--version'], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(
      'This check needs LibreOffice Calc, with soffice on the PATH: on Debian and Ubuntu, apt-get install --no-install-recommends libreoffice-calc.',
    );
  }
  return stdout.trim();
}

/** Opens a file in LibreOffice, without a window, and saves it. */
export async function resaved(bytes: Uint8Array, from: Format, to: Format): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-libreoffice-'));
  try {
    const input = join(folder, `form.${from}`);
    const output = join(folder, 'saved');
    await writeFile(input, bytes);
    // A profile of its own, so that a LibreOffice that is open is neither needed nor disturbed.
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    const { status, stderr } = spawnSync('soffice', [profile, '--headless', '--convert-to', FILTERS[to], '--outdir', output, input], {
      encoding: 'utf8',
      timeout: 120_000,
    });
    if (status !== 0) throw new Error(`LibreOffice ended with ${status}: ${stderr}`);
    return await readFile(join(output, `form.${to}`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
