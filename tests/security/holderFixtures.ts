/** The fixtures of licences. */
import { rawAccount, setAccount } from '../support/forge.ts';
import { aLicence, callHook, hookCallOf, TRANSFERRING, writeLicense } from '../support/licences.ts';
import { now } from '../support/time.ts';
import type { Maker } from './fixtures.ts';

export const HOLDER_FIXTURES: Record<string, Maker> = {
  /** As if Token-2022 were in the middle of an approved transfer. */
  async execute(world) {
    const licence = await aLicence(world);
    const { mint, holder, receiver } = licence;
    const transferUntil = BigInt((await now(world)).unixTimestamp + 3_600);
    await writeLicense(world, mint, { holder: holder.key, approvedTo: receiver.key, transferUntil });
    const call = hookCallOf(licence);
    const { data } = await rawAccount(world, call.source);
    data.writeUInt8(1, TRANSFERRING);
    await setAccount(world, call.source, { data });
    return callHook(call);
  },
};
