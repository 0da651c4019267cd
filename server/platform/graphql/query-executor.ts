import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  type DocumentNode,
  execute,
  getVariableValues,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { RequestContext } from '../context.ts';
import { MAX_VALIDATION_ERRORS } from './limit-cost.ts';
import { AnswerText } from './written/answer-text.ts';
import { conditionsOf, type Fragments, type ObjectPlan, planQuery, type Variables } from './written/plan-operation.ts';
import { writeAnswer } from './written/write-answer.ts';

type Gateway = ApolloServerOptionsWithGateway<RequestContext>['gateway'];
type GatewayExecutor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;
type Answer = Awaited<ReturnType<GatewayExecutor>>;

const options = { maxCoercionErrors: MAX_VALIDATION_ERRORS };

/** What is worked out once for a query, and forgotten with its document. */
interface Known {
  fragments: Fragments;
  /** The variables that decide which fields there are, and the plan for each case. */
  conditions: readonly string[];
  plans: Map<string, ObjectPlan>;
}

/**
 * Executes queries by a plan and writes the JSON of the answer at once. Mutations, questions about the schema and refused variables are
 * left to graphql-js, which gives the same answers (query-executor.test.ts).
 */
export function createExecutor(schema: GraphQLSchema): GatewayExecutor {
  const knownByOperation = new WeakMap<OperationDefinitionNode, Known | 'LEFT'>();

  return async (request) => {
    const { document, context } = request;
    // Apollo comes here also where no operation has the name that was asked for.
    const operation = request.operation as OperationDefinitionNode | undefined;
    const variables = request.request.variables ?? {};
    const known = operation && know(document, operation);
    if (operation && known) {
      const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
        maxErrors: MAX_VALIDATION_ERRORS,
      });
      if (coerced) return written(known, operation, coerced, context as RequestContext);
    }
    const operationName = request.request.operationName;
    return (await execute({
      schema,
      document,
      operationName,
      variableValues: variables,
      contextValue: context,
      options,
    })) as Answer;
  };

  function know(document: DocumentNode, operation: OperationDefinitionNode): Known | undefined {
    let known = knownByOperation.get(operation);
    if (!known) knownByOperation.set(operation, (known = prepare(document, operation)));
    return known === 'LEFT' ? undefined : known;
  }

  async function written(
    { fragments, conditions, plans }: Known,
    operation: OperationDefinitionNode,
    variables: Variables,
    context: RequestContext,
  ): Promise<Answer> {
    const key = conditions.map((name) => String(variables[name])).join();
    let plan = plans.get(key);
    if (!plan) plans.set(key, (plan = planQuery(schema, fragments, operation, variables)));
    const { data, errors } = await writeAnswer(plan, { schema, operation, fragments, variables, context });
    const answer = { data: data === 'null' ? null : new AnswerText(data) };
    return (errors.length > 0 ? { ...answer, errors } : answer) as unknown as Answer;
  }
}

/** Apollo Server takes an executor of one's own only as that of a gateway. */
export function gatewayOf(schema: GraphQLSchema): Gateway {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: async () => ({ executor: createExecutor(schema) }),
    stop: async () => undefined,
  };
}

function prepare(document: DocumentNode, { operation }: OperationDefinitionNode): Known | 'LEFT' {
  const conditions = operation === OperationTypeNode.QUERY ? conditionsOf(document) : undefined;
  if (!conditions) return 'LEFT';
  const fragments = Object.fromEntries(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  return { fragments, conditions, plans: new Map() };
}
