import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { LedgerHeading } from '../ledger-heading/entity.ts';

export enum LedgerColumnState {
  KNOWN = 'KNOWN',
  REMEMBERED = 'REMEMBERED',
  UNDECIDED = 'UNDECIDED',
  UNNAMED = 'UNNAMED',
}
registerEnumType(LedgerColumnState, {
  name: 'LedgerColumnState',
  description: 'Where it is known from how a column of a ledger is read.',
  valuesConfig: {
    KNOWN: { description: 'Its heading is one that the portal knows (既知の見出し).' },
    REMEMBERED: { description: 'Somebody of the organisation said so of this heading (覚えている読み方).' },
    UNDECIDED: { description: 'Nobody has said; it is not read until somebody does (未決定).' },
    UNNAMED: { description: 'It has no heading, or one that is too long, so that nothing can be said of it; it is not read (見出しなし).' },
  },
});

@ObjectType({ description: 'A column of a ledger as the file has it, and what it is read as (列の読み方).' })
export class LedgerColumn {
  @Field(() => String, { description: 'Cell of its heading, for example C3.' })
  cell!: string;

  @Field(() => String, { description: 'Heading as it stands in the file; empty when there is none.' })
  heading!: string;

  @Field(() => String, { nullable: true, description: 'First value below the heading; null when the column is blank.' })
  example!: string | null;

  @Field(() => Int, { nullable: true, description: 'Fiscal year that the heading names (年度); null when it names none.' })
  fiscalYear!: number | null;

  @Field(() => LedgerColumnState)
  state!: LedgerColumnState;

  @Field(() => String, { nullable: true, description: 'Key of the field that it is read as; null when it is not read.' })
  field!: string | null;

  @Field(() => String, { nullable: true, description: 'Key of the field that it probably is, while nobody has said (候補).' })
  guess!: string | null;

  @Field(() => LedgerHeading, { nullable: true, description: 'What somebody said of the heading; null when nobody has.' })
  remembered!: LedgerHeading | null;
}

@ObjectType({ description: 'A field of the ledger that a column can be read as (台帳の項目).' })
export class LedgerFieldChoice {
  @Field(() => String, { description: 'Name of the field in the API, for example `endsOn`.' })
  key!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  nameEn!: string;

  @Field(() => Boolean, { description: 'Whether no ledger can be read without it (必須).' })
  required!: boolean;

  @Field(() => Boolean, { description: 'Whether it is of one fiscal year, which the heading must name (年度別).' })
  perYear!: boolean;
}

@ObjectType({ description: 'How the columns of an uploaded ledger are read (列の読み方, F-088). Nothing has been written.' })
export class LedgerLayout {
  @Field(() => ID)
  fileId!: string;

  @Field(() => String)
  fileName!: string;

  @Field(() => String, { nullable: true, description: 'Sheet of the table; null in a CSV.' })
  sheetName!: string | null;

  @Field(() => Int, { description: 'Row of the headings, from 1.' })
  headingLine!: number;

  @Field(() => [LedgerColumn], { description: 'From left to right.' })
  columns!: LedgerColumn[];

  @Field(() => [LedgerFieldChoice], { description: 'What a column can be read as, in the order of the form.' })
  fields!: readonly LedgerFieldChoice[];

  @Field(() => [String], { description: 'Keys of required fields that no column is read as; empty when the file can be read.' })
  missingFields!: string[];

  @Field(() => [[String]], { description: 'Cells of headings that are read as the same thing, of which all but one have to give way.' })
  repeatedCells!: string[][];
}

@ObjectType({ description: 'A column of a file that is not read (読み取らない列).' })
export class UnreadColumn {
  @Field(() => String, { description: 'Cell of its heading, for example C3.' })
  cell!: string;

  @Field(() => String, { description: 'Heading as it stands in the file; empty when there is none.' })
  heading!: string;
}
