import { graphql } from '../graphql.ts';

export const ContractAdvicePanel = graphql(`
  query ContractAdvicePanel($id: ID!) {
    contract(id: $id) {
      id
      billingMetric
      advice {
        callCost {
          yearlyYen
          callCount
          fiscalYear
          yenPerCall
          gap
        }
        entitlement {
          quantity
          usedQuantity
          unusedQuantity
          excessQuantity
          unusedYearlyYen
          gap
        }
      }
      featureUse {
        system {
          id
          name
          nameEn
        }
        featureCount
        retireCount
        shrinkCount
        undecidedCount
      }
    }
  }
`);

export const QuantityTrial = graphql(`
  query QuantityTrial($contractId: ID!, $quantity: Int!, $oneOffYen: Float!) {
    simulateQuantityChange(contractId: $contractId, quantity: $quantity, oneOffYen: $oneOffYen) {
      presentQuantity
      quantity
      presentYearlyYen
      yearlyYen
      savingYen
      oneOffYen
      firstYearYen
      monthsToPayBack
    }
  }
`);

export const SpotTrial = graphql(`
  query SpotTrial($contractId: ID!, $yenPerCall: Float!) {
    simulateSpotMaintenance(contractId: $contractId, yenPerCall: $yenPerCall) {
      callCount
      presentYearlyYen
      yearlyYen
      savingYen
    }
  }
`);
