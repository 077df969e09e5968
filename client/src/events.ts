/** Events of the program, read from transaction logs by following the invoke stack: other programs can't pose as ours. */
import anchor from '@coral-xyz/anchor';
import type { Connection, PublicKey } from '@solana/web3.js';
import { PROGRAM_ID } from './pda.ts';
import { toPlain } from './plain.ts';
import { CODER } from './program.ts';
import type { TaggerEvent } from './types.ts';

/** Events of one transaction, in order. */
export function parseEvents(logs: readonly string[]): TaggerEvent[] {
  const parser = new anchor.EventParser(PROGRAM_ID, CODER);
  return [...parser.parseLogs([...logs])].map((event) => toPlain(event) as unknown as TaggerEvent);
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
