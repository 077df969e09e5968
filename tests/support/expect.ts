/** Assertions that await what they check. */
import { expect } from 'chai';
import { getAccount } from '@solana/spl-token';
import type { PublicKey } from '@solana/web3.js';
import { TaggerClientError, type EventName, type Sent, type TaggerEvent } from '@tagger/client';
import type { World } from './world.ts';

/** What the System program answers when an account that is to be created exists already. */
export const EXISTS = 'AccountExists';

/** Framework refusals of an address without an account; which one depends on what the loader looks at first. */
export const NO_SUCH_ACCOUNT = ['UninitializedAccount', 'AccountDataTooSmall', 'IllegalOwner'] as const;
/** Framework refusals of an account of another program or another type. */
export const WRONG_KIND = ['IllegalOwner', 'InvalidAccountData', 'AccountDataTooSmall', 'InvalidAccountOwner'] as const;

/** The promise must fail with the error of this name (or one of these), whose message must be a sentence. */
export async function expectError(
  promise: Promise<unknown>,
  name: string | readonly string[],
): Promise<TaggerClientError> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    expect(error).to.be.instanceOf(TaggerClientError);
    const refused = error as TaggerClientError;
    expect(refused.name, `${refused.message}\n${refused.logs.join('\n')}`).to.be.oneOf([name].flat());
    expect(refused.message.length, 'an error says what to do').to.be.greaterThan(15);
    return refused;
  }
  expect.fail(
    `expected ${[name].flat().join(' or ')}, but the call succeeded with ${JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? v.toString() : v))?.slice(0, 300)}`,
  );
}

/** What an event of this name carries. */
export type DataOf<N extends EventName> = Extract<TaggerEvent, { name: N }> extends { data: infer D } ? D : never;

/** The one event of this name in a transaction. */
export function eventOf<N extends EventName>(sent: Sent, name: N): DataOf<N> {
  const found = sent.events.filter((event) => event.name === name);
  expect(found, `events named ${name}`).to.have.length(1);
  return found[0]?.data as unknown as DataOf<N>;
}

/** Base units in a token account. */
export async function tagOf(world: World, tokens: PublicKey): Promise<bigint> {
  return (await getAccount(world.connection, tokens)).amount;
}
