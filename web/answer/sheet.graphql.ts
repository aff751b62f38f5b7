import { graphql } from '../graphql.ts';

/** What changes about an answer sheet while people work on it; asked for again with each act. */
export const SheetHead = graphql(`
  fragment SheetHead on AnswerSheet @_unmask {
    id
    version
    state
    openedAt
    answeredCount
    featureCount
    findings {
      kind
      feature {
        id
      }
    }
    returnedReason
    sentBackReason
    handedInAt
    handedInByName
    submissions {
      id
      number
      submittedAt
      submittedByName
      onBehalf
      openRowReason
      answeredCount
      featureCount
      returnedAt
      returnedReason
    }
  }
`);

/** One answer as it stands. */
export const StoredAnswer = graphql(`
  fragment StoredAnswer on Answer @_unmask {
    version
    level
    otherMeans
    comment
    logNote
    carryOver
    answeredByName
    answeredAt
    feature {
      id
    }
  }
`);

export const AnswerPage = graphql(
  `
    query AnswerPage($roundId: ID!) {
      answerSheet(roundId: $roundId) {
        ...SheetHead
        organisation {
          id
          name
          nameEn
        }
        round {
          id
          title
          explanation
          fiscalYear
          state
          dueOn
          system {
            id
            name
            nameEn
          }
          runner {
            id
            name
            nameEn
          }
          features {
            id
            code
            name
            nameEn
            majorGroup
            middleGroup
            addedAt
          }
        }
        answers {
          ...StoredAnswer
        }
        usage {
          windowFrom
          windowTo
          monthCount
          toldCount
          features {
            featureId
            count
            peakUserCount
          }
        }
        previousRound {
          title
          fiscalYear
          submittedAt
          answers {
            featureId
            level
            otherMeans
            comment
          }
        }
      }
      portal {
        today
      }
    }
  `,
  [SheetHead, StoredAnswer],
);

/** The head alone, read again once all changes are saved, since what is missing has then changed. */
export const CurrentHead = graphql(
  `
    query CurrentHead($roundId: ID!) {
      answerSheet(roundId: $roundId) {
        ...SheetHead
      }
    }
  `,
  [SheetHead],
);

/** The answers alone, of all features or of some, read when a colleague's change has to be shown. */
export const CurrentAnswers = graphql(
  `
    query CurrentAnswers($roundId: ID!, $featureIds: [ID!]) {
      answerSheet(roundId: $roundId) {
        id
        answers(featureIds: $featureIds) {
          ...StoredAnswer
        }
      }
    }
  `,
  [StoredAnswer],
);

export const OpenAnswerSheet = graphql(
  `
    mutation OpenAnswerSheet($input: OpenAnswerSheetInput!) {
      openAnswerSheet(input: $input) {
        ...SheetHead
      }
    }
  `,
  [SheetHead],
);

export const SaveAnswer = graphql(
  `
    mutation SaveAnswer($input: SaveAnswerInput!) {
      saveAnswer(input: $input) {
        answer {
          ...StoredAnswer
        }
        sheet {
          id
          version
          state
          answeredCount
        }
      }
    }
  `,
  [StoredAnswer],
);

export const SaveAnswers = graphql(
  `
    mutation SaveAnswers($input: SaveAnswersInput!) {
      saveAnswers(input: $input) {
        answers {
          ...StoredAnswer
        }
        conflicts {
          feature {
            id
          }
          answer {
            ...StoredAnswer
          }
        }
        sheet {
          id
          version
          state
          answeredCount
        }
      }
    }
  `,
  [StoredAnswer],
);

export const HandInAnswerSheet = graphql(
  `
    mutation HandInAnswerSheet($input: HandInAnswerSheetInput!) {
      handInAnswerSheet(input: $input) {
        ...SheetHead
      }
    }
  `,
  [SheetHead],
);

export const SendBackAnswerSheet = graphql(
  `
    mutation SendBackAnswerSheet($input: SendBackAnswerSheetInput!) {
      sendBackAnswerSheet(input: $input) {
        ...SheetHead
      }
    }
  `,
  [SheetHead],
);

export const SubmitAnswerSheet = graphql(
  `
    mutation SubmitAnswerSheet($input: SubmitAnswerSheetInput!) {
      submitAnswerSheet(input: $input) {
        ...SheetHead
      }
    }
  `,
  [SheetHead],
);
