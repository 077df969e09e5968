/** The client's types, made from the OpenAPI document: `client/src/generated/indexer.ts`. */

interface Schema {
  type?: string;
  enum?: unknown[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  description?: string;
  pattern?: string;
}
interface Operation {
  operationId: string;
  summary: string;
  parameters?: { name: string; in: 'path' | 'query'; schema: Schema; required?: boolean; description?: string }[];
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}
export interface Document {
  paths: Record<string, { get?: Operation }>;
}

const HEAD = `// Generated from indexer/openapi.json by indexer/src/main-openapi.ts. Do not edit; run \`npm run openapi -w indexer\`.
import type { Shape } from '../indexer/shape.ts';

/** What the indexer answers, by the name of the route. 64-bit numbers are decimal text. */
`;

/** A schema as a TypeScript type. Throws for one these routes have no use for. */
function typeOf(schema: Schema): string {
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(' | ');
  switch (schema.type) {
    case 'object': {
      const required = new Set(schema.required);
      const fields = Object.entries(schema.properties ?? {}).map(
        ([name, own]) => `${comment(own.description)}${name}${required.has(name) ? '' : '?'}: ${typeOf(own)};`,
      );
      return `{ ${fields.join(' ')} }`;
    }
    case 'array':
      return `(${typeOf(schema.items ?? {})})[]`;
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
    case 'string':
    case 'null':
      return schema.type;
    default:
      throw new Error(`no TypeScript type is known for ${JSON.stringify(schema)}`);
  }
}

/** Names of the patterns answers are made of, as `client/src/indexer/shape.ts` knows them. */
const KINDS: Readonly<Record<string, string>> = {
  '^-?[0-9]{1,39}$': 'whole',
  '^([0-9a-f]{2})*$': 'hex',
  '^[1-9A-HJ-NP-Za-km-z]{1,88}$': 'signature',
  '^[1-9A-HJ-NP-Za-km-z]{32,44}$': 'address',
  '^[A-Za-z0-9_-]{43}$': 'id',
  '^[a-zA-Z]{1,40}$': 'name',
};

/** A schema as the client checks it: see `Shape` in `client/src/indexer/shape.ts`. */
function shapeOf(schema: Schema): unknown {
  if (schema.enum !== undefined) return { of: schema.enum };
  if (schema.anyOf !== undefined) return { any: schema.anyOf.map(shapeOf) };
  switch (schema.type) {
    case 'object': {
      const required = new Set(schema.required);
      const fields = Object.entries(schema.properties ?? {}).map(([name, own]) => [
        `${name}${required.has(name) ? '' : '?'}`,
        shapeOf(own),
      ]);
      return { fields: Object.fromEntries(fields) as object };
    }
    case 'array':
      return { list: shapeOf(schema.items ?? {}) };
    case 'string':
      return KINDS[schema.pattern ?? ''] ?? 'text';
    default:
      return schema.type;
  }
}

const comment = (text: string | undefined): string => (text === undefined ? '' : `/** ${text} */ `);

/** Text of the generated file; routes that answer JSON only. */
export function clientTypes(document: Document): string {
  const operations: string[] = [];
  const paths: string[] = [];
  const shapes: string[] = [];
  for (const [path, { get }] of Object.entries(document.paths)) {
    const answer = get?.responses['200']?.content?.['application/json']?.schema;
    if (get === undefined || answer === undefined) continue;
    const own = (where: 'path' | 'query'): string =>
      typeOf({
        type: 'object',
        properties: Object.fromEntries(
          (get.parameters ?? [])
            .filter((one) => one.in === where)
            .map(({ name, schema, description }) => [name, { ...schema, description }]),
        ),
        required: (get.parameters ?? []).filter(({ required }) => required === true).map(({ name }) => name),
      });
    operations.push(
      `  /** ${get.summary}. */\n  ${get.operationId}: {\n    path: ${own('path')};\n    query: ${own('query')};\n    answer: ${typeOf(answer)};\n  };`,
    );
    paths.push(`  ${get.operationId}: '${path}',`);
    shapes.push(`  ${get.operationId}: ${JSON.stringify(shapeOf(answer))},`);
  }
  return `${HEAD}export interface Operations {\n${operations.join('\n')}\n}

/** Where each route is. */
export const PATHS = {\n${paths.join('\n')}\n} as const satisfies Record<keyof Operations, string>;

/** What each answer has to look like. */
export const SHAPES: Readonly<Record<keyof Operations, Shape>> = {\n${shapes.join('\n')}\n};\n`;
}
