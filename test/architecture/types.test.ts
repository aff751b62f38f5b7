import { it } from 'vitest';
import { runTool } from './tool.ts';

it('has sound types in server, migrations and tests', async () => {
  await runTool('tsc', ['--pretty', 'false']);
});

// What a script declares and its template does not use, only this tool can tell.
it('has sound types in the web, templates and component tests included', async () => {
  await runTool('vue-tsc', ['--noEmit', '--pretty', 'false', '--noUnusedLocals', '--noUnusedParameters'], 'web');
});
