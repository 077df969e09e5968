/** Root hooks: the books are balanced after every test, the chain stops at the end. */
import { checkBooks } from './support/ledger.ts';
import { donations, stopWorld, theWorld } from './support/world.ts';

export const mochaHooks = {
  async beforeAll(): Promise<void> {
    await theWorld();
  },
  async afterEach(): Promise<void> {
    const { connection } = await theWorld();
    await checkBooks(connection, donations);
  },
  async afterAll(): Promise<void> {
    await stopWorld();
  },
};
