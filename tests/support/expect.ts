/** Assertions that await what they check. */
import { expect } from 'chai';
import { getAccount } from '@solana/spl-token';
import type { PublicKey } from '@solana/web3.js';
import { TaggerClientError, type EventName, type Sent, type TaggerEvent } from '@tagger/client';
import type { World } from './world.ts';

/** The promise must fail with the error of this name, whose message must be a sentence. */
export async function expectError(promise: Promise<unknown>, name: string): Promise<TaggerClientError> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    expect(error).to.be.instanceOf(TaggerClientError);
    const refused = error as TaggerClientError;
    expect(refused.name, `${refused.message}\n${refused.logs.join('\n')}`).to.equal(name);
    expect(refused.message.length, 'an error says what to do').to.be.greaterThan(15);
    return refused;
  }
  expect.fail(`expected ${name}, but the call succeeded with ${JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? v.toString() : v))?.slice(0, 300)}`);
}

/** The one event of this name in a transaction. */
export function eventOf<N extends EventName>(sent: Sent, name: N): Extract<TaggerEvent, { name: N }>['data'] {
  const found = sent.events.filter((event) => event.name === name);
  expect(found, `events named ${name}`).to.have.length(1);
  return (found[0] as unknown as { data: Extract<TaggerEvent, { name: N }>["data"] }).data;
}

/** Base units in a token account. */
export async function tagOf(world: World, tokens: PublicKey): Promise<bigint> {
  return (await getAccount(world.connection, tokens)).amount;
}
