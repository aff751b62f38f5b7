import type { VariablesOf } from '../graphql.ts';
import type { CoveragePage } from './coverage.graphql.ts';

/** What narrows a view of coverage. */
export type CoverageFilter = NonNullable<VariablesOf<typeof CoveragePage>['filter']>;
