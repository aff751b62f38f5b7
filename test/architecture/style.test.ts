import { it } from 'vitest';
import { runTool } from './tool.ts';

it('is formatted: "pnpm format" changes nothing', async () => {
  await runTool('oxfmt', ['--check', '.']);
});

it('has no fault that oxlint finds, with type information', async () => {
  await runTool('oxlint', []);
});

it('has components without faults, raw text or barriers', async () => {
  await runTool('eslint', ['web', '--max-warnings', '0']);
});
