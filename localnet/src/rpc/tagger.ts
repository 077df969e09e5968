/** Methods for tests that no cluster has: time travel, direct writes, conservation checks, snapshots. */
import type { AccountState } from '../chain/accounts.ts';
import type { Chain, Snapshot } from '../chain/chain.ts';
import { NOMINAL_SLOT_MS } from '../chain/clock.ts';
import { SYSTEM_PROGRAM } from '../chain/keys.ts';
import { loadProgram } from '../chain/programs.ts';
import { invalidParams, type Handlers } from './json.ts';
import { address, base64, config, integer, u64Param } from './params.ts';

const MAX_JUMP_SECONDS = 100 * 365 * 86_400;
const MAX_SNAPSHOTS = 32;

/** `replaced` is called when state was put back as a whole, so that the log on disk is written anew. */
export function taggerMethods(chain: Chain, replaced: () => void): Handlers {
  const snapshots = new Map<number, Snapshot>();
  let lastSnapshot = 0;
  const now = (): unknown => ({ slot: chain.slot, unixTimestamp: chain.clock.unixTime });

  return {
    tagger_advance: ([by]) => {
      const { slots, seconds } = config(by);
      if (slots === undefined && seconds === undefined) throw invalidParams('give slots, seconds or both.');
      const wantedSeconds = integer(seconds, 'seconds', 0, MAX_JUMP_SECONDS, 0);
      const bySeconds = Math.ceil((wantedSeconds * 1000) / NOMINAL_SLOT_MS);
      const wantedSlots = integer(slots, 'slots', 0, 10 ** 11, bySeconds);
      chain.advance(wantedSlots, seconds === undefined ? wantedSlots * NOMINAL_SLOT_MS : wantedSeconds * 1000);
      return now();
    },
    tagger_getTime: now,
    tagger_setLastRestartSlot: ([slot]) => {
      chain.setLastRestartSlot(integer(slot, 'slot', 0, Number.MAX_SAFE_INTEGER));
      return now();
    },
    tagger_setAccount: ([key, value]) => {
      const target = address(key);
      if (value === null) {
        chain.setAccount(target, undefined);
        return null;
      }
      const before = chain.account(target);
      const { lamports, data, owner, executable } = config(value);
      const bytes = data === undefined ? (before?.data ?? new Uint8Array(0)) : base64(data, 'data');
      const state: AccountState = {
        data: Uint8Array.from(bytes),
        lamports:
          lamports === undefined
            ? (before?.lamports ?? chain.svm.minimumBalance(bytes.length))
            : u64Param(lamports, 'lamports'),
        owner: owner === undefined ? (before?.owner ?? SYSTEM_PROGRAM) : address(owner),
        executable: executable === undefined ? (before?.executable ?? false) : executable === true,
        rentEpoch: (1n << 64n) - 1n,
      };
      chain.setAccount(target, state);
      return null;
    },
    tagger_setRent: ([lamportsPerByte]) => {
      chain.setRent(u64Param(lamportsPerByte, 'lamportsPerByte'));
      return null;
    },
    tagger_getLamportsTotal: () => ({
      accounts: chain.accounts.totalLamports.toString(),
      feesTaken: chain.feesTaken.toString(),
      sum: (chain.accounts.totalLamports + chain.feesTaken).toString(),
    }),
    tagger_loadProgram: ([program, elf, authority]) => {
      const upgradeAuthority = authority === undefined || authority === null ? undefined : address(authority);
      loadProgram(chain, address(program), base64(elf, 'program'), upgradeAuthority);
      return null;
    },
    tagger_snapshot: () => {
      snapshots.set(++lastSnapshot, chain.snapshot());
      if (snapshots.size > MAX_SNAPSHOTS) snapshots.delete(snapshots.keys().next().value as number);
      return lastSnapshot;
    },
    tagger_restore: ([id]) => {
      const snapshot = snapshots.get(integer(id, 'snapshot id', 1, Number.MAX_SAFE_INTEGER));
      if (snapshot === undefined) {
        throw invalidParams(`there is no such snapshot; the last ${MAX_SNAPSHOTS} of this process are kept.`);
      }
      chain.restore(snapshot);
      replaced();
      return now();
    },
  };
}
