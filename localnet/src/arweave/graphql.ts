/**
 * The `transactions` and `transaction` queries of Arweave gateways. Answers hold every field a gateway offers, whatever
 * the query selects.
 */
import type { StoredItem } from './itemStore.ts';
import { fieldArguments, type Value } from './graphqlArguments.ts';

const DEFAULT_PAGE = 10;
const MAX_PAGE = 100;

export interface GraphqlRequest {
  query: string;
  variables?: Record<string, Value>;
}

export function answerGraphql(items: StoredItem[], request: GraphqlRequest): unknown {
  const variables = request.variables ?? {};
  const single = fieldArguments(request.query, 'transaction', variables);
  if (single !== undefined) {
    const item = items.find((i) => i.id === single['id']);
    return { data: { transaction: item === undefined ? null : nodeOf(item) } };
  }
  const wanted = fieldArguments(request.query, 'transactions', variables);
  if (wanted === undefined) {
    return {
      errors: [{ message: 'UnknownQuery: this endpoint answers transactions(...) and transaction(id: ...) only.' }],
    };
  }
  return { data: { transactions: page(items, wanted) } };
}

function page(items: StoredItem[], wanted: Record<string, Value>): unknown {
  const passes = filterOf(wanted);
  const ordered = wanted['sort'] === 'HEIGHT_ASC' ? items : [...items].reverse();
  const start = ordered.findIndex((i) => i.id === wanted['after']) + 1;
  const first = typeof wanted['first'] === 'number' ? Math.min(Math.max(wanted['first'], 1), MAX_PAGE) : DEFAULT_PAGE;
  const found: StoredItem[] = [];
  for (let i = start; i < ordered.length && found.length <= first; i++) {
    const item = ordered[i] as StoredItem;
    if (passes(item)) found.push(item);
  }
  return {
    edges: found.slice(0, first).map((item) => ({ cursor: item.id, node: nodeOf(item) })),
    pageInfo: { hasNextPage: found.length > first },
  };
}

function filterOf(wanted: Record<string, Value>): (item: StoredItem) => boolean {
  const ids = strings(wanted['ids']);
  const owners = strings(wanted['owners']);
  const recipients = strings(wanted['recipients']);
  const tags = (Array.isArray(wanted['tags']) ? wanted['tags'] : []).map((tag) => {
    const { name, values, op } = (typeof tag === 'object' && tag !== null ? tag : {}) as Record<string, Value>;
    return { name, values: strings(values) ?? [], differs: op === 'NEQ' };
  });
  return (item) =>
    (ids === undefined || ids.includes(item.id)) &&
    (owners === undefined || owners.includes(item.ownerAddress)) &&
    (recipients === undefined || recipients.includes(item.target)) &&
    tags.every(
      ({ name, values, differs }) => item.tags.some((t) => t.name === name && values.includes(t.value)) !== differs,
    );
}

function strings(value: Value | undefined): string[] | undefined {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((v) => typeof v === 'string') : undefined;
}

function nodeOf(item: StoredItem): unknown {
  const type = item.tags.find((t) => t.name.toLowerCase() === 'content-type')?.value ?? null;
  return {
    id: item.id,
    anchor: item.anchor,
    signature: item.signature,
    recipient: item.target,
    owner: { address: item.ownerAddress, key: item.owner },
    fee: { winston: '0', ar: '0.000000000000' },
    quantity: { winston: '0', ar: '0.000000000000' },
    data: { size: String(item.dataSize), type },
    tags: item.tags,
    block: { id: item.id, height: item.height, timestamp: Math.floor(item.receivedAt / 1000), previous: '' },
    parent: null,
    bundledIn: null,
  };
}
