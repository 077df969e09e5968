/** The transport of browsers: their `fetch`. */
import type { Transport } from './gateway.ts';

export const transport: Transport = (url, init) => fetch(url, init);
