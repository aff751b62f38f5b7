import { registerEnumType } from 'type-graphql';

/** What a person may be in an organisation. A person can have several. */
export enum Role {
  RESPONDENT = 'RESPONDENT',
  COORDINATOR = 'COORDINATOR',
  SYSTEM_OWNER = 'SYSTEM_OWNER',
  PORTFOLIO_MANAGER = 'PORTFOLIO_MANAGER',
  BUDGET_OFFICER = 'BUDGET_OFFICER',
  AUDITOR = 'AUDITOR',
  ADMINISTRATOR = 'ADMINISTRATOR',
  VENDOR = 'VENDOR',
}

registerEnumType(Role, {
  name: 'Role',
  description: 'Role of a person in an organisation (役割).',
  valuesConfig: {
    RESPONDENT: { description: 'Answers surveys (回答担当, 業務実施部門).' },
    COORDINATOR: { description: 'Approves and submits the answers of the ministry (取りまとめ担当).' },
    SYSTEM_OWNER: { description: 'Project management office of a system (PJMO).' },
    PORTFOLIO_MANAGER: { description: 'Portfolio management office (PMO).' },
    BUDGET_OFFICER: { description: 'Budget and accounts (会計担当).' },
    AUDITOR: { description: 'Reads everything of the organisation, changes nothing (監査担当).' },
    ADMINISTRATOR: { description: 'Keeps people, roles and the directory (管理者).' },
    VENDOR: { description: 'Supplier, limited to the systems it is named for (事業者).' },
  },
});
