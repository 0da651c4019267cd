import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify from 'fastify';
import { buildSchema } from 'type-graphql';
import { newId } from '../../../server/platform/id.ts';
import { type Context, createContext } from './context.ts';
import { openDataSource } from './open-data-source.ts';
import {
  EventResolver,
  TicketGroupResolver,
  UnusedEventResolver,
  UnusedLocationResolver,
  UnusedVenueResolver,
} from './resolvers.ts';

/*
 * What a good team has on its first day with these tools: Apollo with its defaults, TypeGraphQL, TypeORM entities, a DataLoader for
 * every relation, the same tables and indexes. Nobody signs in, and every query names its organization without a wall behind it.
 */
const { DATABASE_URL = '', ORGANIZATION_ID = '', USER_ID = '', POOL_SIZE } = process.env;
const dataSource = await openDataSource(DATABASE_URL, ORGANIZATION_ID, Number(POOL_SIZE));
const schema = await buildSchema({
  resolvers: [EventResolver, TicketGroupResolver, UnusedEventResolver, UnusedLocationResolver, UnusedVenueResolver],
  validate: false,
});
const apollo = new ApolloServer<Context>({ schema });
await apollo.start();
const http = fastify({ genReqId: () => newId() });
http.post(
  '/graphql',
  fastifyApolloHandler(apollo, {
    context: async (request) => createContext(dataSource, ORGANIZATION_ID, USER_ID, request.id),
  }),
);
process.stdout.write(`${JSON.stringify({ url: await http.listen({ port: 0, host: '127.0.0.1' }) })}\n`);
