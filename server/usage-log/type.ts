import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Feature } from '../feature/entity.ts';

export enum UsageLogKeyState {
  UNMAPPED = 'UNMAPPED',
  MAPPED = 'MAPPED',
  IGNORED = 'IGNORED',
}
registerEnumType(UsageLogKeyState, {
  name: 'UsageLogKeyState',
  description: 'Whether anybody knows what a key stands for: not yet 未対応, a feature 対応済み, none 対象外.',
});

export enum SuggestionReason {
  SAME_LETTERS = 'SAME_LETTERS',
  HOLDS_CODE = 'HOLDS_CODE',
  ONE_OFF = 'ONE_OFF',
}
registerEnumType(SuggestionReason, {
  name: 'SuggestionReason',
  description:
    'Why a feature is suggested: its code has the same letters and digits 記号や大文字・小文字だけが違う, the key holds its code コードを含む, or one character differs 1文字だけ違う.',
});

@ObjectType({ description: 'A feature that a key may stand for, by its code. A person decides.' })
export class FeatureSuggestion {
  @Field(() => Feature)
  feature!: Feature;

  @Field(() => SuggestionReason)
  reason!: SuggestionReason;
}

@ObjectType({ description: 'What is known under one key.' })
export class UsageLogKeyUse {
  @Field(() => Float, { description: 'Uses by all organisations over all months; a whole number.' })
  totalCount!: number;

  @Field(() => Int, { description: 'Organisations with at least one known month.' })
  organisationCount!: number;

  @Field(() => [String], { description: 'Months in which something is known, YYYY-MM, earliest first.' })
  months!: string[];
}

@ObjectType({ description: 'How far the usage logs of a system tell of its features (S-24, F-043).' })
export class UsageLogCoverage {
  @Field(() => [String], {
    description: 'Months that imports told of, YYYY-MM, earliest first. Any other month is unknown, which is not zero.',
  })
  months!: string[];

  @Field(() => Int)
  keyCount!: number;

  @Field(() => Int, { description: 'Keys that stand for a feature.' })
  mappedKeyCount!: number;

  @Field(() => Int, { description: 'Keys of which somebody said that they stand for no feature.' })
  ignoredKeyCount!: number;

  @Field(() => Float, { description: 'Known months of a key and an organisation; a whole number.' })
  rowCount!: number;

  @Field(() => Float, { description: 'Of these, those whose key stands for a feature.' })
  mappedRowCount!: number;

  @Field(() => Int, { description: 'Features offered today.' })
  featureCount!: number;

  @Field(() => Int, { description: 'Of these, those for which a key stands.' })
  loggedFeatureCount!: number;
}
