// PostGraphile 5 over views of the product's tables, tuned: one statement for each request, prepared; no GraphiQL, no sockets; the same
// role, row-level security and number of connections as the product.
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

const { DATABASE_URL, ORGANIZATION_ID, POOL_SIZE } = process.env;

const service = postgraphile({
  extends: [PostGraphileAmberPreset],
  // Views have no indexes of their own, and are meant to be sorted and filtered all the same.
  disablePlugins: ['PgIndexBehaviorsPlugin', 'PgMutationCreatePlugin', 'PgMutationUpdateDeletePlugin'],
  pgServices: [
    makePgService({
      connectionString: DATABASE_URL,
      schemas: ['bench_api'],
      poolConfig: { max: Number(POOL_SIZE) },
    }),
  ],
  grafast: {
    explain: false,
    context: { pgSettings: { role: 'app_rw', 'app.organization_id': ORGANIZATION_ID } },
  },
  grafserv: { graphqlPath: '/graphql', graphiql: false, websockets: false, watch: false },
}).createServ(grafserv);

const http = createServer();
await service.addTo(http);
http.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${http.address().port}` })}\n`);
});
