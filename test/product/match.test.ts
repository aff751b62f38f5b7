import { describe, expect, it } from 'vitest';
import { ProductIndex, ProductMatch, type SaidOfName } from '../../server/product/match.ts';
import { foldName } from '../../server/product/name.ts';

const product = (slug: string, names: string[], cycles: string[]) => ({
  slug,
  names: [slug, ...names].map(foldName),
  cycles: cycles.map(cycle => ({ cycle })),
});

const PRODUCTS = [
  product('nginx', ['cpe:2.3:a:f5:nginx'], ['1.28', '1.26', '1.2']),
  product('tomcat', ['Apache Tomcat'], ['10.1', '10.0', '9.0']),
  product('oracle-jdk', ['Oracle JDK', 'Java'], ['21', '17']),
  product('openjdk', ['OpenJDK', 'Java'], ['21', '17']),
];

describe('a line of the ledger', () => {
  const index = new ProductIndex(
    PRODUCTS,
    new Map<string, SaidOfName>([
      [foldName('社内Java'), { productSlug: 'oracle-jdk', notListed: false, cycles: { '17-internal': '17', lts: '99' } }],
      ['gone', { productSlug: 'not-there', notListed: false, cycles: {} }],
      [foldName('自社開発'), { productSlug: null, notListed: true, cycles: {} }],
      ['nginx', { productSlug: 'nginx', notListed: false, cycles: { stable: '1.28' } }],
    ]),
  );

  it.each([
    ['nginx', '1.26', 'nginx', ProductMatch.BY_IDENTIFIER, 'nginx', '1.26'],
    ['Web サーバ', '1.26.3', 'cpe:2.3:a:f5:nginx', ProductMatch.BY_IDENTIFIER, 'nginx', '1.26'],
    // 1.2 begins 1.26 too, but not at a dot.
    ['NGINX', '1.27', null, ProductMatch.UNKNOWN_VERSION, 'nginx', null],
    ['nginx', '1.2.1', null, ProductMatch.BY_HAND, 'nginx', '1.2'],
    ['ａｐａｃｈｅ　ＴＯＭＣＡＴ', 'v10.1.4', null, ProductMatch.BY_NAME, 'tomcat', '10.1'],
    ['Apache Tomcat', '9', null, ProductMatch.BY_NAME, 'tomcat', '9.0'],
    ['Apache Tomcat', '10', null, ProductMatch.AMBIGUOUS_VERSION, 'tomcat', null],
    ['Apache Tomcat', null, null, ProductMatch.NO_VERSION, 'tomcat', null],
    ['Java', '17', null, ProductMatch.AMBIGUOUS_PRODUCT, null, null],
    ['社内 ＪＡＶＡ', '17.0.2', null, ProductMatch.BY_HAND, 'oracle-jdk', '17'],
    ['社内Java', '17', 'openjdk', ProductMatch.BY_IDENTIFIER, 'openjdk', '17'],
    // A cycle that a person chose goes for that version alone, and only while the product has it.
    ['社内Java', '17-INTERNAL', null, ProductMatch.BY_HAND, 'oracle-jdk', '17'],
    ['社内Java', 'LTS', null, ProductMatch.UNKNOWN_VERSION, 'oracle-jdk', null],
    ['nginx', 'stable', 'nginx', ProductMatch.BY_HAND, 'nginx', '1.28'],
    ['自社開発', '1', null, ProductMatch.NOT_LISTED, null, null],
    ['gone', '1', null, ProductMatch.UNKNOWN_PRODUCT, null, null],
    ['自作', '1', 'none-such', ProductMatch.UNKNOWN_PRODUCT, null, null],
    [null, '1', null, ProductMatch.NO_PRODUCT, null, null],
  ])('%s %s (%s) is matched as %s', (productName, productVersion, productIdentifier, match, slug, cycle) => {
    const found = index.match({ productName, productVersion, productIdentifier });
    expect([found.match, found.product?.slug ?? null, found.product?.cycles[found.cycleIndex]?.cycle ?? null]).toEqual([
      match,
      slug,
      cycle,
    ]);
  });
});
