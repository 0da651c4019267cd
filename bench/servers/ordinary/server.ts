import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify from 'fastify';
import { buildSchema } from 'type-graphql';
import { DataSource } from 'typeorm';
import { type Context, createContext } from './context.ts';
import { Event, TicketCategory, TicketGroup, TicketLocation, Venue } from './entities.ts';
import {
  EventResolver,
  TicketGroupResolver,
  UnusedEventResolver,
  UnusedLocationResolver,
  UnusedVenueResolver,
} from './resolvers.ts';
import { Assignment, AuditEntry, Backfill, Order, OrderTicket, Ticket } from './write-entities.ts';

/*
 * What a good team has on its first day with these tools: Apollo with its defaults, TypeGraphQL, TypeORM entities, a DataLoader for
 * every relation, the same tables and indexes. Nobody signs in, and every query names its organization without a wall behind it.
 */
const { DATABASE_URL, ORGANIZATION_ID = '', USER_ID = '', POOL_SIZE } = process.env;
const dataSource = new DataSource({
  type: 'postgres',
  url: DATABASE_URL,
  poolSize: Number(POOL_SIZE),
  entities: [
    ...[Event, TicketCategory, TicketGroup, TicketLocation, Venue],
    ...[Assignment, AuditEntry, Backfill, Order, OrderTicket, Ticket],
  ],
  // The function for text search asks for it.
  extra: { options: `-c app.organization_id=${ORGANIZATION_ID}` },
});
await dataSource.initialize();
const schema = await buildSchema({
  resolvers: [EventResolver, TicketGroupResolver, UnusedEventResolver, UnusedLocationResolver, UnusedVenueResolver],
  validate: false,
});
const apollo = new ApolloServer<Context>({ schema });
await apollo.start();
const http = fastify();
http.post(
  '/graphql',
  fastifyApolloHandler(apollo, { context: async () => createContext(dataSource, ORGANIZATION_ID, USER_ID) }),
);
process.stdout.write(`${JSON.stringify({ url: await http.listen({ port: 0, host: '127.0.0.1' }) })}\n`);
