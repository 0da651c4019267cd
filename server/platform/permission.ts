import { Field, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'Whether the viewer may do something, and why not.' })
export class Permission {
  @Field(() => Boolean, { description: 'Whether it is allowed now.' })
  allowed: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is not, in a sentence for the viewer; null when it is allowed.',
  })
  reason: string | null;

  constructor(reason: string | null) {
    this.allowed = reason === null;
    this.reason = reason;
  }
}

export const allowed = new Permission(null);

export function denied(reason: string): Permission {
  return new Permission(reason);
}
