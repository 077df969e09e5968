/** The client's types, made from the OpenAPI document: `client/src/generated/indexer.ts`. */

interface Schema {
  type?: string;
  enum?: unknown[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  description?: string;
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

const comment = (text: string | undefined): string => (text === undefined ? '' : `/** ${text} */ `);

/** Text of the generated file; routes that answer JSON only. */
export function clientTypes(document: Document): string {
  const operations: string[] = [];
  const paths: string[] = [];
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
  }
  return `${HEAD}export interface Operations {\n${operations.join('\n')}\n}

/** Where each route is. */
export const PATHS = {\n${paths.join('\n')}\n} as const satisfies Record<keyof Operations, string>;\n`;
}
