/** Bots that keep a local market alive beside whoever visits it: deadlines are pushed, and colleagues answer. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { annotator, keeper, run, type Bot } from '@tagger/bots';
import type { z } from 'zod';
import type { Person } from '../replay/people.ts';

export interface Around {
  dir: string;
  rpcUrl: string;
  wsUrl: string;
  arweaveUrl: string;
}

const CAPS = { lamportsADay: '2000000000', lamportsInAll: '2000000000', tagADay: '200000000', tagInAll: '200000000' };

/** Starts a keeper and the colleagues. Returns how to stop them, which sees through what is under way. */
export function startBots(around: Around, [pusher, ...colleagues]: [Person, ...Person[]]): () => Promise<void> {
  const stopping = new AbortController();
  const { arweaveUrl } = around;
  const answering = {
    ...{
      gateways: [arweaveUrl],
      predictor: 'sentiment',
      languages: ['en'],
      abstainBelow: 0,
      intervalSecs: 3,
      lookSecs: 10,
      mostPanels: 2,
    },
    ...{ leastHoldSecs: 1, leastRevealSecs: 1 },
  };
  const running = [
    start(keeper, around, pusher, { sweepSecs: 30 }, stopping.signal),
    ...colleagues.map((who) => start(annotator, around, who, answering, stopping.signal)),
  ];
  return async () => {
    stopping.abort();
    await Promise.all(running);
  };
}

/** Its log goes to a file beside its key. Ends with the bot; one that can't start takes nobody down. */
async function start<S extends z.ZodRawShape>(
  bot: Bot<S>,
  { dir, rpcUrl, wsUrl }: Around,
  { name, wallet }: Person,
  settings: object,
  stopping: AbortSignal,
): Promise<void> {
  const home = join(dir, 'bots', name.replace(/\W+/g, '-'));
  mkdirSync(home, { recursive: true });
  const keypair = join(home, 'key.json');
  if (!existsSync(keypair)) writeFileSync(keypair, JSON.stringify([...wallet.secretKey]), { mode: 0o600 });
  const config = join(home, 'config.json');
  const common = { endpoints: [{ http: rpcUrl, ws: wsUrl }], keypair, state: join(home, 'state.json'), caps: CAPS };
  writeFileSync(config, JSON.stringify({ ...common, ...settings }));
  const log = join(home, 'log.jsonl');
  const logTo = { write: (line: string): void => writeFileSync(log, line, { flag: 'a' }) };
  await run(bot, { config, stopping, logTo }).catch((error: Error) => logTo.write(`${error.name}: ${error.message}\n`));
}
