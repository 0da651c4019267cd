import { Field, ObjectType } from 'type-graphql';
import { Contact } from '../people/contact.entity.ts';
import { User } from '../people/user.entity.ts';

@ObjectType({
  simpleResolvers: true,
  description: 'Somebody who can be named as a guest: exactly one of user and contact.',
})
export class GuestCandidate {
  @Field(() => User, { nullable: true, description: 'Somebody of the directory, active or not; null for a contact.' })
  user: User | null;

  @Field(() => Contact, { nullable: true, description: 'Somebody from outside; null for a user.' })
  contact: Contact | null;

  @Field(() => Boolean, { description: 'Whether the viewer named this person as a guest lately.' })
  isRecent: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A contact that may be the person who is about to be entered again.',
})
export class PossibleDuplicate {
  @Field(() => Contact, {
    nullable: true,
    description: 'The contact; null where it is a private one of somebody else, of which nothing more is said.',
  })
  contact: Contact | null;

  @Field(() => String, { description: 'What they have in common, in English, for a person to read.' })
  reason: string;
}
