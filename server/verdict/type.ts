import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { UsageLevel } from '../answer/entity.ts';

export enum Verdict {
  RETIRE = 'RETIRE',
  SHRINK = 'SHRINK',
  IMPROVE = 'IMPROVE',
  UNDECIDED = 'UNDECIDED',
  KEEP = 'KEEP',
}
registerEnumType(Verdict, {
  name: 'Verdict',
  description: 'What answers and logs together suggest for a feature (判定, S-10, S-68). A person decides.',
  valuesConfig: {
    RETIRE: {
      description:
        '廃止候補 (R1): every ministry that answered does not use it, and no log says otherwise; or, with no answer at all, a full window of logs without a use.',
    },
    SHRINK: { description: '縮小候補: some use it, but the share of "not used" among the answers reaches the threshold.' },
    IMPROVE: { description: '改善候補 (R2): at least one ministry uses other means besides.' },
    UNDECIDED: { description: '判定保留 (R5): too few answers, or answers and logs contradict each other.' },
    KEEP: { description: '継続: used, and nothing speaks for a change.' },
  },
});

export enum RetireGrade {
  A = 'A',
  B = 'B',
  C = 'C',
}
registerEnumType(RetireGrade, {
  name: 'RetireGrade',
  description: 'What a retirement candidate rests on (根拠の強さ).',
  valuesConfig: {
    A: { description: 'Survey and logs: nobody says that it is used, and a full window of logs shows no use.' },
    B: { description: 'Survey alone: the logs do not name the feature, or do not cover the whole window.' },
    C: { description: 'Logs alone: nobody answered, and a full window of logs shows no use.' },
  },
});

export enum UndecidedReason {
  FEW_ANSWERS = 'FEW_ANSWERS',
  NO_ANSWER = 'NO_ANSWER',
  CONTRADICTION = 'CONTRADICTION',
}
registerEnumType(UndecidedReason, {
  name: 'UndecidedReason',
  description: 'Why nothing can be said of a feature yet (保留の理由).',
  valuesConfig: {
    FEW_ANSWERS: { description: '回収率不足: the share of answers lies under the floor (R5).' },
    NO_ANSWER: { description: '回答なし: no ministry answered about it, and the logs do not settle it.' },
    CONTRADICTION: { description: '回答とログの矛盾: everybody says "not used", but the logs show uses (R4).' },
  },
});

export enum ContradictionKind {
  NOT_USED_BUT_LOGGED = 'NOT_USED_BUT_LOGGED',
  USED_BUT_NOT_LOGGED = 'USED_BUT_NOT_LOGGED',
}
registerEnumType(ContradictionKind, {
  name: 'ContradictionKind',
  description: 'How an answer and the log of the same ministry contradict each other (R4, 回答とログの矛盾).',
  valuesConfig: {
    NOT_USED_BUT_LOGGED: { description: '「全く利用していない」 although the log shows uses.' },
    USED_BUT_NOT_LOGGED: {
      description: '「業務を全て遂行」 although a full window of logs that name the feature shows no use by this ministry.',
    },
  },
});

@ObjectType({ description: 'Counts of the answers of the round before, for the same feature (前回).' })
export class PreviousCounts {
  @Field(() => Int)
  fullyUsedCount!: number;

  @Field(() => Int)
  usedWithOtherMeansCount!: number;

  @Field(() => Int)
  notUsedCount!: number;

  @Field(() => Int, { description: 'Ministries that were asked then.' })
  askedCount!: number;
}

@ObjectType({
  description:
    'What answers and logs say of one feature in one round, with everything that the verdict rests on, so that it can be worked out by hand (S-10 f, R1 to R6).',
})
export class FeatureVerdict {
  @Field(() => ID, { description: 'Of the feature in the round (`SurveyFeature`).' })
  id!: string;

  @Field(() => ID, { description: 'Of the feature itself.' })
  featureId!: string;

  @Field(() => String)
  code!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  nameEn!: string | null;

  @Field(() => String)
  majorGroup!: string;

  @Field(() => String, { nullable: true })
  middleGroup!: string | null;

  @Field(() => ID)
  systemId!: string;

  @Field(() => String)
  systemName!: string;

  @Field(() => String, { nullable: true })
  systemNameEn!: string | null;

  @Field(() => ID)
  roundId!: string;

  @Field(() => Verdict)
  verdict!: Verdict;

  @Field(() => RetireGrade, { nullable: true, description: 'Of a retirement candidate; null for every other verdict.' })
  grade!: RetireGrade | null;

  @Field(() => UndecidedReason, { nullable: true, description: 'Of an undecided one; null for every other verdict.' })
  undecidedReason!: UndecidedReason | null;

  @Field(() => Int, { description: 'Floor of the answers in per cent by which it was judged (R5).' })
  responseFloorPercent!: number;

  @Field(() => Int, { description: 'Share of "not used" in per cent from which it is to be shrunk.' })
  shrinkPercent!: number;

  @Field(() => Int, { description: 'Months of the window of logs (R6).' })
  windowMonths!: number;

  @Field(() => Int, { description: 'Ministries that were asked (対象).' })
  askedCount!: number;

  @Field(() => Int, { description: 'Of these, those that submitted (提出).' })
  submittedCount!: number;

  @Field(() => Int, { description: '「業務を全て遂行」.' })
  fullyUsedCount!: number;

  @Field(() => Int, { description: '「他の手段も併用」.' })
  usedWithOtherMeansCount!: number;

  @Field(() => Int, { description: '「全く利用していない」.' })
  notUsedCount!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Normalised entropy of the three levels over the answers, 0 to 1 (ばらつき, R3); null while nobody answered.',
  })
  variationRatio!: number | null;

  @Field(() => Boolean, { description: 'Whether the logs of the system name the feature at all.' })
  logged!: boolean;

  @Field(() => Float, {
    nullable: true,
    description: 'Uses within the window over all ministries (利用件数); null where no log names the feature, or none tells of the window.',
  })
  logCount!: number | null;

  @Field(() => Int, { description: 'Answers that the log of the same ministry contradicts (R4).' })
  contradictionCount!: number;

  @Field(() => String, { nullable: true, description: 'First month of the window, YYYY-MM; null while the system has no logs.' })
  windowFrom!: string | null;

  @Field(() => String, { nullable: true, description: 'Last month of the window, YYYY-MM.' })
  windowTo!: string | null;

  @Field(() => Int, {
    description: 'Months of the window of which the logs tell; fewer than the window has cannot prove that there was no use.',
  })
  windowToldCount!: number;

  @Field(() => ID, {
    nullable: true,
    description: 'The one ministry that uses it, which alone stands in the way of retiring it; null where none or several do.',
  })
  lastUserId!: string | null;

  @Field(() => String, { nullable: true })
  lastUserName!: string | null;

  @Field(() => String, { nullable: true })
  lastUserNameEn!: string | null;

  @Field(() => PreviousCounts, { nullable: true, description: 'Null where the feature was in no round before.' })
  previous!: PreviousCounts | null;
}

@ObjectType({ description: 'How many features there are of each verdict.' })
export class VerdictCounts {
  @Field(() => Int)
  retire!: number;

  @Field(() => Int, { description: 'Of the retirement candidates, those of grade A.' })
  retireA!: number;

  @Field(() => Int)
  retireB!: number;

  @Field(() => Int)
  retireC!: number;

  @Field(() => Int)
  shrink!: number;

  @Field(() => Int)
  improve!: number;

  @Field(() => Int)
  undecided!: number;

  @Field(() => Int)
  keep!: number;
}

@ObjectType({ description: 'One page of the features of all systems in a fiscal year, those that can go first.' })
export class FeatureVerdictPage {
  @Field(() => [FeatureVerdict])
  items!: FeatureVerdict[];

  @Field(() => String, { nullable: true, description: 'Pass it as `after` to read on; null at the end.' })
  nextCursor!: string | null;

  @Field(() => Int, { description: 'Of the whole list.' })
  totalCount!: number;

  @Field(() => VerdictCounts, { description: 'Whatever verdict or grade is asked for.' })
  counts!: VerdictCounts;
}

@ObjectType({ description: 'Answer and log of one ministry for one feature (府省ごとの根拠).' })
export class VerdictEvidence {
  @Field(() => ID)
  organisationId!: string;

  @Field(() => String)
  organisationName!: string;

  @Field(() => String, { nullable: true })
  organisationNameEn!: string | null;

  @Field(() => Boolean, { description: 'Whether the round asked this ministry; one that was not may yet use the feature.' })
  asked!: boolean;

  @Field(() => Boolean)
  submitted!: boolean;

  @Field(() => UsageLevel, { nullable: true, description: 'Null while unanswered.' })
  level!: UsageLevel | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Uses within the window; null where no log names the feature, or none tells of the window.',
  })
  logCount!: number | null;

  @Field(() => Int, { nullable: true, description: 'Most people in one month of the window; null where unknown.' })
  peakUserCount!: number | null;

  @Field(() => ContradictionKind, { nullable: true })
  contradiction!: ContradictionKind | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the answer holds all the same, in the words of the ministry; null where it gave no reason.',
  })
  logNote!: string | null;
}
