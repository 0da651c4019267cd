import { Field, Int, ObjectType } from 'type-graphql';
import { UserError } from './user-error.ts';

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description: 'An id that names nothing the caller can see, or something of another type.',
})
export class UnknownReference extends UserError {}

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description: 'A value that is not allowed; the message says what would be.',
})
export class InvalidInput extends UserError {}

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description: 'Somebody changed it since `expectedVersion` was read. Read it again, then decide.',
})
export class StaleVersion extends UserError {
  @Field(() => Int, { description: 'The version that is current now.' })
  currentVersion: number;

  constructor(message: string, currentVersion: number, path: string[] = ['expectedVersion']) {
    super(message, path);
    this.currentVersion = currentVersion;
  }
}

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description: 'Something of this kind has the same name or address already.',
})
export class NameTaken extends UserError {}
