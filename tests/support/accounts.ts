/** Every account of the program, decoded. What did not change since the last look is not decoded again. */
import type { AccountInfo, Connection } from '@solana/web3.js';
import { decodeAccount, decodePage, discriminatorOf, PROGRAM_ID, type AccountTypes, type PageView } from '@tagger/client';

export interface Everything {
  members: AccountTypes['member'][];
  tasks: AccountTypes['task'][];
  pages: PageView[];
  seats: AccountTypes['seat'][];
}

type Kind = 'member' | 'task' | 'page' | 'seat';
type Known = { kind: Kind; value: unknown } | undefined;

const KINDS: readonly Kind[] = ['member', 'task', 'page', 'seat'];
const PREFIXES = KINDS.map((kind) => ({ kind, bytes: Buffer.from(discriminatorOf(kind)) }));
const seen = new Map<string, { data: Buffer; known: Known }>();

function decode(account: AccountInfo<Buffer>): Known {
  const kind = PREFIXES.find(({ bytes }) => account.data.subarray(0, 8).equals(bytes))?.kind;
  if (kind === undefined) return undefined;
  return { kind, value: kind === 'page' ? decodePage(account) : decodeAccount(kind, account) };
}

/** Reads all members, tasks, pages and seats. */
export async function everything(connection: Connection): Promise<Everything> {
  const all = await connection.getProgramAccounts(PROGRAM_ID);
  const found: Record<Kind, unknown[]> = { member: [], task: [], page: [], seat: [] };
  for (const { pubkey, account } of all) {
    const address = pubkey.toBase58();
    const before = seen.get(address);
    const known = before?.data.equals(account.data) === true ? before.known : decode(account);
    seen.set(address, { data: account.data, known });
    if (known !== undefined) found[known.kind].push(known.value);
  }
  return { members: found.member, tasks: found.task, pages: found.page, seats: found.seat } as Everything;
}
