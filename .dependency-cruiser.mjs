/**
 * Which way imports may run. The rooms stand in one order, later ones building on earlier ones; what every room may use
 * lies below them, what uses them all lies above. The web knows the server through `schema/` alone.
 */
const below = ['database', 'access', 'spreadsheet', 'mail', 'job'];
const rooms = [
  'organisation',
  'account',
  'api-token',
  'attestation',
  'information-system',
  'feature',
  'usage-log',
  'survey-round',
  'answer',
  'row-question',
  'delegation',
  'sheet-review',
  'heatmap',
  'verdict',
  'vendor',
  'contract',
  'vendor-merge',
  'ledger-heading',
  'decision',
  'budget',
  'contract-advice',
  'renewal-checklist',
  'product',
  'expiry',
  'monitoring-item',
  'monitoring',
  'monitoring-coverage',
  'monitoring-import',
  'joint-renewal',
  'alert',
  'carry-over',
  'handover',
  'ministry-board',
  'next-step',
  'reminder',
];
const above = ['audit', 'uploaded-file', 'file-import', 'file-export', 'sample-data', 'live', 'http', 'command'];

const inFolders = names => `^server/(?:${names.join('|')})/`;
const roofFiles = '^server/(?:schema|orm|start-portal|main)\\.ts$';
const roof = [inFolders(above), roofFiles];
const ground = { path: [inFolders(below), '^server/[^/]+\\.ts$'], pathNot: roofFiles };

const roomOrder = rooms.slice(0, -1).map((room, index) => ({
  name: `${room}-before-${rooms[index + 1]}`,
  comment: `The room ${room} stands before ${rooms.slice(index + 1).join(', ')}: let the later room add what it knows.`,
  severity: 'error',
  from: { path: inFolders([room]) },
  to: { path: inFolders(rooms.slice(index + 1)) },
}));

export default {
  forbidden: [
    ...roomOrder,
    {
      name: 'ground-below-rooms',
      comment: 'What all rooms stand on knows none of them.',
      severity: 'error',
      from: ground,
      to: { path: [inFolders(rooms), ...roof] },
    },
    {
      name: 'rooms-below-roof',
      comment: 'A room is complete without what is built from all rooms.',
      severity: 'error',
      from: { path: inFolders(rooms) },
      to: { path: roof },
    },
    {
      name: 'folder-has-its-place',
      comment: 'Give the new folder of the server its place in the lists at the top of .dependency-cruiser.mjs.',
      severity: 'error',
      from: { path: '^server/[^/]+/', pathNot: inFolders([...below, ...rooms, ...above]) },
      to: {},
    },
    {
      name: 'resolvers-in-schema-only',
      comment: 'Logic that two places need belongs in a service, loader or query; only schema.ts lists resolvers.',
      severity: 'error',
      from: { pathNot: '^server/schema\\.ts$' },
      to: { path: '^server/.*resolver\\.ts$' },
    },
    {
      name: 'web-through-schema',
      comment: 'The web knows the server through schema/ alone.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(?:server|migrations)/' },
    },
    {
      name: 'server-without-web',
      comment: 'The server serves the built portal as files and imports nothing of it.',
      severity: 'error',
      from: { path: '^(?:server|migrations|schema)/' },
      to: { path: '^web/' },
    },
    {
      name: 'nothing-needs-tests',
      comment: 'The product runs without its tests.',
      severity: 'error',
      from: { path: '^(?:server|migrations|schema|web)/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-cycle',
      comment: 'Only entities that refer to each other may import each other.',
      severity: 'error',
      from: {},
      to: { circular: true, via: { pathNot: 'entity\\.ts$' } },
    },
    {
      name: 'resolvable',
      comment: 'An import leads to a file or to a package that is installed.',
      severity: 'error',
      // The generated types name gql.tada, which belongs to the web.
      // The benchmark installs PostGraphile when it runs, so that nobody else has to.
      from: { pathNot: ['^schema/', '^test/benchmark/postgraphile-server[.]mjs$'] },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)(?:dist|fixtures)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
};
