import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';

const run = promisify(execFile);

/** Best first: what is made to run without a window opens pages several times as fast as a browser that hides its own. */
const names = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'msedge',
];

const usualPlaces: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['/usr/bin/chromium', '/snap/bin/chromium', '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'],
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(name => `/Applications/${name}.app/Contents/MacOS/${name}`),
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap(variable => {
    const folder = process.env[variable];
    if (!folder) return [];
    return ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map(path =>
      join(folder, path),
    );
  }),
};

/**
 * Path of a browser of the Chromium family: what `CHROMIUM_PATH` names, else one found on this machine, else one
 * installed with apt-get where this process may.
 *
 * @throws Error with one sentence that says what to do
 */
export async function browserPath(): Promise<string> {
  const named = process.env['CHROMIUM_PATH'];
  if (named) {
    if (await isExecutable(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which cannot be run: correct it, or leave it unset to have a browser looked for.`);
  }
  const path = (await installedBrowser()) ?? (await installWithApt());
  if (path) return path;
  throw new Error('The browser tests need Chromium, Chrome or Edge: install one, or set CHROMIUM_PATH to where it is.');
}

/**
 * What a whole browser does besides showing a page. The first three draw parts of its window that nobody sees, anew for each page, which
 * took more time than the page; the others are those that Playwright switches off, since the last list given is the one that holds.
 */
const NOT_NEEDED = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'SpareRendererForSitePerProcess',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

/** Starts the browser without a window and without its own traffic to the network. Close it when done. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await browserPath(),
    args: [
      // Chromium refuses its sandbox to root, the usual account in containers.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-features=${NOT_NEEDED.join(',')}`,
    ],
  });
}

async function installedBrowser(): Promise<string | undefined> {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap(folder => names.map(name => join(folder, name + suffix)));
  for (const candidate of [...onPath, ...(usualPlaces[process.platform] ?? [])]) {
    if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

/** Installs Debian's Chromium; undefined where there is no apt-get or no right to use it. */
async function installWithApt(): Promise<string | undefined> {
  const prefix = await aptPrefix();
  if (!prefix) return undefined;
  console.log('No browser found: installing chromium with apt-get, which takes a minute or two.');
  const apt = (...args: string[]) => {
    const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args];
    return run(command!, rest, { maxBuffer: 64 * 1024 * 1024 });
  };
  try {
    await apt('update');
    await apt('install', '--yes', '--no-install-recommends', 'chromium');
  } catch (error) {
    throw new Error(`The browser tests need a browser and "apt-get install chromium" failed; install one by hand: ${lastLine(error)}`, {
      cause: error,
    });
  }
  return installedBrowser();
}

/** What must stand before apt-get for it to install: nothing for root, sudo where it asks no password. */
async function aptPrefix(): Promise<string[] | undefined> {
  if (process.platform !== 'linux' || !(await isExecutable('/usr/bin/apt-get'))) return undefined;
  if (process.getuid?.() === 0) return [];
  return run('sudo', ['-n', 'true']).then(
    () => ['sudo', '-n'],
    () => undefined,
  );
}

function lastLine(error: unknown): string {
  const text = (error as { stderr?: string }).stderr || String(error);
  return text.trim().split('\n').at(-1) ?? '';
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
