/** Command line: `tagger-localnet [flags]`. See README.md for the flags. */
import { parseArgs } from 'node:util';
import { startLocalnet, type ProgramToLoad } from './localnet.ts';
import { tokenMetadataProgram } from './tokenMetadata.ts';

const USAGE = `Usage: localnet [flags]
  --port N            RPC port, the WebSocket is on N+1 (default 8899; 0 = any free pair)
  --arweave-port N    Arweave endpoint (default 1984; 0 = any free port)
  --slot-ms N         wall milliseconds a slot (default 400; 0 = slots move with transactions only)
  --rent-per-byte N   lamports a byte (default 5080)
  --data-dir PATH     keep the state there (default: forget everything at the end)
  --reset             ignore state in --data-dir and do not write any
  --program A=PATH[:AUTHORITY]   load a program binary at address A (repeatable)
  --seed TEXT         same seed, same blockhashes
  --history N         transactions remembered (default 100000)
  --max-item-mib N    largest Arweave item (default 256)
  --json              print the addresses as one line of JSON
  --help`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8899' },
      'arweave-port': { type: 'string', default: '1984' },
      'slot-ms': { type: 'string' },
      'rent-per-byte': { type: 'string' },
      'data-dir': { type: 'string' },
      reset: { type: 'boolean', default: false },
      program: { type: 'string', multiple: true, default: [] },
      seed: { type: 'string' },
      history: { type: 'string' },
      'max-item-mib': { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const mebibytes = number(values['max-item-mib'], '--max-item-mib');
  const net = await startLocalnet({
    port: number(values.port, '--port'),
    arweavePort: number(values['arweave-port'], '--arweave-port'),
    slotMs: number(values['slot-ms'], '--slot-ms'),
    rentPerByte: number(values['rent-per-byte'], '--rent-per-byte'),
    dataDir: values['data-dir'],
    persist: !values.reset,
    programs: [tokenMetadataProgram(), ...values.program.map(programOption)],
    seed: values.seed,
    historyLimit: number(values.history, '--history'),
    maxItemBytes: mebibytes === undefined ? undefined : mebibytes * 1024 * 1024,
  });
  const { rpcUrl, wsUrl, arweaveUrl } = net;
  console.log(
    values.json
      ? JSON.stringify({ rpcUrl, wsUrl, arweaveUrl })
      : `RPC        ${rpcUrl}\nWebSocket  ${wsUrl}\nArweave    ${arweaveUrl}\nStop with Ctrl+C.`,
  );
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    net.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function number(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new TypeError(`${flag} takes a whole number, not "${text}".`);
  return Number(text);
}

function programOption(text: string): ProgramToLoad {
  const match = /^([1-9A-HJ-NP-Za-km-z]{32,44})=(.+?)(?::([1-9A-HJ-NP-Za-km-z]{32,44}))?$/.exec(text);
  if (match === null) throw new TypeError(`--program takes ADDRESS=PATH or ADDRESS=PATH:AUTHORITY, not "${text}".`);
  const [, address, path, upgradeAuthority] = match;
  return { address: address as string, path: path as string, upgradeAuthority };
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  process.exit(1);
}

main().catch(fail);
