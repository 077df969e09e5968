/** Reads the arguments of one field of a GraphQL query: literals, lists, objects and variables. No general GraphQL. */
import { ChainError } from '../chain/errors.ts';

export type Value = string | number | boolean | null | Value[] | { [name: string]: Value };

const TOKEN = /\s*("(?:[^"\\]|\\.)*"|-?\d+|\$?[A-Za-z_]\w*|[[\]{}():])[\s,]*/y;

/** The arguments of `field(...)`, `{}` when it has none, undefined when the query does not ask for the field. */
export function fieldArguments(
  query: string,
  field: string,
  variables: Record<string, Value>,
): Record<string, Value> | undefined {
  const found = new RegExp(`[{\\s:,}]${field}\\s*([({])`).exec(query);
  if (found === null) return undefined;
  if (found[1] === '{') return {};
  const reader = new Reader(query, found.index + found[0].length, variables);
  return reader.pairs(')');
}

class Reader {
  private readonly text: string;
  private readonly variables: Record<string, Value>;
  private position: number;

  constructor(text: string, position: number, variables: Record<string, Value>) {
    this.text = text;
    this.position = position;
    this.variables = variables;
  }

  pairs(close: string): Record<string, Value> {
    const result: Record<string, Value> = {};
    for (let name = this.next(); name !== close; name = this.next()) {
      if (this.next() !== ':') throw invalidQuery();
      result[name] = this.value(this.next());
    }
    return result;
  }

  private value(token: string): Value {
    if (token === '[') {
      const items: Value[] = [];
      for (let item = this.next(); item !== ']'; item = this.next()) items.push(this.value(item));
      return items;
    }
    if (token === '{') return this.pairs('}');
    if (token.startsWith('"')) return JSON.parse(token) as string;
    if (token.startsWith('$')) return this.variables[token.slice(1)] ?? null;
    if (/^-?\d+$/.test(token)) return Number(token);
    if (token === 'true' || token === 'false') return token === 'true';
    if (token === 'null') return null;
    if (/^[A-Za-z_]/.test(token)) return token;
    throw invalidQuery();
  }

  private next(): string {
    TOKEN.lastIndex = this.position;
    const match = TOKEN.exec(this.text);
    if (match === null) throw invalidQuery();
    this.position = TOKEN.lastIndex;
    return match[1] as string;
  }
}

function invalidQuery(): ChainError {
  return new ChainError('InvalidQuery', 'The GraphQL arguments cannot be read; use plain literals and variables.');
}
