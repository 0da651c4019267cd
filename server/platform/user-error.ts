import { Field, InterfaceType } from 'type-graphql';

/** An expected failure of a mutation, returned as data. Concrete types add the facts that a caller needs to recover. */
@InterfaceType({ description: 'Something in the input that stops a mutation. Nothing was changed.' })
export abstract class UserError {
  @Field(() => String, { description: 'What is wrong and what would be right, in English, for a person to read.' })
  message: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Where in the input, for example ["assignments", "0", "quantity"]; null when it concerns the whole.',
  })
  path?: string[] | null;

  constructor(message: string, path?: string[]) {
    this.message = message;
    this.path = path ?? null;
  }
}
