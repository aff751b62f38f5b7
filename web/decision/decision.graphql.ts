import { graphql } from '../graphql.ts';
import { EvidenceRow, VerdictFacts } from '../verdict/verdict.graphql.ts';

/** What a decision says, as its form takes it. */
export const DecisionTerms = graphql(`
  fragment DecisionTerms on FeatureDecision @_unmask {
    id
    version
    kind
    improvement
    state
    reason
    opportunity
    day
    dayReason
    savingYen
    savingBasis
    effectiveOn
  }
`);

export const DecisionListPage = graphql(
  `
    query DecisionListPage($states: [DecisionState!]!, $systemId: ID, $after: String) {
      featureDecisions(states: $states, systemId: $systemId, first: 50, after: $after) {
        items {
          ...DecisionTerms
          feature {
            id
            code
            name
            nameEn
            system {
              id
              name
              nameEn
            }
          }
          frozen {
            verdict {
              verdict
              grade
              undecidedReason
            }
          }
          current {
            verdict
            grade
            undecidedReason
          }
        }
        nextCursor
        totalCount
      }
    }
  `,
  [DecisionTerms],
);

export const DecisionPage = graphql(
  `
    query DecisionPage($id: ID!) {
      featureDecision(id: $id) {
        ...DecisionTerms
        proposedByName
        proposedAt
        feature {
          id
          code
          name
          nameEn
          majorGroup
          system {
            id
            name
            nameEn
            replacementOn
            provider {
              id
            }
          }
        }
        round {
          id
          title
        }
        frozen {
          frozenAt
          verdict {
            ...VerdictFacts
          }
          ministries {
            ...EvidenceRow
          }
        }
        current {
          ...VerdictFacts
        }
        events {
          id
          at
          byName
          state
          text
        }
      }
    }
  `,
  [DecisionTerms, VerdictFacts, EvidenceRow],
);

/** Systems to choose from, a page at a time. */
export const DecisionSystems = graphql(`
  query DecisionSystems($after: String) {
    informationSystems(after: $after) {
      items {
        id
        name
        nameEn
      }
      nextCursor
      totalCount
    }
  }
`);

export const ProposeDecision = graphql(`
  mutation ProposeDecision($input: ProposeDecisionInput!) {
    proposeDecision(input: $input) {
      id
    }
  }
`);

export const ChangeDecision = graphql(`
  mutation ChangeDecision($input: ChangeDecisionInput!) {
    changeDecision(input: $input) {
      id
    }
  }
`);

export const MoveDecision = graphql(`
  mutation MoveDecision($input: MoveDecisionInput!) {
    moveDecision(input: $input) {
      id
    }
  }
`);

export const CommentOnDecision = graphql(`
  mutation CommentOnDecision($input: CommentOnDecisionInput!) {
    commentOnDecision(input: $input) {
      id
    }
  }
`);
