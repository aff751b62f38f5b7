/**
 * Real ministries and agencies with their corporate numbers, so that the sample looks like the real directory. Columns:
 * corporate number, name, English name, short name, reading, protocol order, corporate number of the ministry above.
 */
export const SAMPLE_ORGANISATIONS: readonly (readonly [string, string, string, string, string, number, string?])[] = [
  ['2000012010002', '人事院', 'National Personnel Authority', '人事院', 'じんじいん', 3],
  ['2000012010019', '内閣府', 'Cabinet Office', '内閣府', 'ないかくふ', 4],
  ['8000012130001', '警察庁', 'National Police Agency', '警察庁', 'けいさつちょう', 7],
  ['4000012010025', '個人情報保護委員会', 'Personal Information Protection Commission', '個情委', 'こじんじょうほうほごいいんかい', 8],
  ['6000012010023', '金融庁', 'Financial Services Agency', '金融庁', 'きんゆうちょう', 10],
  ['5000012010024', '消費者庁', 'Consumer Affairs Agency', '消費者庁', 'しょうひしゃちょう', 11],
  ['4000012010017', '復興庁', 'Reconstruction Agency', '復興庁', 'ふっこうちょう', 14],
  ['2000012020001', '総務省', 'Ministry of Internal Affairs and Communications', '総務', 'そうむしょう', 15],
  ['1000012030001', '法務省', 'Ministry of Justice', '法務', 'ほうむしょう', 16],
  ['9000012040001', '外務省', 'Ministry of Foreign Affairs', '外務', 'がいむしょう', 17],
  ['8000012050001', '財務省', 'Ministry of Finance', '財務', 'ざいむしょう', 18],
  ['7000012050002', '国税庁', 'National Tax Agency', '国税庁', 'こくぜいちょう', 18, '8000012050001'],
  ['7000012060001', '文部科学省', 'Ministry of Education, Culture, Sports, Science and Technology', '文科', 'もんぶかがくしょう', 19],
  ['6000012070001', '厚生労働省', 'Ministry of Health, Labour and Welfare', '厚労', 'こうせいろうどうしょう', 20],
  ['5000012080001', '農林水産省', 'Ministry of Agriculture, Forestry and Fisheries', '農水', 'のうりんすいさんしょう', 21],
  ['4000012090001', '経済産業省', 'Ministry of Economy, Trade and Industry', '経産', 'けいざいさんぎょうしょう', 22],
  ['2000012100001', '国土交通省', 'Ministry of Land, Infrastructure, Transport and Tourism', '国交', 'こくどこうつうしょう', 23],
  ['1000012110001', '環境省', 'Ministry of the Environment', '環境', 'かんきょうしょう', 24],
  ['9000012120001', '防衛省', 'Ministry of Defense', '防衛', 'ぼうえいしょう', 26],
  ['6000012150001', '会計検査院', 'Board of Audit of Japan', '検査院', 'かいけいけんさいん', 27],
];

export const SAMPLE_OPERATOR = {
  corporateNumber: '8000012010038',
  name: 'デジタル庁',
  nameEn: 'Digital Agency',
  shortName: 'デジ庁',
  kana: 'でじたるちょう',
  protocolOrder: 13,
};
