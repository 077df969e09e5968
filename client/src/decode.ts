/** Account bytes to typed accounts. Owner, discriminator and version are checked: an RPC node may lie or lag. */
import type { AccountInfo } from '@solana/web3.js';
import { ACCOUNT_VERSION } from './constants.ts';
import { TaggerClientError } from './errors.ts';
import { CAMEL_IDL, CODER } from './program.ts';
import { PROGRAM_ID } from './pda.ts';
import { toPlain } from './plain.ts';
import type {
  AccountName,
  BallotAccount,
  BidAccount,
  ConfigAccount,
  DatasetAccount,
  DomainsAccount,
  GovernanceAccount,
  LicenseAccount,
  MemberAccount,
  OfferAccount,
  PageAccount,
  ProposalAccount,
  PoolAccount,
  SeatAccount,
  TaskAccount,
  VaultAccount,
  VoterAccount,
} from './types.ts';

export interface AccountTypes {
  config: ConfigAccount;
  vault: VaultAccount;
  member: MemberAccount;
  task: TaskAccount;
  page: PageAccount;
  seat: SeatAccount;
  governance: GovernanceAccount;
  domains: DomainsAccount;
  voter: VoterAccount;
  proposal: ProposalAccount;
  ballot: BallotAccount;
  pool: PoolAccount;
  dataset: DatasetAccount;
  offer: OfferAccount;
  license: LicenseAccount;
  bid: BidAccount;
}

/** Eight bytes every account of this type starts with. */
export function discriminatorOf(name: AccountName): Uint8Array {
  const found = CAMEL_IDL.accounts?.find((account) => account.name === name);
  if (found === undefined) throw new Error(`the IDL has no account ${name}`);
  return Uint8Array.from(found.discriminator);
}

/** Whether an account is the program's and of this type. */
export const isAccount = (name: AccountName, info: AccountInfo<Buffer>): boolean =>
  info.owner.equals(PROGRAM_ID) && discriminatorOf(name).every((byte, at) => info.data[at] === byte);

/** Decodes an account's data. Throws `WrongAccount` or `WrongVersion`. */
export function decodeAccount<N extends keyof AccountTypes>(name: N, info: AccountInfo<Buffer>): AccountTypes[N] {
  if (!isAccount(name, info))
    throw new TaggerClientError(
      'WrongAccount',
      `this is no ${name} account of the program: check the address and the cluster`,
    );
  const decoded = toPlain(CODER.accounts.decodeUnchecked<unknown>(name, info.data)) as AccountTypes[N];
  if (decoded.version !== ACCOUNT_VERSION) {
    throw new TaggerClientError(
      'WrongVersion',
      `this ${name} has version ${decoded.version}, the client knows ${ACCOUNT_VERSION}: update the client`,
    );
  }
  return decoded;
}

/** Size in bytes of a fixed-size type of the IDL. */
export function sizeOf(typeName: string): number {
  const definition = CAMEL_IDL.types?.find((type) => type.name === typeName);
  if (definition?.type.kind !== 'struct') throw new Error(`the IDL has no struct ${typeName}`);
  return (definition.type.fields ?? []).reduce((sum, field) => sum + fieldSize((field as { type: unknown }).type), 0);
}

/** Byte offset of a field inside a struct of the IDL, discriminator not included. */
export function fieldOffset(typeName: string, field: string): number {
  const definition = CAMEL_IDL.types?.find((type) => type.name === typeName);
  const fields =
    definition?.type.kind === 'struct' ? (definition.type.fields as { name: string; type: unknown }[]) : [];
  let offset = 0;
  for (const entry of fields) {
    if (entry.name === field) return offset;
    offset += fieldSize(entry.type);
  }
  throw new Error(`${typeName} has no field ${field}`);
}

const SIZES: Record<string, number> = { bool: 1, u8: 1, u16: 2, u32: 4, i32: 4, u64: 8, pubkey: 32 };

/** Size in bytes of a field's type. */
export function fieldSize(type: unknown): number {
  if (typeof type === 'string' && SIZES[type] !== undefined) return SIZES[type];
  const nested = type as { array?: [unknown, number]; defined?: { name: string } };
  if (nested.array !== undefined) return fieldSize(nested.array[0]) * nested.array[1];
  if (nested.defined !== undefined) return sizeOf(nested.defined.name);
  throw new Error(`type ${JSON.stringify(type)} has no fixed size`);
}
