import { ref } from '@mikro-orm/core';
import { Role } from '../access/role.ts';
import type { Viewer } from '../access/viewer.ts';
import { BelongingKind } from '../account/belongings.ts';
import { Account } from '../account/entity.ts';
import { recordCarryOverItem } from '../carry-over/service.ts';
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
  const [documents] = systems.filter(({ name }) => name.startsWith('文書管理'));
  await act({ ...operator, accountId: leaving.id, name: leaving.name }, async context => {
    await recordCarryOverItem(context, {
      text: 'OS の更新（来年度以降、時期未定）と同時に、ミドルウェアへ修正プログラムを適用する。適用しないと起動しなくなる。（サンプル）',
      systemId: documents?.id ?? null,
    });
    await recordCarryOverItem(context, {
      text: '運用手順書の改版を事業者から受け取る。（サンプル）',
      systemId: documents?.id ?? null,
      dueOn: today(new Date(Date.now() + 40 * 86_400_000)),
    });
  });
  const { id: handoverId, version } = await act(administrator, context =>
    startHandover(context, {
      fromAccountId: leaving.id,
      toAccountId: successor.id,
      leavesOn: today(new Date(Date.now() + 10 * 86_400_000)),
      note: '事業者との定例会議は毎月第2火曜日です。議事録は文書管理システムにあります。（サンプル）',
    }),
  );
  await act({ ...operator, accountId: successor.id }, async context => {
    const [items] = await itemsOfHandovers(context.em, [handoverId]);
    await acknowledgeHandover(context, {
      handoverId,
      version,
      itemIds: [items!.find(({ kind }) => kind === BelongingKind.SYSTEM_OWNER)!.id],
    });
  });
  await act(administrator, async ({ em }) => {
    const applications = await em.findOneOrFail(InformationSystem, systems[3]!.id);
    em.assign(applications, { owner: ref(await em.findOneOrFail(Account, gone.id)), ownerlessSince: new Date() });
    em.assign(await em.findOneOrFail(Account, gone.id), { disabledAt: new Date() });
  });
}
