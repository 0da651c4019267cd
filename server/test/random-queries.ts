import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/**
 * Writes queries that the schema allows: any fields, arguments, aliases, fragments and conditions. Ids come from the pool. The
 * variable `$yes` is true, `$no` is false.
 */
export class QueryWriter {
  readonly #schema: GraphQLSchema;
  readonly #random: () => number;
  readonly #ids: readonly string[];

  constructor(schema: GraphQLSchema, random: () => number, ids: readonly string[]) {
    this.#schema = schema;
    this.#random = random;
    this.#ids = ids;
  }

  query(): string {
    const root = this.#schema.getQueryType();
    if (!root) throw new Error('The schema has no queries.');
    const conditions = '__typename @include(if: $yes) @skip(if: $no)';
    return `query ($yes: Boolean = true, $no: Boolean = false) { ${conditions} ...Root } fragment Root on Query ${this.#selection(root, 6)}`;
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    if (isAbstractType(type)) {
      const fragments = this.#some([...this.#schema.getPossibleTypes(type)], 3).map(
        (possible) => `... on ${possible.name} ${this.#selection(possible, depth - 1)}`,
      );
      return `{ __typename ${fragments.join(' ')} }`;
    }
    if (!isObjectType(type)) return '';
    const fields = Object.values(type.getFields()).filter((field) => isLeafType(getNamedType(field.type)) || depth > 1);
    const chosen = this.#some(fields, 4).map((field, index) => this.#field(field, depth, index));
    const inline = this.#chance(0.15) ? [`... on ${type.name} { __typename }`] : [];
    return `{ ${[...chosen, ...inline].join(' ') || '__typename'} }`;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number, index: number): string {
    const args = field.args.flatMap((arg) => this.#argument(arg));
    const unmet = field.args.some((arg) => isNonNullType(arg.type) && !args.some((text) => text.startsWith(arg.name)));
    if (unmet) return '__typename';
    const alias = `f${index}_${depth}_${Math.floor(this.#random() * 1e6)}: `;
    const condition = this.#chance(0.1)
      ? this.#pick(['@include(if: $yes)', '@skip(if: $yes)', '@include(if: $no)'])
      : '';
    const below = this.#selection(getNamedType(field.type), depth - 1);
    return `${alias}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''} ${condition} ${below}`;
  }

  #argument(arg: GraphQLArgument): string[] {
    if (!isNonNullType(arg.type) && this.#chance(0.5)) return [];
    const bare = isNonNullType(arg.type) ? arg.type.ofType : arg.type;
    const value = this.#value(getNamedType(bare), arg.name);
    return value === undefined ? [] : [`${arg.name}: ${isListType(bare) ? `[${value}]` : value}`];
  }

  #value(type: GraphQLNamedType, name: string): string | undefined {
    if (isEnumType(type)) return this.#pick(type.getValues()).name;
    if (type.name === 'ID') return JSON.stringify(this.#chance(0.8) ? this.#pick(this.#ids) : 'nothing');
    if (type.name === 'Int')
      return name === 'first' && this.#chance(0.2) ? '0' : String(1 + Math.floor(this.#random() * 3));
    if (type.name === 'Boolean') return String(this.#chance(0.5));
    if (type.name === 'String' && name !== 'after') return JSON.stringify(this.#pick(['e', 'per', 'nobody']));
    return undefined;
  }

  #some<T>(from: readonly T[], most: number): T[] {
    const count = 1 + Math.floor(this.#random() * most);
    return Array.from({ length: Math.min(count, from.length) }, () => this.#pick(from));
  }

  #pick<T>(from: readonly T[]): T {
    const picked = from[Math.floor(this.#random() * from.length)];
    if (picked === undefined) throw new Error('There is nothing to pick from.');
    return picked;
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }
}
