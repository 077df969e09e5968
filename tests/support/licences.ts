/** Licences on Tagger's own chain, made without its instructions: the mint by Token-2022 with a wallet as authority, the
 * accounts of the program written into the chain's state. */
import { TRAINING } from './datasets.ts';
import {
  createAssociatedTokenAccountInstruction,
  createInitializeMint2Instruction,
  createInitializeTransferHookInstruction,
  createMintToInstruction,
  createTransferCheckedWithTransferHookInstruction,
  ExtensionType,
  getAssociatedTokenAddressSync,
  getMintLen,
  TOKEN_2022_PROGRAM_ID,
} from '@solana/spl-token';
import { Keypair, PublicKey, SystemProgram, TransactionInstruction, type Connection } from '@solana/web3.js';
import {
  ACCOUNT_VERSION,
  CODER,
  extraMetasPda,
  IDL,
  licensePda,
  PROGRAM_ID,
  send,
  type LicenseAccount,
  type Sent,
} from '@tagger/client';
import { toAnchor } from '../../client/src/plain.ts';
import { setAccount } from './forge.ts';
import { people } from './people.ts';
import { act, type Actor, type World } from './world.ts';

/** First eight bytes of sha256 of `spl-transfer-hook-interface:execute`. */
export const EXECUTE = Buffer.from([105, 37, 101, 197, 75, 251, 102, 26]);

/** The list of what the hook needs, as the interface writes it: one entry, the program's address of `license`, mint. */
export const METAS = Buffer.concat([
  EXECUTE,
  Buffer.from([39, 0, 0, 0, 1, 0, 0, 0, 1]),
  Buffer.concat([Buffer.from([1, 7]), Buffer.from('license'), Buffer.from([3, 1])], 32),
  Buffer.from([0, 1]),
]);

export const STATE = { pending: 0, active: 1, revoked: 2 } as const;

export interface Licence {
  mint: PublicKey;
  /** Who made the mint. */
  issuer: Actor;
  holder: Actor;
  receiver: Actor;
}

export const tokensOf = (mint: PublicKey, owner: PublicKey): PublicKey =>
  getAssociatedTokenAddressSync(mint, owner, true, TOKEN_2022_PROGRAM_ID);

/** Writes the `License` account of a mint, active, transferable and perpetual unless `fields` says otherwise. */
export async function writeLicense(world: World, mint: PublicKey, fields: Partial<LicenseAccount>): Promise<void> {
  const account = {
    version: ACCOUNT_VERSION,
    bump: PublicKey.findProgramAddressSync([Buffer.from('license'), mint.toBytes()], PROGRAM_ID)[1],
    mintBump: 0,
    state: STATE.active,
    metasBump: 0,
    reserved: [0, 0, 0],
    offer: 0,
    reservedTail: 0,
    dataset: PublicKey.default,
    mint,
    holder: PublicKey.default,
    rentPayer: PublicKey.default,
    terms: { ...TRAINING, transferable: 1 },
    paid: 0n,
    boughtAt: 0n,
    keyUntil: 0n,
    recipient: Array.from({ length: 32 }, () => 0),
    wrap: Array.from({ length: 2 }, () => Array.from({ length: 32 }, () => 0)),
    approvedTo: PublicKey.default,
    transferUntil: 0n,
    expiresAt: 0n,
    ...fields,
  };
  const data = await CODER.accounts.encode('license', toAnchor(account));
  const lamports = await world.connection.getMinimumBalanceForRentExemption(data.length);
  await setAccount(world, licensePda(mint), { data, owner: PROGRAM_ID, lamports });
}

/** A licence in its holder's wallet, and somebody with an empty account for it. */
export async function aLicence(world: World, fields: Partial<LicenseAccount> = {}): Promise<Licence> {
  const [issuer, holder, receiver] = (await people(world, 3)) as [Actor, Actor, Actor];
  const mint = Keypair.generate();
  const space = getMintLen([ExtensionType.TransferHook]);
  const lamports = await world.connection.getMinimumBalanceForRentExemption(space);
  const open = (owner: Actor): TransactionInstruction =>
    createAssociatedTokenAccountInstruction(
      issuer.key,
      tokensOf(mint.publicKey, owner.key),
      owner.key,
      mint.publicKey,
      TOKEN_2022_PROGRAM_ID,
    );
  const instructions = [
    SystemProgram.createAccount({
      fromPubkey: issuer.key,
      newAccountPubkey: mint.publicKey,
      space,
      lamports,
      programId: TOKEN_2022_PROGRAM_ID,
    }),
    createInitializeTransferHookInstruction(mint.publicKey, issuer.key, PROGRAM_ID, TOKEN_2022_PROGRAM_ID),
    createInitializeMint2Instruction(mint.publicKey, 0, issuer.key, null, TOKEN_2022_PROGRAM_ID),
    open(holder),
    open(receiver),
    createMintToInstruction(
      mint.publicKey,
      tokensOf(mint.publicKey, holder.key),
      issuer.key,
      1,
      [],
      TOKEN_2022_PROGRAM_ID,
    ),
  ];
  await send(world.connection, instructions, [issuer.wallet, mint]);
  await setAccount(world, extraMetasPda(mint.publicKey), {
    data: METAS,
    owner: PROGRAM_ID,
    lamports: await world.connection.getMinimumBalanceForRentExemption(METAS.length),
  });
  await writeLicense(world, mint.publicKey, { holder: holder.key, ...fields });
  return { mint: mint.publicKey, issuer, holder, receiver };
}

/** What any wallet builds to send a licence: it reads from the chain which accounts the hook needs. */
export function sending(
  connection: Connection,
  mint: PublicKey,
  from: PublicKey,
  to: PublicKey,
  amount = 1n,
): Promise<TransactionInstruction> {
  return createTransferCheckedWithTransferHookInstruction(
    connection,
    tokensOf(mint, from),
    mint,
    tokensOf(mint, to),
    from,
    amount,
    0,
    [],
    'confirmed',
    TOKEN_2022_PROGRAM_ID,
  );
}

/** The holder sends his licence to the receiver. */
export async function sendOn(world: World, { mint, holder, receiver }: Licence, amount = 1n): Promise<Sent> {
  return act(world, holder, await sending(world.connection, mint, holder.key, receiver.key, amount));
}

export interface HookCall {
  source: PublicKey;
  mint: PublicKey;
  destination: PublicKey;
  authority: PublicKey;
  metas: PublicKey;
  license: PublicKey;
}

/** The hook called directly, as Token-2022 calls it. */
export function callHook(at: HookCall, name: Uint8Array = EXECUTE, amount = 1n): TransactionInstruction {
  const data = Buffer.alloc(16);
  data.set(name);
  data.writeBigUInt64LE(amount, 8);
  const { source, mint, destination, authority, metas, license } = at;
  const keys = [source, mint, destination, authority, metas].map((pubkey) => ({
    pubkey,
    isSigner: false,
    isWritable: false,
  }));
  return new TransactionInstruction({
    programId: PROGRAM_ID,
    keys: [...keys, { pubkey: license, isSigner: false, isWritable: true }],
    data,
  });
}

export const hookCallOf = ({ mint, holder, receiver }: Licence): HookCall => ({
  source: tokensOf(mint, holder.key),
  mint,
  destination: tokensOf(mint, receiver.key),
  authority: holder.key,
  metas: extraMetasPda(mint),
  license: licensePda(mint),
});

/** Byte of `TransferHookAccount.transferring` in an associated token account: after `ImmutableOwner` and a header. */
export const TRANSFERRING = 166 + 4 + 4;

/** Compute units of the program's own calls in a transaction, in their order. */
export function unitsOf(sent: Pick<Sent, 'logs'>, program: string = IDL.address): number[] {
  return sent.logs.flatMap((line) => {
    const [, who, units] = /^Program (\w+) consumed (\d+) of/.exec(line) ?? [];
    return who === program ? [Number(units)] : [];
  });
}

/** Compute units of our program's first call that went to the programs it called. */
export function unitsBelow({ logs }: Pick<Sent, 'logs'>): Record<string, number> {
  const sums: Record<string, number> = {};
  let depth = 0;
  for (const line of logs) {
    if (/^Program \w+ invoke \[/.test(line)) depth += 1;
    const [, program = '', units] = /^Program (\w+) consumed (\d+) of/.exec(line) ?? [];
    if (units !== undefined && depth === 2) sums[program] = (sums[program] ?? 0) + Number(units);
    if (/^Program \w+ (success$|failed: )/.test(line)) depth -= 1;
  }
  return sums;
}
