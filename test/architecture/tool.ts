import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top folder of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Runs a tool of the workspace, in `folder` of the repository.
 *
 * @throws Error with all that the tool printed, unless it ends well
 */
export async function runTool(tool: string, args: readonly string[], folder = '.'): Promise<string> {
  return runCommand(join(root, folder === 'web' ? 'web' : '.', 'node_modules/.bin', tool), args, folder);
}

/** Paths of all files of the repository, also those not committed yet, but none that git ignores. */
export async function repositoryFiles(...patterns: string[]): Promise<string[]> {
  // A checkout may belong to another account than the one that tests it.
  const args = ['-c', 'safe.directory=*', 'ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...patterns];
  const [listed, deleted] = await Promise.all([
    runCommand('git', args),
    runCommand('git', ['-c', 'safe.directory=*', 'ls-files', '-z', '--deleted']),
  ]);
  const gone = new Set(deleted.split('\0'));
  return listed.split('\0').filter(path => path && !gone.has(path));
}

function runCommand(command: string, args: readonly string[], folder = '.'): Promise<string> {
  const { FORCE_COLOR: _, ...environment } = process.env;
  const options = {
    cwd: join(root, folder),
    env: { ...environment, NO_COLOR: '1' },
    maxBuffer: 64 * 1024 * 1024,
    // On Windows the tools are started by batch files, which need a shell.
    shell: process.platform === 'win32',
  };
  return new Promise((resolve, reject) => {
    execFile(command, args, options, (error, stdout, stderr) => {
      if (error) reject(failure(`${stdout}${stderr}`.trim() || error.message));
      else resolve(stdout);
    });
  });
}

/** The tool's own words are what helps; where it was started from does not. */
function failure(words: string): Error {
  const error = new Error(words);
  error.stack = '';
  return error;
}
