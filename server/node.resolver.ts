import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { RequestContext } from './platform/context.ts';
import { Node } from './platform/node.ts';
import { badInput } from './platform/request-error.ts';
import { findNode } from './find-node.ts';

const MOST_NODES = 100;

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description:
      'Any object by its id; null when there is none that the viewer may see. Foreign and malformed ids answer null too.',
  })
  node(
    @Arg('id', () => ID, { description: 'Id of any type that implements Node.' }) id: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Node | null> {
    return findNode(id, ctx);
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: `Up to ${MOST_NODES} objects by their ids, in the order of the ids, each as \`node\` would answer.`,
  })
  nodes(
    @Arg('ids', () => [ID], { description: 'Ids of any types that implement Node.' }) ids: string[],
    @Ctx() ctx: RequestContext,
  ): Promise<(Node | null)[]> {
    if (ids.length > MOST_NODES) throw badInput(`ids can name at most ${MOST_NODES} objects; got ${ids.length}.`);
    return Promise.all(ids.map((id) => findNode(id, ctx)));
  }
}
