/** The `transactions` query of Arweave gateways. What they answer is checked for shape and believed in nothing else. */
import { TaggerClientError } from '../clientError.ts';
import { request, type Patience, type Transport } from './gateway.ts';
import type { Found, Query, Tag } from './storage.ts';

const PAGE = 100;
const MAX_ANSWER = 8 * 1024 * 1024;
const TEXT = `query($tags: [TagFilter!], $owners: [String!], $first: Int, $after: String) {
  transactions(tags: $tags, owners: $owners, first: $first, after: $after, sort: HEIGHT_DESC) {
    pageInfo { hasNextPage } edges { cursor node { id owner { address } tags { name value } data { size } } } } }`;

interface Gateways {
  /** Origins, tried in this order. */
  gateways: readonly string[];
  transport: Transport;
  patience: Patience;
}

/** Items by tags, newest first. The first gateway that answers serves the page; cursors belong to gateways, so it stays. */
export async function* queryGateways(from: Gateways, query: Query, limit: number): AsyncGenerator<Found> {
  const tags = Object.entries(query.tags ?? {}).map(([name, values]) => ({ name, values: [values].flat() }));
  let [left, after] = [limit, undefined as string | undefined];
  let { gateways } = from;
  while (left > 0) {
    const variables = { tags, owners: query.owners, first: Math.min(left, PAGE), after };
    const { page, gateway } = await firstAnswer({ ...from, gateways }, variables);
    for (const item of page.items.slice(0, left)) yield item;
    left -= page.items.length;
    if (page.next === undefined || page.items.length === 0) return;
    [after, gateways] = [page.next, [gateway]];
  }
}

interface Page {
  items: Found[];
  /** Cursor of the next page. */
  next?: string;
}

async function firstAnswer(from: Gateways, variables: unknown): Promise<{ page: Page; gateway: string }> {
  let last: unknown;
  for (const gateway of from.gateways) {
    try {
      return { page: pageOf(await ask(from, gateway, variables)), gateway };
    } catch (error) {
      if (!(error instanceof TaggerClientError)) throw error;
      last = error;
    }
  }
  throw last;
}

async function ask({ transport, patience }: Gateways, gateway: string, variables: unknown): Promise<unknown> {
  const init: RequestInit = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: TEXT, variables }),
  };
  const url = `${gateway}/graphql`;
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of request({ transport, patience, url, init, maxBytes: MAX_ANSWER }))
    text += decoder.decode(chunk, { stream: true });
  try {
    return JSON.parse(text + decoder.decode()) as unknown;
  } catch (cause) {
    throw unusable(cause);
  }
}

function pageOf(answer: unknown): Page {
  const transactions = field(field(answer, 'data'), 'transactions');
  const edges = field(transactions, 'edges');
  if (!Array.isArray(edges)) throw unusable();
  const items = edges.map((edge) => foundOf(field(edge, 'node')));
  const cursor = field(edges.at(-1), 'cursor');
  const more = field(field(transactions, 'pageInfo'), 'hasNextPage') === true && typeof cursor === 'string';
  return { items, ...(more && { next: cursor }) };
}

function foundOf(node: unknown): Found {
  const [id, owner, size] = [
    field(node, 'id'),
    field(field(node, 'owner'), 'address'),
    field(field(node, 'data'), 'size'),
  ];
  const tags = field(node, 'tags');
  if (typeof id !== 'string' || typeof owner !== 'string' || !Array.isArray(tags)) throw unusable();
  return { id, owner, tags: tags.map(tagOf), size: Number(size) };
}

function tagOf(tag: unknown): Tag {
  const [name, value] = [field(tag, 'name'), field(tag, 'value')];
  if (typeof name !== 'string' || typeof value !== 'string') throw unusable();
  return { name, value };
}

/** An own field of an object; inherited names such as `__proto__` are nobody's. */
function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

const unusable = (cause?: unknown): TaggerClientError =>
  new TaggerClientError('GatewayFailed', 'the gateway answers queries in a shape of its own: try another', { cause });
