import { graphql } from '../graphql.ts';

const BudgetFiguresPart = graphql(`
  fragment BudgetFiguresPart on BudgetFigures @_unmask {
    contractCount
    fullYearYen
    inYearYen
    unknownAmountCount
    executedYen
    budgetedYen
    requestedYen
    obligationYen
    executedUnknownCount
    budgetedUnknownCount
    notRequestedCount
    notFundedCount
    shortCount
    fundingUnknownCount
    carriedCount
    decidedCount
    carriedYen
  }
`);

export const BudgetPage = graphql(
  `
    query BudgetPage($fiscalYear: Int!, $by: BudgetAxis!, $standing: BudgetStanding!, $filter: BudgetFilter) {
      budgetRequest(fiscalYear: $fiscalYear, by: $by, standing: $standing, filter: $filter) {
        fiscalYear
        deadline {
          version
          dueOn
          cutoffOn
        }
        endsFrom
        endsTo
        endingSoonCount
        standings {
          standing
          figures {
            ...BudgetFiguresPart
          }
        }
        groups {
          key
          name
          nameEn
          figures {
            ...BudgetFiguresPart
          }
        }
      }
    }
  `,
  [BudgetFiguresPart],
);

export const BudgetLines = graphql(`
  query BudgetLines($fiscalYear: Int!, $standing: BudgetStanding!, $filter: BudgetFilter, $after: String) {
    budgetLines(fiscalYear: $fiscalYear, standing: $standing, filter: $filter, after: $after) {
      items {
        id
        renewalStartsOn
        months
        fullYearYen
        inYearYen
        executedYen
        budgetedYen
        requestedYen
        funding
        isCarried
        shortenedOn
        decisions {
          id
          kind
          effectiveOn
          dayState
          feature {
            id
            name
            nameEn
          }
        }
        contract {
          id
          number
          title
          endKind
          endsOn
          organisation {
            id
            name
            nameEn
          }
        }
      }
      nextCursor
      totalCount
    }
  }
`);

export const SetRequestCalendar = graphql(`
  mutation SetRequestCalendar($input: SetRequestCalendarInput!) {
    setRequestCalendar(input: $input) {
      version
    }
  }
`);
