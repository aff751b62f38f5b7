import { ImportDone_result, ImportPreview_preview } from '../file-import/ImportPreview.graphql.ts';
import { graphql } from '../graphql.ts';

export const OrganisationImportPage = graphql(
  `
    query OrganisationImportPage($fileId: ID!, $status: ImportRowStatus, $after: String) {
      organisationImport(fileId: $fileId, status: $status, after: $after) {
        ...ImportPreview_preview
      }
    }
  `,
  [ImportPreview_preview],
);

export const ImportOrganisations = graphql(
  `
    mutation ImportOrganisations($input: ImportFileInput!) {
      importOrganisations(input: $input) {
        ...ImportDone_result
      }
    }
  `,
  [ImportDone_result],
);
