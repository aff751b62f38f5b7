import { AlertCareShown, AlertSourceShown } from '../alert/alert.graphql.ts';
import { DecisionBeside } from '../decision/decision.graphql.ts';
import { ImportDone_result, ImportPreview_preview } from '../file-import/ImportPreview.graphql.ts';
import { graphql } from '../graphql.ts';
import { VendorSupportEnd_contract } from '../product/VendorSupportEnd.graphql.ts';

export const ContractListPage = graphql(`
  query ContractListPage($filter: ContractFilter, $after: String) {
    contracts(filter: $filter, after: $after) {
      items {
        id
        number
        title
        kind
        endKind
        endsOn
        amountYen
        amountBasis
        organisation {
          id
          name
          nameEn
        }
        systems {
          id
          name
          nameEn
        }
        vendor {
          id
          name
        }
      }
      nextCursor
      totalCount
    }
  }
`);

export const SystemContractDates = graphql(`
  query SystemContractDates($systemId: ID!, $after: String) {
    contracts(filter: { systemId: $systemId }, after: $after) {
      items {
        id
        number
        title
        kind
        endKind
        endsOn
        licenceEndsOn
        stopsOn
        vendorSupportEnd {
          state
          endsOn
          isPast
        }
      }
      nextCursor
      totalCount
    }
  }
`);

/** A contract as its page and its form show it. */
export const ContractDetail = graphql(`
  fragment ContractDetail on Contract @_unmask {
    id
    version
    number
    title
    kind
    maintenanceStyle
    productName
    productVersion
    productIdentifier
    startsOn
    endKind
    endsOn
    licenceEndsOn
    supportEndsOn
    supportEndSource
    stopsOn
    amountYen
    amountBasis
    extendedAmountYen
    costClass
    developmentYen
    renewalKind
    noticeDays
    leadTimeDays
    billingMetric
    quantity
    usedQuantity
    yearlyCallCount
    documentUrls
    isRedacted
    organisation {
      id
      name
      nameEn
    }
    vendor {
      id
      name
      corporateNumber
      otherNames
    }
    systems {
      id
      name
      nameEn
    }
    years {
      id
      fiscalYear
      obligationYen
      requestedYen
      budgetedYen
      executedYen
      callCount
    }
  }
`);

export const ContractPage = graphql(
  `
    query ContractPage($id: ID!) {
      contract(id: $id) {
        ...ContractDetail
        ...VendorSupportEnd_contract
        budget {
          id
          renewalStartsOn
          renewalFiscalYear
          noticeOn
          fullYearYen
          inYearYen
          months
          funding
          isCarried
          shortenedOn
          decisions {
            ...DecisionBeside
          }
        }
        decisions {
          ...DecisionBeside
        }
        openAlerts {
          id
          kind
          label
          on
          source {
            ...AlertSourceShown
          }
          care {
            ...AlertCareShown
          }
        }
      }
    }
  `,
  [ContractDetail, VendorSupportEnd_contract, DecisionBeside, AlertCareShown, AlertSourceShown],
);

export const ContractEditPage = graphql(
  `
    query ContractEditPage($id: ID!) {
      contract(id: $id) {
        ...ContractDetail
      }
    }
  `,
  [ContractDetail],
);

export const CreateContract = graphql(`
  mutation CreateContract($input: CreateContractInput!) {
    createContract(input: $input) {
      id
    }
  }
`);

export const UpdateContract = graphql(`
  mutation UpdateContract($input: UpdateContractInput!) {
    updateContract(input: $input) {
      id
      version
    }
  }
`);

export const ContractImportPage = graphql(
  `
    query ContractImportPage($fileId: ID!, $status: ImportRowStatus, $after: String) {
      contractImport(fileId: $fileId, status: $status, after: $after) {
        ...ImportPreview_preview
      }
    }
  `,
  [ImportPreview_preview],
);

export const ImportContracts = graphql(
  `
    mutation ImportContracts($input: ImportContractsInput!) {
      importContracts(input: $input) {
        ...ImportDone_result
      }
    }
  `,
  [ImportDone_result],
);
