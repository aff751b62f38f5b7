import { ref } from '@mikro-orm/core';
import { Role } from '../access/role.ts';
import type { Viewer } from '../access/viewer.ts';
import { Account } from '../account/entity.ts';
import { acknowledgeHandover, startHandover } from '../handover/service.ts';
import { itemsOfHandovers } from '../handover/loader.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { today } from '../scalars.ts';
import type { Act } from './act.ts';

/** A hand-over that is half taken, and a system whose owner has left without one. */
export async function loadSampleHandovers(act: Act, operator: Viewer, systems: readonly InformationSystem[]): Promise<void> {
  const administrator: Viewer = { ...operator, roles: [Role.ADMINISTRATOR], name: '管理　太郎（サンプル）' };
  const find = (login: string): Promise<Account> => act(operator, ({ em }) => em.findOneOrFail(Account, { login }));
  const [leaving, successor, gone] = [
    await find('pjmo@digital.example'),
    await find('pmo@digital.example'),
    await find('former@digital.example'),
  ];
  const { id: handoverId, version } = await act(administrator, context =>
    startHandover(context, {
      fromAccountId: leaving.id,
      toAccountId: successor.id,
      leavesOn: today(new Date(Date.now() + 10 * 86_400_000)),
      note: '文書管理システムの OS は来年度以降に更新予定（日付未定）です。更新のときは修正プログラムの適用を忘れないでください。（サンプル）',
    }),
  );
  await act({ ...operator, accountId: successor.id }, async context => {
    const [items] = await itemsOfHandovers(context.em, [handoverId]);
    await acknowledgeHandover(context, { handoverId, version, itemIds: [items![0]!.id] });
  });
  await act(administrator, async ({ em }) => {
    const applications = await em.findOneOrFail(InformationSystem, systems[3]!.id);
    em.assign(applications, { owner: ref(await em.findOneOrFail(Account, gone.id)), ownerlessSince: new Date() });
    em.assign(await em.findOneOrFail(Account, gone.id), { disabledAt: new Date() });
  });
}
