/** Root hooks: the books are balanced after every test, the chain stops at the end. */
import { checkBooks } from './support/ledger.ts';
import { donations, stopWorld, theWorld } from './support/world.ts';

export const mochaHooks = {
  async beforeAll(): Promise<void> {
    await theWorld();
  },
  async afterEach(): Promise<void> {
    const { connection } = await theWorld();
    const t=performance.now(); await checkBooks(connection, donations); process.stderr.write('books '+(performance.now()-t).toFixed(0)+'\n');
  },
  async afterAll(): Promise<void> {
    await stopWorld();
  },
};
