/** The second local chain: Surfpool's RPC and WebSocket servers, behind the same interface as our own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { ChainError } from './chain/errors.ts';
import {
  DEFAULT_RENT_PER_BYTE,
  type AccountWrite,
  type ChainTime,
  type LocalChain,
  type ProgramToLoad,
} from './localnet.ts';

const CLOCK = 'SysvarC1ock11111111111111111111111111111111';
const LAST_RESTART_SLOT = 'SysvarLastRestartS1ot1111111111111111111111';
const RENT = 'SysvarRent111111111111111111111111111111111';
const SYSVAR_OWNER = 'Sysvar1111111111111111111111111111111111111';
const SYSTEM_PROGRAM = '11111111111111111111111111111111';
/** Programs without an authority get this one, which nobody can sign for: Surfpool wants some authority. */
const NOBODY = SYSTEM_PROGRAM;
const SLOT_MS = 400;
const START_TIMEOUT_MS = 30_000;

export interface SurfpoolOptions {
  /** Wall milliseconds a slot. Default 400. */
  slotMs?: number;
  /** A slot with each transaction instead of by wall time. Default false. */
  blocksByTransaction?: boolean;
  /** Lamports a byte. Default 5,080. */
  rentPerByte?: number;
  programs?: ProgramToLoad[];
  /** Path of the binary that `surfpool/setup.sh` builds. */
  binary?: string;
}

/** Where `surfpool/setup.sh` leaves the binary. */
export function surfpoolBinary(): string {
  const fallback = new URL('../../target/surfpool/', import.meta.url).pathname;
  return `${process.env['TAGGER_SURFPOOL_TARGET'] ?? fallback}/release/tagger-surfpool`.replace('//', '/');
}

export function isSurfpoolBuilt(): boolean {
  return existsSync(surfpoolBinary());
}

/**
 * Starts an offline Surfnet in a process of its own on free loopback ports.
 * @throws ChainError `SurfpoolMissing` before the first build, `SurfpoolFailed` when it ends or stays silent.
 */
export async function startSurfpool(options: SurfpoolOptions = {}): Promise<LocalChain> {
  const binary = options.binary ?? surfpoolBinary();
  if (!existsSync(binary)) {
    throw new ChainError('SurfpoolMissing', 'The Surfpool binary is not built yet; run localnet/surfpool/setup.sh.');
  }
  const flags = ['--slot-ms', String(options.slotMs ?? SLOT_MS)];
  if (options.blocksByTransaction === true) flags.push('--block-mode', 'transaction');
  for (const program of options.programs ?? []) {
    flags.push('--program', program.address, program.path, program.upgradeAuthority ?? NOBODY);
  }
  const child = spawn(binary, flags, { stdio: ['pipe', 'pipe', 'pipe'] });
  const { rpcUrl, wsUrl } = await addresses(child);
  const call = caller(rpcUrl);
  const setRent = async (lamportsPerByte: number): Promise<void> => {
    await call('surfnet_setAccount', [RENT, { data: rentSysvar(lamportsPerByte), owner: SYSVAR_OWNER, lamports: 1 }]);
  };
  await setRent(options.rentPerByte ?? DEFAULT_RENT_PER_BYTE);

  const clock = async (): Promise<ChainTime> => {
    const { value } = (await call('getAccountInfo', [CLOCK, { encoding: 'base64' }])) as { value: { data: [string] } };
    const data = Buffer.from(value.data[0], 'base64');
    return { slot: Number(data.readBigUInt64LE(0)), unixTimestamp: Number(data.readBigInt64LE(32)) };
  };
  return {
    rpcUrl,
    wsUrl,
    // Surfpool ties slots to time by its slot length, so seconds win when both are given.
    advance: async ({ slots, seconds }) => {
      const now = await clock();
      if (seconds !== undefined) {
        if (seconds > 0)
          await call('surfnet_timeTravel', [{ absoluteTimestamp: (now.unixTimestamp + seconds) * 1000 }]);
      } else if (slots !== undefined) {
        await call('surfnet_timeTravel', [{ absoluteSlot: now.slot + slots }]);
      } else {
        throw new ChainError('InvalidAdvance', 'Give slots, seconds or both.');
      }
      return clock();
    },
    // Slots of earlier transactions may still come in: only an absolute second is where it says.
    advanceTo: async (unixSeconds) => {
      if (unixSeconds > (await clock()).unixTimestamp)
        await call('surfnet_timeTravel', [{ absoluteTimestamp: unixSeconds * 1000 }]);
      return clock();
    },
    setAccount: async (address, account) => {
      await call('surfnet_setAccount', [address, written(account)]);
    },
    setLastRestartSlot: async (slot) => {
      const data = Buffer.alloc(8);
      data.writeBigUInt64LE(BigInt(slot));
      await call('surfnet_setAccount', [
        LAST_RESTART_SLOT,
        { data: data.toString('hex'), owner: SYSVAR_OWNER, lamports: 1 },
      ]);
    },
    setRent,
    stop: () => stop(child),
  };
}

/** An account as the cheatcode takes it: lamports as a number, data in hexadecimal; nothing left = closed. */
function written(account: AccountWrite | null): Record<string, unknown> {
  if (account === null) return { lamports: 0, data: '', owner: SYSTEM_PROGRAM };
  const { lamports, data, owner } = account;
  return {
    ...(lamports !== undefined && { lamports: Number(lamports) }),
    ...(data !== undefined && { data: Buffer.from(data).toString('hex') }),
    ...(owner !== undefined && { owner }),
  };
}

/** `Rent`: u64 lamports a byte, f64 exemption threshold 1.0, u8 burn percent; hex as the cheatcode asks. */
function rentSysvar(lamportsPerByte: number): string {
  const data = Buffer.alloc(17);
  data.writeBigUInt64LE(BigInt(lamportsPerByte), 0);
  data.writeDoubleLE(1, 8);
  data[16] = 50;
  return data.toString('hex');
}

function addresses(child: ChildProcess): Promise<{ rpcUrl: string; wsUrl: string }> {
  return new Promise((resolve, reject) => {
    let complaint = '';
    const fail = (reason: string): void => {
      child.kill();
      reject(new ChainError('SurfpoolFailed', `Surfpool did not start: ${reason} ${complaint}`.trim()));
    };
    const timer = setTimeout(() => fail(`no answer in ${START_TIMEOUT_MS / 1000} seconds.`), START_TIMEOUT_MS);
    child.stderr?.on('data', (text: Buffer) => (complaint = (complaint + text.toString()).slice(-2_000)));
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`it ended with code ${code}.`);
    });
    if (child.stdout === null) return fail('it has no output.');
    createInterface(child.stdout).once('line', (line) => {
      clearTimeout(timer);
      child.removeAllListeners('exit');
      resolve(JSON.parse(line) as { rpcUrl: string; wsUrl: string });
    });
  });
}

function caller(url: string): (method: string, params: unknown[]) => Promise<unknown> {
  return async (method, params) => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const { result, error } = (await response.json()) as { result?: unknown; error?: { message: string } };
    if (error !== undefined) throw new ChainError('SurfpoolRefused', `${method}: ${error.message}`);
    return result;
  };
}

/** Closing its input asks it to end; it is killed when it has not done so in five seconds. */
function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.stdin?.end();
  });
}
