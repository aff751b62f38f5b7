import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { UsageLevel } from '../answer/entity.ts';
import { Organisation } from '../organisation/entity.ts';
import { UnreadColumn } from './ledger-type.ts';

export enum ImportRowStatus {
  NEW = 'NEW',
  CHANGED = 'CHANGED',
  UNCHANGED = 'UNCHANGED',
  BLANK = 'BLANK',
  REFUSED = 'REFUSED',
  CONFLICT = 'CONFLICT',
}
registerEnumType(ImportRowStatus, {
  name: 'ImportRowStatus',
  description:
    'What an import would do with a row: new 新規, changed 変更, unchanged 変更なし, blank 空欄 (answers only), refused 受付不可, conflict 食い違い (answers only: files differ and nobody has chosen).',
});

@ObjectType({ description: 'One thing that is wrong in a file: where, what, and what to do.' })
export class ImportProblem {
  @Field(() => String, { description: 'Kind of problem, for programs, for example UNKNOWN_FEATURE_CODE.' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'Cell, for example C12.' })
  cell!: string | null;

  @Field(() => String, { nullable: true, description: 'Heading of the column.' })
  column!: string | null;

  @Field(() => String, { nullable: true, description: 'Value as it stands in the file.' })
  value!: string | null;

  @Field(() => String)
  message!: string;

  @Field(() => String)
  remedy!: string;
}

@ObjectType()
export class ImportChange {
  @Field(() => String, { description: 'Name of the field in the API.' })
  field!: string;

  @Field(() => String, { nullable: true })
  before!: string | null;

  @Field(() => String, { nullable: true })
  after!: string | null;
}

@ObjectType({ description: 'Where a file holds a row.' })
export class ImportSource {
  @Field(() => ID)
  fileId!: string;

  @Field(() => String)
  fileName!: string;

  @Field(() => Int, { description: 'Row number that a spreadsheet shows beside it, from 1.' })
  line!: number;

  @Field(() => Boolean, { description: 'Whether the file leaves the row open, so that the answer is that of another one.' })
  blank!: boolean;
}

@ObjectType()
export class ImportRow {
  @Field(() => Int, { description: 'Row number that a spreadsheet shows beside it, from 1.' })
  line!: number;

  @Field(() => String, { description: 'Code or number that identifies the row.' })
  key!: string;

  @Field(() => String, { description: 'Name for people.' })
  label!: string;

  @Field(() => ImportRowStatus)
  status!: ImportRowStatus;

  @Field(() => [ImportChange])
  changes!: ImportChange[];

  @Field(() => [ImportProblem])
  problems!: ImportProblem[];

  @Field(() => [ImportSource], { description: 'Answers only: the files that hold the row.' })
  sources!: ImportSource[];
}

@ObjectType({ description: 'One of the files of an import of answers.' })
export class ImportFile {
  @Field(() => ID)
  fileId!: string;

  @Field(() => String)
  fileName!: string;

  @Field(() => String, { nullable: true, description: 'Part of the ministry that filled it in (部局名), when the file says so.' })
  bureau!: string | null;

  @Field(() => Int, { description: 'Rows with an answer.' })
  answerCount!: number;

  @Field(() => Int)
  blankCount!: number;

  @Field(() => Int)
  refusedCount!: number;

  @Field(() => String, { nullable: true, description: 'Why nothing of the file is taken, with the remedy; null when it is taken.' })
  refusal!: string | null;
}

@ObjectType({ description: 'One of the answers between which a person chooses.' })
export class FileConflictOption {
  @Field(() => [ImportSource], { description: 'The files that give this answer. A choice names one of them.' })
  sources!: ImportSource[];

  @Field(() => UsageLevel, { nullable: true })
  level!: UsageLevel | null;

  @Field(() => String, { nullable: true })
  otherMeans!: string | null;

  @Field(() => String, { nullable: true })
  comment!: string | null;

  @Field(() => [ImportChange], { description: 'What it would change in what is there.' })
  changes!: ImportChange[];
}

@ObjectType({ description: 'A feature that files answer differently (食い違い), chosen or not.' })
export class FileConflict {
  @Field(() => String, { description: 'Feature code.' })
  code!: string;

  @Field(() => String, { description: 'Name for people.' })
  label!: string;

  @Field(() => [FileConflictOption])
  options!: FileConflictOption[];
}

@ObjectType({ description: 'How many rows an import takes up, and how.' })
export class ImportResult {
  @Field(() => Int)
  newCount!: number;

  @Field(() => Int)
  changedCount!: number;

  @Field(() => Int)
  unchangedCount!: number;

  @Field(() => Int, { description: 'Answers left open in the file; 0 for other imports.' })
  blankCount!: number;

  @Field(() => Int)
  refusedCount!: number;
}

@ObjectType()
export class ImportProblemCount {
  @Field(() => String)
  code!: string;

  @Field(() => Int)
  count!: number;
}

@ObjectType({ description: 'A value that names none of the three levels. It is refused until a person says what it means.' })
export class UnmatchedValue {
  @Field(() => String)
  value!: string;

  @Field(() => Int, { description: 'Rows with this value.' })
  count!: number;

  @Field(() => UsageLevel, { nullable: true, description: 'What the person said it means; null while nobody did.' })
  mappedTo!: UsageLevel | null;
}

@ObjectType({ description: 'Dry run of an import (F-088): what would happen, row by row. Nothing has been written.' })
export class ImportPreview extends ImportResult {
  @Field(() => ID, { description: 'Of several files the first that is taken.' })
  fileId!: string;

  @Field(() => String)
  fileName!: string;

  @Field(() => Int, { description: 'Answers only: rows on which files differ and nobody has chosen. They stop the import.' })
  conflictCount!: number;

  @Field(() => [ImportFile], { description: 'Answers only: the files in the order in which they were named.' })
  files!: ImportFile[];

  @Field(() => [FileConflict], { description: 'Answers only: every row on which files differ, chosen or not.' })
  conflicts!: FileConflict[];

  @Field(() => [ImportProblemCount])
  problemCounts!: ImportProblemCount[];

  @Field(() => [UnmatchedValue], { description: 'Answers only.' })
  unmatchedValues!: UnmatchedValue[];

  @Field(() => [UnreadColumn], { description: 'Contracts only: columns of the file that are not read, from left to right.' })
  unreadColumns!: UnreadColumn[];

  @Field(() => Organisation, { nullable: true, description: 'Answers only: the ministry that the file is taken for.' })
  organisation!: Organisation | null;

  @Field(() => [ImportRow], { description: 'One page of the rows that were asked for, in the order of the files.' })
  rows!: ImportRow[];

  @Field(() => String, { nullable: true })
  nextCursor!: string | null;
}
