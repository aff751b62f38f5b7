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
    effectiveFiscalYear
    dayState
    contract {
      id
      number
      title
    }
  }
`);

/** A decision as it stands beside what it changes: a contract, a line of a budget. */
export const DecisionBeside = graphql(`
  fragment DecisionBeside on FeatureDecision @_unmask {
    id
    kind
    state
    opportunity
    effectiveOn
    dayState
    savingYen
    savings {
      fiscalYear
      months
      yen
    }
    feature {
      id
      name
      nameEn
      system {
        id
        name
        nameEn
      }
    }
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
        savings {
          fiscalYear
          months
          yen
        }
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

/** Contracts of an organisation for a system, whose days a decision can wait for. */
export const DecisionContracts = graphql(`
  query DecisionContracts($systemId: ID!, $organisationId: ID!, $after: String) {
    contracts(filter: { systemId: $systemId, organisationId: $organisationId }, after: $after) {
      items {
        id
        number
        title
        kind
        renewalKind
        endKind
        endsOn
        licenceEndsOn
        supportEndsOn
        stopsOn
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
