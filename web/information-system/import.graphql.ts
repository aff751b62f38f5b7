import { ImportDone_result, ImportPreview_preview } from '../file-import/ImportPreview.graphql.ts';
import { graphql } from '../graphql.ts';

export const SystemImportPage = graphql(
  `
    query SystemImportPage($fileId: ID!, $status: ImportRowStatus, $after: String) {
      informationSystemImport(fileId: $fileId, status: $status, after: $after) {
        ...ImportPreview_preview
      }
    }
  `,
  [ImportPreview_preview],
);

export const ImportInformationSystems = graphql(
  `
    mutation ImportInformationSystems($input: ImportFileInput!) {
      importInformationSystems(input: $input) {
        ...ImportDone_result
      }
    }
  `,
  [ImportDone_result],
);

export const FeatureImportPage = graphql(
  `
    query FeatureImportPage($fileId: ID!, $systemId: ID!, $status: ImportRowStatus, $after: String) {
      featureImport(fileId: $fileId, systemId: $systemId, status: $status, after: $after) {
        ...ImportPreview_preview
      }
    }
  `,
  [ImportPreview_preview],
);

export const ImportFeatures = graphql(
  `
    mutation ImportFeatures($input: ImportFeaturesInput!) {
      importFeatures(input: $input) {
        ...ImportDone_result
      }
    }
  `,
  [ImportDone_result],
);
