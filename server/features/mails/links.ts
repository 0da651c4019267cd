import { encodeNodeId } from '../../platform/node-id.ts';

/*
 * The pages of the client that mails lead to; client/routes.ts has their other end. `origin` is the address of the service, as
 * PUBLIC_URL or where it listens. The token of a password link comes after #, so that it stays out of every server's log.
 */
export const links = {
  guestList: (origin: string, organizationId: string, orderId: string): string =>
    `${origin}/orders/${encodeNodeId('Order', organizationId, orderId)}/guest-list`,
  order: (origin: string, organizationId: string, orderId: string): string =>
    `${origin}/orders/${encodeNodeId('Order', organizationId, orderId)}`,
  myOrders: (origin: string): string => `${origin}/orders`,
  setPassword: (origin: string, token: string): string => `${origin}/set-password#${token}`,
};
