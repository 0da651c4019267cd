import type { ApolloServerPlugin } from '@apollo/server';
import { Kind, type OperationDefinitionNode } from 'graphql';
import type { RequestContext } from '../context.ts';
import type { OperationRecord } from './request-record.ts';

/** Writes down what the operation of a request was and how it ended. Nothing is hooked into fields: that would cost each of them. */
export const recordOperation: ApolloServerPlugin<RequestContext> = {
  async requestDidStart({ contextValue: { record } }) {
    const operation: OperationRecord = { outcome: 'OK' };
    record.operation = operation;
    return {
      async didResolveOperation({ operationName, operation: definition }) {
        operation.name = operationName ?? undefined;
        operation.type = definition?.operation;
        operation.rootField = definition && rootFieldOf(definition);
      },
      async willSendResponse({ response: { body } }) {
        if (body.kind !== 'single') return;
        const { errors, data } = body.singleResult;
        const code = errors?.[0]?.extensions?.code;
        if (errors?.length) Object.assign(operation, { outcome: outcomeOf(code), code: String(code ?? 'UNKNOWN') });
        else if (hasUserErrors(data)) operation.outcome = 'USER_ERRORS';
      },
    };
  },
};

function rootFieldOf(definition: OperationDefinitionNode): string | undefined {
  const [first] = definition.selectionSet.selections;
  return first?.kind === Kind.FIELD ? first.name.value : undefined;
}

function outcomeOf(code: unknown): OperationRecord['outcome'] {
  if (code === 'RETRY') return 'BUSY';
  return code === 'INTERNAL' || code === 'INTERNAL_SERVER_ERROR' ? 'FAILED' : 'REFUSED';
}

function hasUserErrors(data: Record<string, unknown> | null | undefined): boolean {
  return Object.values(data ?? {}).some((payload) => {
    const userErrors = (payload as { userErrors?: unknown } | null | undefined)?.userErrors;
    return Array.isArray(userErrors) && userErrors.length > 0;
  });
}
