/**
 * Root hooks that index everything a run of the program's own tests did on its chain, and compare it with the accounts:
 *
 *   npx mocha --require indexer/test/support/scenarios.ts --require tests/hooks.ts 'tests/scenarios/*.test.ts'
 *
 * Named before `tests/hooks.ts`, which stops the chain.
 */
import { theWorld } from '../../../tests/support/world.ts';
import { RpcSource } from '../../src/source/rpc.ts';
import { anIndex, differences } from './index.ts';
import { settleDown } from './market.ts';

export const mochaHooks = {
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(600_000);
    const world = await theWorld();
    await settleDown(world);
    const index = await anIndex(new RpcSource({ endpoints: [world.chain.rpcUrl], pollMs: 20 }));
    await index.indexer.catchUp((await world.connection.getSlot()) - 1, { final: true });
    await settleDown(world);
    const found = await differences(index);
    const [counted] = await index.db.query<{ transactions: bigint; names: bigint; unexplained: bigint }>(
      `select (select count(*) from transactions) as transactions, (select count(distinct name) from instructions) as names,
         (select count(*) from ledger_entry where reason = 'unexplained') as unexplained`,
    );
    console.log(
      `indexed ${counted?.transactions} transactions of ${counted?.names} instructions: ${found.length} differences`,
    );
    await index.source.close();
    await index.db.close();
    if (found.length > 0 || counted?.unexplained !== 0n)
      throw new Error(`the index differs from the chain:\n${found.slice(0, 20).join('\n')}`);
  },
};
