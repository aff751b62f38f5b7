import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

// PostGraphile as its documentation sets it up for production: own login, no watching, no explaining, no development page.
const { host, port, user, database } = JSON.parse(process.env.POSTGRAPHILE);
const server = createServer();
const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  // Filters and orders by columns without an index of their own too, as our queries need them.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [makePgService({ poolConfig: { host, port, user, database, max: 10 }, schemas: ['public'] })],
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
  grafast: { explain: false },
});
await instance.createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1', () => console.log(`PostGraphile listens on http://127.0.0.1:${server.address().port}`));
