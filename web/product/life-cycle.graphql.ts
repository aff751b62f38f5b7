import { graphql } from '../graphql.ts';

export const LifeCyclePage = graphql(`
  query LifeCyclePage {
    mayImportLifeCycles
    lifeCycleSnapshot {
      id
      asOf
      sourceName
      sourceAddress
      sourceRevision
      licence
      productCount
      cycleCount
      importedAt
      importedByName
    }
  }
`);

/** An end of support in a file: a day, or one of these words, or null when the source says nothing. */
export type SnapshotEnd = string | null;

/** What a file would change, or has changed, as the door for files answers. */
export interface LifeCycleReport {
  imported: boolean;
  isUpToDate: boolean;
  asOf: string | null;
  sourceName: string | null;
  licence: string | null;
  productCount: number;
  cycleCount: number;
  newCount: number;
  changedCount: number;
  removedCount: number;
  laterInForce: string | null;
  faults: { product: string | null; cycle: string | null; message: string }[];
  newProducts: string[];
  removedProducts: string[];
  newCycleCount: number;
  changedCycleCount: number;
  removedCycleCount: number;
  movedCount: number;
  moved: { product: string; cycle: string; kind: 'END' | 'ACTIVE' | 'EXTENDED'; before: SnapshotEnd; after: SnapshotEnd }[];
  losses: { name: string; nameEn: string; contractCount: number }[];
  readCount: number;
}
