/** Routes as data: what goes in and what comes out is written once, as schemas, for checks, types, documents and clients. */
import { Type, type Static, type TObject, type TProperties, type TSchema } from 'typebox';
import type { Queries } from '../db/db.ts';

export interface Context {
  db: Queries;
  /** Unix seconds by which tasks are open or ended. */
  now: () => number;
}

export interface Route {
  /** Unique; clients call the route by it. */
  name: string;
  path: string;
  summary: string;
  tag: string;
  params: TObject;
  query: TObject;
  answer: TSchema;
  handle(asked: { params: unknown; query: unknown }, context: Context): Promise<unknown>;
}

type Handler<P extends TProperties, Q extends TProperties, A extends TSchema> = (
  asked: { params: Static<TObject<P>>; query: Static<TObject<Q>> },
  context: Context,
) => Promise<Static<A>>;

const strict = { additionalProperties: false };

export function route<
  A extends TSchema,
  P extends TProperties = Record<never, never>,
  Q extends TProperties = Record<never, never>,
>(
  parts: Pick<Route, 'name' | 'path' | 'summary' | 'tag'> & { params?: P; query?: Q; answer: A },
  handle: Handler<P, Q, A>,
): Route {
  const { params = {}, query = {}, ...rest } = parts;
  return {
    ...rest,
    params: Type.Object(params, strict),
    query: Type.Object(query, strict),
    handle: handle,
  };
}
