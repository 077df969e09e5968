/** Events of the program, read from transaction logs by following the invoke stack: other programs can't pose as ours. */
import type { Connection, PublicKey } from '@solana/web3.js';
import { PROGRAM_ID } from './pda.ts';
import { toPlain } from './plain.ts';
import { CODER } from './program.ts';
import type { TaggerEvent } from './types.ts';

const INVOKED = /^Program (\w+) invoke \[(\d+)\]$/;
const ENDED = /^Program \w+ (success$|failed: )/;
const DATA = 'Program data: ';
/** The line a node writes where a transaction has logged more than it keeps. */
const CUT = 'Log truncated';

/** What the program logged. */
export interface ProgramLogs {
  /** How often the program was called, by transactions and by other programs alike. */
  calls: number;
  /** Its data in the order it was written: bytes of an event in base64, and the number of the call that wrote them. */
  data: { call: number; text: string }[];
  /** How many lines were read until the first was missing; `undefined` where the log is whole. */
  cut: number | undefined;
}

/** Reads logs by the invoke stack. */
export function readLogs(logs: readonly string[]): ProgramLogs {
  const ours = PROGRAM_ID.toBase58();
  const stack: (number | undefined)[] = [];
  const data: ProgramLogs['data'] = [];
  let calls = 0;
  let cut: number | undefined;
  logs.forEach((line, at) => {
    if (line.startsWith(DATA)) {
      const call = stack.at(-1);
      if (call !== undefined) data.push({ call, text: line.slice(DATA.length) });
      return;
    }
    const [, program, depth] = INVOKED.exec(line) ?? [];
    if (program !== undefined) {
      // The depth is written down, so that a cut-off log does not shift what follows.
      stack.length = Number(depth) - 1;
      stack.push(program === ours ? calls++ : undefined);
    } else if (ENDED.test(line)) {
      stack.pop();
    } else if (line === CUT) {
      cut ??= at;
    }
  });
  return { calls, data, cut };
}

/**
 * What whoever keeps books may believe: nothing behind the cut. A node drops the lines that no longer fit and keeps shorter
 * ones behind them, so another program's data can follow our line of invocation.
 */
export function readWholeLogs(logs: readonly string[]): ProgramLogs {
  const all = readLogs(logs);
  return all.cut === undefined ? all : { ...readLogs(logs.slice(0, all.cut)), cut: all.cut };
}

/**
 * Events of one transaction, in order, from wherever the program was called: also from below another program, as
 * Token-2022 calls the hook of licences (Anchor's own parser sees the outermost calls only). Nothing behind a cut is an event
 * [attack 131]: whoever keeps books reads accounts, or `readWholeLogs`, which says where the cut is.
 */
export function parseEvents(logs: readonly string[]): TaggerEvent[] {
  return readWholeLogs(logs).data.flatMap(({ text }) => {
    const event = CODER.events.decode(text);
    return event === null ? [] : [toPlain(event) as unknown as TaggerEvent];
  });
}

/** Calls `listener` for every event of successful transactions that mention `about` (default: the program). Returns a stop function. */
export function watchEvents(
  connection: Connection,
  listener: (event: TaggerEvent, signature: string) => void,
  about: PublicKey = PROGRAM_ID,
): () => Promise<void> {
  const id = connection.onLogs(
    about,
    ({ err, logs, signature }) => {
      if (err === null) for (const event of parseEvents(logs)) listener(event, signature);
    },
    'confirmed',
  );
  return () => connection.removeOnLogsListener(id);
}
