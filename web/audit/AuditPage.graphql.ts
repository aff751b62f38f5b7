import { graphql } from '../graphql.ts';

export const AuditPage = graphql(`
  query AuditPage($filter: AuditFilter, $after: String) {
    auditEntries(filter: $filter, after: $after) {
      items {
        id
        at
        actorName
        actorRoles
        action
        subject
        subjectId
        reason
        before
        after
        requestId
      }
      nextCursor
    }
  }
`);

export const AccessRecordPage = graphql(`
  query AccessRecordPage($after: String) {
    accessRecords(after: $after) {
      items {
        id
        at
        actorName
        fields
        organisation {
          id
          name
          nameEn
        }
      }
      nextCursor
    }
  }
`);
