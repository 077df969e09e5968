/** The OpenAPI document as it is committed. */
import { createServer } from './server.ts';

const NOTHING = { query: () => Promise.resolve([]), exec: () => Promise.resolve() };

/** JSON text; needs no database. */
export async function documentOf(): Promise<string> {
  const app = await createServer({ db: NOTHING });
  try {
    await app.ready();
    return `${JSON.stringify(app.swagger(), null, 2)}\n`;
  } finally {
    await app.close();
  }
}
