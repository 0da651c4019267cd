import { Field, ObjectType } from 'type-graphql';
import { UserError } from '../../platform/user-error.ts';
import { UsageCategory } from './usage-category.entity.ts';

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description: 'The usage category can no longer be chosen; old orders keep it. Choose an active one.',
})
export class UsageCategoryRetired extends UserError {
  @Field(() => UsageCategory, { description: 'The retired usage category.' })
  usageCategory: UsageCategory;

  constructor(usageCategory: UsageCategory, path: string[]) {
    super(`The usage category "${usageCategory.name}" is retired. Choose an active one.`, path);
    this.usageCategory = usageCategory;
  }
}
