import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { ProductIndex, ProductMatch } from '../../server/product/match.ts';
import { foldName } from '../../server/product/name.ts';
import { readSnapshot, type SnapshotProduct } from '../../server/product/snapshot.ts';

/** Names and versions as ledgers write them, against the snapshot that ships with the portal. */
let index: ProductIndex<SnapshotProduct>;

beforeAll(async () => {
  const bytes = await readFile(new URL('../../server/product/snapshot-file/endoflife.json', import.meta.url));
  const { snapshot, faults } = readSnapshot(bytes);
  expect(faults).toEqual([]);
  index = new ProductIndex(
    snapshot!.products.map(product => ({ ...product, names: [product.slug, product.title, ...product.names].map(foldName) })),
    new Map([[foldName('基盤DB'), { productSlug: 'postgresql', notListed: false, cycles: {} }]]),
  );
});

const read = (productName: string, productVersion: string | null) => {
  const { match, product, cycleIndex } = index.match({ productName, productVersion });
  return [match, product?.slug ?? null, product?.cycles[cycleIndex]?.cycle ?? null];
};

describe('is matched:', () => {
  it.each([
    ['Oracle Database 19c', null, 'oracle-database', '19'],
    ['Oracle Database', '19c', 'oracle-database', '19'],
    ['Oracle Database', '19c (19.3)', 'oracle-database', '19'],
    ['Oracle Database Enterprise Edition', '11g R2', 'oracle-database', '11.2'],
    ['Ｏｒａｃｌｅ　Ｄａｔａｂａｓｅ　１９ｃ', '19', 'oracle-database', '19'],
    ['オラクル データベース 19c', null, 'oracle-database', '19'],
    ['ｵﾗｸﾙﾃﾞｰﾀﾍﾞｰｽ', '21c', 'oracle-database', '21'],
    ['Windows Server 2019', null, 'windows-server', '2019'],
    ['Windows Server 2019 Standard', null, 'windows-server', '2019'],
    ['Microsoft® Windows Server™', '2022 Datacenter', 'windows-server', '2022'],
    ['Windows Server 2012 R2', null, 'windows-server', '2012-r2'],
    ['ウィンドウズサーバー2016', null, 'windows-server', '2016'],
    ['RHEL 8', null, 'rhel', '8'],
    ['RHEL', '7.9', 'rhel', '7'],
    ['Red Hat Enterprise Linux Server', 'Ver.8.4', 'rhel', '8'],
    ['レッドハット エンタープライズ リナックス', '9系', 'rhel', '9'],
    ['PostgreSQL14', null, 'postgresql', '14'],
    ['PostgreSQL', '15.x', 'postgresql', '15'],
    ['SQL Server 2019', null, 'mssqlserver', '15.0'],
    ['Microsoft SQL Server', '2016 SP3', 'mssqlserver', '13.0-sp3'],
    ['Apache Tomcat バージョン 9.0', null, 'tomcat', '9.0'],
    ['Tomcat', 'v9.0.85', 'tomcat', '9.0'],
    ['Ubuntu', '22.04.3 LTS', 'ubuntu', '22.04'],
    ['Oracle Java', '8u202', 'oracle-jdk', '8'],
    ['Oracle Java SE', '17', 'oracle-jdk', '17'],
    ['VMware ESXi', '7.0 Update 3', 'esxi', '7.0'],
    ['Struts', '2.5', 'apache-struts', '2.5'],
    ['Log4j 2', '2.17.1', 'log4j', '2'],
    ['Exchange Server 2019', null, 'msexchange', '2019'],
  ])('%s %s', (name, version, slug, cycle) => {
    expect(read(name, version)).toEqual([ProductMatch.BY_NAME, slug, cycle]);
  });
});

describe('stays unknown rather than be guessed:', () => {
  it.each([
    // Several makers have a Java, and several Oracle products a database.
    ['Java', '17', ProductMatch.UNKNOWN_PRODUCT, null],
    ['データベース', '19c', ProductMatch.UNKNOWN_PRODUCT, null],
    ['Linux サーバ', '8', ProductMatch.UNKNOWN_PRODUCT, null],
    ['申請受付システム2', '3.0', ProductMatch.UNKNOWN_PRODUCT, null],
    // Service packs and editions have ends of their own.
    ['SQL Server 2016', null, ProductMatch.AMBIGUOUS_VERSION, 'mssqlserver'],
    ['Windows 10', null, ProductMatch.AMBIGUOUS_VERSION, 'windows'],
    ['Windows Server', '2008', ProductMatch.AMBIGUOUS_VERSION, 'windows-server'],
    ['Oracle Database 12c', null, ProductMatch.AMBIGUOUS_VERSION, 'oracle-database'],
    // The name says one version and the line another.
    ['Oracle Database 19c', '21c', ProductMatch.AMBIGUOUS_VERSION, 'oracle-database'],
    ['PostgreSQL', '99', ProductMatch.UNKNOWN_VERSION, 'postgresql'],
    ['Windows Server', null, ProductMatch.NO_VERSION, 'windows-server'],
    ['Windows Server', '不明', ProductMatch.UNKNOWN_VERSION, 'windows-server'],
  ])('%s %s is %s', (name, version, match, slug) => {
    expect(read(name, version)).toEqual([match, slug, null]);
  });
});

it('takes what a person said of a name for the same name with a version behind it', () => {
  expect(read('基盤ＤＢ 14', null)).toEqual([ProductMatch.BY_HAND, 'postgresql', '14']);
});
