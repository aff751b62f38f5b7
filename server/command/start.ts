import { readConfiguration } from '../configuration.ts';
import { run } from '../main.ts';
import { SAMPLE_ACCOUNTS, SAMPLE_ADMINISTRATOR, SAMPLE_PASSWORD } from '../sample-data/accounts.ts';
import { builtIsFresh, buildPortal, noteBuild } from './build.ts';

/** `pnpm start`: builds the portal if something in it changed, starts everything, and says where it is and who can sign in. */
async function start(): Promise<void> {
  const configuration = readConfiguration({ LOG_LEVEL: 'warn', ...process.env });
  if (!(await builtIsFresh())) {
    console.log('Building the portal …');
    buildPortal();
    await noteBuild();
  }
  const { address } = await run(configuration);
  console.log(`\n  棚卸し Tanaoroshi    ${configuration.publicUrl ?? address}\n`);
  if (!configuration.sampleData) return;
  const accounts = [
    { login: SAMPLE_ADMINISTRATOR.login, shown: 'デジタル庁 管理者 / administrator' },
    ...SAMPLE_ACCOUNTS.filter(({ shown }) => shown),
  ];
  console.log('  サンプルの利用者ID / sample accounts:');
  for (const { login, shown } of accounts) console.log(`    ${login.padEnd(30)} ${shown}`);
  console.log(`  パスワード / password:  ${SAMPLE_PASSWORD}\n  終了 / stop:  Ctrl-C\n`);
}

await start().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
