import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../context.ts';

/** Gives the connection back before the answer goes out, and answers 503 where trying again can help. */
export const finishRequest: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue, response }) {
        await contextValue.end();
        if (response.body.kind !== 'single') return;
        if (response.body.singleResult.errors?.some(({ extensions }) => extensions?.code === 'RETRY')) {
          response.http.status = 503;
          response.http.headers.set('retry-after', '1');
        }
      },
    };
  },
};
