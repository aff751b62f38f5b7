import { createInterface } from 'node:readline';
import { ownDoor } from '../database/doors.ts';
import { readConfiguration } from '../configuration.ts';
import { startDatabase } from '../database/start-database.ts';
import { installCommonItems } from '../monitoring-item/install.ts';
import { openDoors } from '../start-portal.ts';
import { establishOperator } from './operator.ts';

/** `pnpm db:operator`: asks for the first organisation and its administrator, and makes both. */
const database = await startDatabase(readConfiguration(process.env));
if (!database.owner) throw new Error('Name the owner of the database in DATABASE_OWNER_URL to make the operator.');
const { close, ...doors } = await openDoors(database, 2);
const terminal = createInterface({ input: process.stdin });
const lines = terminal[Symbol.asyncIterator]();
/** Line by line, so that the answers can come from a file as well as from a keyboard. */
const ask = async (question: string): Promise<string> => {
  process.stdout.write(`${question}: `);
  return ((await lines.next()).value ?? '').trim();
};
try {
  const name = await ask('組織名 / name in Japanese');
  const administrator = await establishOperator(database.owner, doors, {
    name,
    corporateNumber: await ask('法人番号 / corporate number'),
    nameEn: await ask('英語名 / name in English'),
    shortName: (await ask('略称 / short name')) || name,
    kana: await ask('よみがな / reading'),
    protocolOrder: Number(await ask('建制順 / protocol order')),
    administrator: {
      login: await ask('管理者の利用者ID / user ID of the administrator'),
      name: await ask('管理者の氏名 / name of the administrator'),
      password: await ask('パスワード（12文字以上）/ password (12 characters or more)'),
    },
  });
  await ownDoor(doors, administrator, 'installCommonItems', '').transactional(em => installCommonItems({ em, viewer: administrator }));
  console.log(`${name}: 登録しました。ポータルにサインインして続けてください。/ Done. Sign in to go on.`);
} finally {
  terminal.close();
  await close();
  await database.stop();
}
