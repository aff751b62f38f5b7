import { graphql } from '../graphql.ts';

const BudgetFiguresPart = graphql(`
  fragment BudgetFiguresPart on BudgetFigures @_unmask {
    contractCount
    fullYearYen
    inYearYen
    unknownAmountCount
    inYearUnknownCount
    elsewhereCount
    executedYen
    budgetedYen
    requestedYen
    shortfallYen
    executedUnknownCount
    budgetedUnknownCount
    notRequestedCount
    unfundedCount
    fundingUnknownCount
    shortfallUnknownCount
    noticeMissedCount
    procurementLateCount
    endingSoonCount
    carriedCount
    neededCount
    decidedCount
    carriedYen
    carriedInYearYen
    carriedUnknownCount
    carriedInYearUnknownCount
  }
`);

export const BudgetPage = graphql(
  `
    query BudgetPage($fiscalYear: Int!, $by: BudgetAxis!, $standing: BudgetStanding, $filter: BudgetFilter, $asOf: CalendarDate) {
      budgetRequest(fiscalYear: $fiscalYear, by: $by, standing: $standing, filter: $filter, asOf: $asOf) {
        fiscalYear
        deadline {
          organisationId
          version
          dueOn
          cutoffs {
            name
            on
          }
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
        besides {
          standing
          figures {
            ...BudgetFiguresPart
          }
        }
        payable {
          ...BudgetFiguresPart
        }
        total {
          ...BudgetFiguresPart
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
  query BudgetLines($fiscalYear: Int!, $standing: BudgetStanding, $filter: BudgetFilter, $asOf: CalendarDate, $after: String) {
    budgetLines(fiscalYear: $fiscalYear, standing: $standing, filter: $filter, asOf: $asOf, after: $after) {
      items {
        id
        standing
        renewalStartsOn
        months
        noticeOn
        noticeState
        procurementOn
        procurementState
        isElsewhere
        fullYearYen
        inYearYen
        executedYen
        budgetedYen
        requestedYen
        obligationYen
        shortfallYen
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
          kind
          endKind
          endsOn
          licenceEndsOn
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
