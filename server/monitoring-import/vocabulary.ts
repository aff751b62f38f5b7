/**
 * Words of monitoring in both languages, by what they mean: first the English ones, after the bar the Japanese ones. The first of
 * each is shown to people. A word of two lines means both.
 */
const ROWS = `
cpu processor processors core cores | CPU プロセッサ プロセッサー コア
memory mem ram vm | メモリ メモリー 主記憶
swap pagefile paging swapping | スワップ ページング
disk disks storage fs vfs filesystem filesystems volume volumes physicaldisk logicaldisk mountpoint | ディスク ストレージ ファイルシステム ボリューム 記憶装置
capacity space size | 容量 空き容量 データ量 サイズ
use used usage util utilization utilisation pused saturation | 使用 使用率 利用率 使用量 使用状況 利用状況
free available avail pfree idle remaining | 空き 空き容量 残量 残り アイドル
rate ratio percent percentage pct pused pfree util utilization utilisation | 率 使用率 利用率 割合
load loadavg | 負荷 ロードアベレージ
io iops read write reads writes | 入出力 読み取り 読取り 書き込み 書込み 読込 読込み 書込
response latency time duration await wait waiting perf delay slow | 応答 応答時間 レスポンス レスポンスタイム 処理時間 待ち時間 レイテンシ 遅延 所要時間
network net interface interfaces if nic link | ネットワーク 回線 インタフェース インターフェース NIC 通信
traffic throughput bandwidth bps bits bytes received sent receive transmit inbound outbound in out | 通信量 トラフィック 帯域 スループット 受信 送信 転送量
error errors err errs failure failures failed fail failing conflicts | エラー 異常 失敗 障害 不具合 エラー率
packet packets | パケット
drop drops dropped loss lost discard discarded discards | 破棄 損失 ロス 欠落 ドロップ
process processes proc | プロセス
service services daemon systemd unit | サービス デーモン
log logs eventlog syslog event message messages | ログ イベント メッセージ
file files | ファイル
connection connections conn session sessions client clients | 接続 接続数 コネクション セッション 同時接続数
request requests req reqs hit access | リクエスト 要求 アクセス アクセス数
queue queues backlog pending | 滞留 キュー 待ち行列 滞留件数
batch job jobs cron scheduled | バッチ ジョブ バッチ処理 夜間処理
certificate certificates cert ssl tls x509 | 証明書 サーバ証明書 電子証明書
expiry expire expires expired expiration notafter validity | 期限 有効期限 失効 期限切れ
backup backups archive archiving dump | バックアップ アーカイブ
replication replica replicas standby lag streaming | 複製 レプリケーション 冗長化 同期遅延
lock locks deadlock deadlocks locked | ロック デッドロック 排他
query queries sql statement statements | クエリ クエリー SQL
transaction transactions commit commits rollback rollbacks xid tps | トランザクション コミット
cache cached buffer buffers shared | キャッシュ バッファ
database databases db dbms dbstat postgresql postgres pgsql mysql mariadb oracle mongodb redis sqlserver mssql | データベース DB
web http https apache nginx tomcat url page | ウェブ Web HTTP URL ページ 画面
temperature temp thermal | 温度 室温
fan fans | ファン
power psu supply ups voltage battery | 電源 UPS 停電 電圧
hardware chassis raid sensor | ハードウェア 機器 筐体 ハード RAID
clock ntp localtime timesync chrony clockskew skew | 時刻 時計 時刻同期 NTP
login logins logon logged user users signin | ログイン ログオン サインイン 利用者 利用者数 ユーザ ユーザー
authentication auth kerberos ldap credential | 認証 認証失敗
attack attacks intrusion ddos waf ids ips | 攻撃 侵入 不正アクセス 不正 不正侵入
malware virus antivirus av | ウイルス ウィルス マルウェア
vulnerability vulnerabilities cve patch patches update updates | 脆弱性 パッチ 更新プログラム 修正プログラム
tampering tamper checksum cksum integrity changed modified | 改ざん 改竄 変更検知 整合性
inconsistency inconsistent mismatch | 不整合 データ不整合
alive up ping reachable unreachable availability down running agent icmp icmpping health heartbeat nodata missing absent | 稼働 死活 死活監視 疎通 生存 停止 可用性 稼働率 ヘルスチェック
start uptime restart reboot boot restarted restarts | 起動 再起動 稼働時間 連続稼働時間
thread threads worker workers | スレッド ワーカー
heap gc jvm java garbage | ヒープ JVM GC
mail smtp imap | メール
dns resolver | DNS 名前解決
inode inodes | iノード inode
port ports tcp listen | ポート
version | バージョン 版
signature definition | 定義ファイル シグネチャ パターンファイル
count number | 件数 数 回数 台数
finish finished completion complete | 完了 終了 完了時刻 終了時刻
container containers pod pods docker kubernetes kube | コンテナ
virtual hypervisor vmware guest | 仮想 仮想マシン
queries slowquery | スロークエリ
transfer sync | 連携 データ連携 転送 外部連携
`;

interface Concept {
  en: string;
  ja: string;
}

const BY_WORD = new Map<string, Concept[]>();
for (const row of ROWS.trim().split('\n')) {
  const [english, japanese] = row.split(' | ').map(words => words.split(' ')) as [string[], string[]];
  const concept = { en: english[0]!, ja: japanese[0]! };
  for (const word of [...english, ...japanese].map(one => one.normalize('NFKC').toLowerCase()))
    BY_WORD.set(word, [...(BY_WORD.get(word) ?? []), concept]);
}
const LONGEST_WORD = Math.max(...[...BY_WORD.keys()].map(word => word.length));

/** Words that tell nothing of what is watched. */
const EMPTY = new Set(
  'a an the of by per for on at to and or is are was be with from zabbix sample total sum avg average max min last current value values get all new old high too low many status state monitoring monitor check 監視 状況 状態 確認 監視項目 合計 平均 最大 最小 現在 の 値'.split(
    ' ',
  ),
);

/** What a text is about: concepts of the vocabulary, and words of its own, each once, with its word in either language. */
export function conceptsOf(text: string): Map<string, Concept> {
  const found = new Map<string, Concept>();
  const plain = text
    .normalize('NFKC')
    .replaceAll(/\{[#$][^{}]*\}/g, ' ')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
  for (const [run] of plain.matchAll(/[a-z]+\d*[a-z]*|[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー々]+/gu))
    for (const word of /^[a-z]/.test(run) ? [run] : japaneseWords(run)) {
      if (EMPTY.has(word)) continue;
      const known = BY_WORD.get(word) ?? BY_WORD.get(word.replace(/s$/, ''));
      if (known) for (const concept of known) found.set(concept.en, concept);
      else if (word.length > 1) found.set(word, { en: word, ja: word });
    }
  return found;
}

/** The words of a run without spaces: from the left, the longest that is known; what lies between is a word of its own. */
function japaneseWords(run: string): string[] {
  const words: string[] = [];
  let unknown = '';
  const close = (): void => {
    // Particles and endings between words say nothing.
    const word = unknown.replaceAll(/^\p{Script=Hiragana}+|\p{Script=Hiragana}+$/gu, '');
    if (word) words.push(word);
    unknown = '';
  };
  for (let at = 0; at < run.length;) {
    const known = longestAt(run, at);
    if (known) {
      close();
      words.push(known);
    } else unknown += run[at];
    at += known?.length ?? 1;
  }
  close();
  return words;
}

function longestAt(run: string, at: number): string | null {
  for (let length = Math.min(LONGEST_WORD, run.length - at); length > 0; length--) {
    const word = run.slice(at, at + length);
    if (BY_WORD.has(word) || EMPTY.has(word)) return word;
  }
  return null;
}
