import { expect } from 'chai';
import { fetchPool, growPool, openPool, poolPda } from '@tagger/client';
import { STEPS } from '@tagger/migrations';
import { eventOf, expectError, NO_SUCH_ACCOUNT } from '../../support/expect.ts';
import { people } from '../../support/people.ts';
import { act, createWorld, type Actor, type World } from '../../support/world.ts';

describe('grow_pool', () => {
  let world: World;
  let gus: Actor;
  before(async () => {
    world = await createWorld(STEPS.filter((step) => step.id < '0006'));
    [gus] = (await people(world, 1)) as [Actor];
  });
  after(() => world.chain.stop());
  const growing = () => act(world, gus, growPool({ payer: gus.key, index: 0 }));

  it('refuses a shard that was not opened', async () => {
    await expectError(growing(), NO_SUCH_ACCOUNT);
  });

  it('[attack 22] anybody pays for the next part, until the shard has its size: PoolFull', async () => {
    const { connection } = world;
    await act(world, gus, openPool({ caller: gus.key, index: 0 }));
    const sizes: number[] = [];
    for (let part = 1; part <= 8; part += 1) {
      expect(eventOf(await growing(), 'poolChanged')).to.deep.include({ index: 0, ready: part === 8 });
      sizes.push((await connection.getAccountInfo(poolPda(0)))!.data.length);
    }
    // 88 bytes of header, two trees of 2,048 words of four bytes, 1,024 places of 64 bytes.
    expect(sizes.at(0)).to.equal(20_480);
    expect(sizes.at(-1)).to.equal(88 + 2 * 8_192 + 65_536);
    await expectError(growing(), 'PoolFull');
    const pool = (await fetchPool(connection, 0))!;
    expect(pool).to.include({ ready: 1, members: 0, used: 0, missingParts: 0 });
    expect([...pool.frozen, ...pool.coming].every((weight) => weight === 0)).to.equal(true);
    const rent = await connection.getMinimumBalanceForRentExemption(sizes.at(-1)!);
    expect(await connection.getBalance(poolPda(0))).to.equal(rent);
  });
});
