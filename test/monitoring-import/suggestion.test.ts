import { describe, expect, it } from 'vitest';
import { type Suggestable, SuggestionIndex } from '../../server/monitoring-import/suggestion.ts';
import { dimensionOf } from '../../server/monitoring-import/unit.ts';
import { conceptsOf } from '../../server/monitoring-import/vocabulary.ts';

const item = (id: string, name: string, nameEn: string, metric: string, unit: string, knownKeys: string[] = []): Suggestable => ({
  id,
  name,
  nameEn,
  metric,
  unit,
  knownKeys,
});
const CATALOGUE = [
  item('cpu', 'CPU使用率', 'CPU utilization', 'system.cpu.utilization', '%'),
  item('memory', 'メモリ使用率', 'Memory utilization', 'system.memory.utilization', '%'),
  item('disk', 'ディスク使用率', 'Disk space used', 'system.filesystem.utilization', '%', ['vfs.fs.size[/var,pused]']),
  item('response', '応答時間', 'Response time', 'http.server.request.duration', 's'),
  item('certificate', '証明書の有効期限', 'Days until the certificate expires', 'tls.certificate.remaining', 'd'),
  item('backup', 'バックアップの成否', 'Backup failures', 'backup.failed', '{count}'),
];

describe('a line of a file is likened to the catalogue', () => {
  const index = new SuggestionIndex(CATALOGUE);
  it.each([
    ['CPU utilization', 'system.cpu.util', '%', 'cpu'],
    ['ＣＰＵ　使用率', null, '％', 'cpu'],
    ['プロセッサの利用率', null, null, 'cpu'],
    ['Memory utilization', 'vm.memory.utilization', '%', 'memory'],
    ['メモリー使用率(％)', null, null, 'memory'],
    ['{#FSNAME}: Space utilization', 'vfs.fs.size[{#FSNAME},pused]', '%', 'disk'],
    ['ファイルシステム使用率', null, '%', 'disk'],
    ['Apache: Service response time', 'net.tcp.service.perf[http,"{$HOST}"]', 's', 'response'],
    ['レスポンスタイム', null, 'ミリ秒', 'response'],
    ['サーバ証明書の期限', null, '日', 'certificate'],
    ['夜間バックアップの失敗', null, null, 'backup'],
    ['Number of open tickets', 'crm.tickets', null, null],
    ['帳票の印刷枚数', null, '枚', null],
    ['', null, null, null],
  ])('%s (%s, %s) as %s', (label, key, unit, expected) => {
    expect(index.suggest({ label, key, unit })?.itemId ?? null).toBe(expected);
  });

  it('with a score and the reason in words of both languages', () => {
    expect(index.suggest({ label: 'CPU utilization', key: 'system.cpu.util', unit: '%' })).toEqual({
      itemId: 'cpu',
      score: expect.toSatisfy(score => Number(score) > 80 && Number(score) <= 100) as number,
      reason: {
        ja: '名称に共通する語：CPU、使用、率／単位が合う：%',
        en: 'words in both names: cpu, use, rate; the unit fits: %',
      },
    });
    const disk = index.suggest({ label: '/opt 使用率', key: 'vfs.fs.size[/opt,pused]', unit: '%' });
    expect(disk?.itemId).toBe('disk');
    expect(disk?.reason.ja).toContain('同じキー vfs.fs.size が対応済み');
  });

  it('less where the unit measures something else, and not at all where two items are as like', () => {
    const [fits, other] = ['%', 's'].map(unit => index.suggest({ label: 'CPU utilization', key: null, unit })!.score);
    expect(fits).toBeGreaterThan(other!);
    const twins = new SuggestionIndex(['a', 'b'].map(id => item(id, 'CPU使用率', 'CPU utilization', 'cpu', '%')));
    expect(twins.suggest({ label: 'CPU使用率', key: null, unit: '%' })).toBeNull();
  });
});

describe('what a text is about', () => {
  it.each([
    ['DB {#DBNAME}: DeadlocksPerSecond', ['database', 'lock', 'second']],
    ['サーバの死活監視', ['サーバ', 'alive']],
    ['バッチ処理の終了時刻', ['batch', 'finish']],
    ['net.if.in["{#IFNAME}",errors]', ['network', 'traffic', 'error']],
  ])('%s', (text, concepts) => {
    expect([...conceptsOf(text).keys()]).toEqual(concepts);
  });

  it('is told of units too, however they are written', () => {
    expect(['％', 'ratio', 'KiBy', 'MB', 'bps', 'By/s', 'ms', 'uptime', '1/s', '℃', '{request}', '枚', '', null].map(dimensionOf)).toEqual([
      'share',
      'share',
      'data',
      'data',
      'data per time',
      'data per time',
      'time',
      'time',
      'per time',
      'temperature',
      'count',
      null,
      null,
      null,
    ]);
  });
});
