import { it } from 'vitest';
import { runTool } from './tool.ts';

it('has sound types in server, migrations and tests', async () => {
  await runTool('tsc', ['--pretty', 'false']);
});

it('has sound types in the web, templates and component tests included', async () => {
  await runTool('vue-tsc', ['--noEmit', '--pretty', 'false'], 'web');
});
