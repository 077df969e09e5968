/** Events of the program, read from transaction logs by following the invoke stack: other programs can't pose as ours. */
import type { Connection, PublicKey } from '@solana/web3.js';
import { PROGRAM_ID } from './pda.ts';
import { toPlain } from './plain.ts';
import { CODER } from './program.ts';
import type { TaggerEvent } from './types.ts';

const INVOKED = /^Program (\w+) invoke \[(\d+)\]$/;
const ENDED = /^Program \w+ (success$|failed: )/;
const DATA = 'Program data: ';

/**
 * Events of one transaction, in order, from wherever the program was called: also from below another program, as
 * Token-2022 calls the hook of licences (Anchor's own parser sees the outermost calls only).
 */
export function parseEvents(logs: readonly string[]): TaggerEvent[] {
  const ours = PROGRAM_ID.toBase58();
  const stack: string[] = [];
  const events: TaggerEvent[] = [];
  for (const line of logs) {
    const [, program, depth] = INVOKED.exec(line) ?? [];
    if (program !== undefined) {
      // The depth is written down, so that a cut-off log does not shift what follows.
      stack.length = Number(depth) - 1;
      stack.push(program);
    } else if (ENDED.test(line)) {
      stack.pop();
    } else if (line.startsWith(DATA) && stack.at(-1) === ours) {
      const event = CODER.events.decode(line.slice(DATA.length));
      if (event !== null) events.push(toPlain(event) as unknown as TaggerEvent);
    }
  }
  return events;
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
