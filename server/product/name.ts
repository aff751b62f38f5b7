/**
 * How ledgers write names of products: in katakana, without the maker, with an edition or a version behind. Each way is tried as it
 * is written down here, and what none of them finds stays unknown.
 */

/** A name in which width, case and space make no difference. */
export const foldName = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, '');

/** A name to look for, and what stands behind it in the ledger's name that can only be a version; empty when nothing does. */
export interface NameReading {
  /** Folded, the likeliest spelling first. */
  spellings: readonly string[];
  version: string;
}

/** Katakana for words in names of products; what holds another stands before it. */
const KATAKANA: readonly (readonly [RegExp, string])[] = [
  [/マイクロソフト/g, 'microsoft'],
  [/ウ[ィイ]ンドウズ/g, 'windows'],
  [/サーバー?/g, 'server'],
  [/レッドハット/g, 'redhat'],
  [/エンタープライズ/g, 'enterprise'],
  [/リナックス/g, 'linux'],
  [/オラクル/g, 'oracle'],
  [/データベース/g, 'database'],
  [/アパッチ/g, 'apache'],
  [/トムキャット/g, 'tomcat'],
  [/ポストグレ(?:ス)?(?:エス)?キューエル|ポスグレ/g, 'postgresql'],
  [/マイエスキューエル/g, 'mysql'],
  [/エスキューエル/g, 'sql'],
  [/エンジンエックス/g, 'nginx'],
  [/ウブン[トツ]ゥ?/g, 'ubuntu'],
  [/ジャバ/g, 'java'],
  [/オフィス/g, 'office'],
  [/エクスチェンジ/g, 'exchange'],
  [/シェアポイント/g, 'sharepoint'],
  [/パイソン/g, 'python'],
  [/デビアン/g, 'debian'],
  [/[ヴブ][イィ]エムウェア/g, 'vmware'],
  [/ザビックス/g, 'zabbix'],
  [/ソラリス/g, 'solaris'],
  [/ワードプレス/g, 'wordpress'],
  [/ドットネット/g, '.net'],
  [/フレームワーク/g, 'framework'],
];

/** Makers that ledgers leave out, since no other maker has a product of the rest of the name. */
const MAKERS = ['microsoft', 'apache', 'ibm', 'vmware'];

/** Words behind a name or a version that say what was bought, and not which release. */
const EDITION =
  /[\s_-]*(?:(?:standard|enterprise|datacenter|essentials|express|community|professional)(?:\s*edition)?|edition|lts|64\s?-?bit|x64|x86_64|スタンダード|エンタープライズ|データセンター|エディション)$/u;

/** As `text`, which is folded but for its spaces, without the words of editions behind it; never empty. */
export function withoutEdition(text: string): string {
  const rest = text.replace(EDITION, '');
  return rest === text || !rest ? text : withoutEdition(rest);
}

/** Width, case and marks of ownership make no difference; spaces do. */
export const spaced = (text: string): string =>
  text
    .replaceAll(/[®™©]|\((?:r|tm|c)\)/giu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s+/gu, ' ')
    .trim();

/** How the name of a ledger's line can be read: as it is, then with a version behind it, the longest name first. */
export function readingsOf(productName: string): NameReading[] {
  const name = spaced(productName);
  if (!name) return [];
  // What a person said of a name was said of it as it is.
  const whole = [[foldName(productName), ...spellingsOf(name)], spellingsOf(withoutEdition(name))].map(spellings => ({
    spellings,
    version: '',
  }));
  const splits = [...name.matchAll(/(?<![\d.])\d/gu)]
    .map(({ index }) => ({ head: nameBefore(name.slice(0, index)), version: name.slice(index) }))
    .filter(({ head }) => head !== '')
    .toReversed()
    .map(({ head, version }) => ({ spellings: spellingsOf(head), version }));
  return [...whole, ...splits];
}

/** A name without what leads over to a version. */
const nameBefore = (text: string): string =>
  withoutEdition(
    text
      .replace(/[\s_\-/(（,、:]+$/u, '')
      .replace(/(?:(?<![a-z])(?:version|ver|release|rel|v|r)\.?|バージョン|第)$/u, '')
      .replace(/[\s_\-/(（,、:]+$/u, ''),
  );

function spellingsOf(text: string): string[] {
  const latin = KATAKANA.reduce((result, [word, spelling]) => result.replaceAll(word, spelling), text);
  const short = latin
    .replace(/(?<=enterprise\s?linux)\s*server$/u, '')
    .replace(/(?<=exchange|sharepoint)\s*server$/u, '')
    .replace(/(?<=java)\s*(?:se|jdk)$/u, '');
  const base = [text, latin, short];
  const written = base.flatMap(one => [foldName(one), one.replaceAll(' ', '-')]);
  return [...new Set([...written, ...base.flatMap(one => MAKERS.map(maker => maker + foldName(one)))])];
}
