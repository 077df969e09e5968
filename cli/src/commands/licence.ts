/** `tagger licence buy|list|show|verify|transfer|renew|burn|refund`; keys and certificates are in `licenceKeys.ts`. */
import { getAssociatedTokenAddressSync } from '@solana/spl-token';
import { InvalidArgumentError, type Command } from 'commander';
import type { PublicKey } from '@solana/web3.js';
import {
  burnLicense,
  buyLicense,
  createMember,
  fetchLicense,
  fetchMember,
  formatTag,
  LICENCE_STATES,
  licenceMintPda,
  listLicenses,
  refundPurchase,
  renewLicense,
  sendLicence,
  send,
  setKey,
  TaggerClientError,
  transferLicense,
  verifyLicense,
  type Keyed,
  type LicenseAccount,
  type Use,
} from '@tagger/client';
import { contextOf, needConfig, onCluster, type ClusterFlags, type Context } from '../context.ts';
import { AllowList } from '../dataset/allowList.ts';
import { needDataset, needLicence, needOffer } from '../dataset/find.ts';
import { keyOf } from '../identity.ts';
import { termsText, useOption } from '../dataset/terms.ts';
import { keyOption, tagOption, wholeOption } from '../options.ts';
import { EXIT, guarded, print } from '../output.ts';
import { when } from '../time.ts';
import { addLicenceKeys } from './licenceKeys.ts';

interface BuyFlags extends ClusterFlags {
  offer: bigint;
  most?: bigint;
  nonce: bigint;
  allow?: string;
  wait: bigint;
}
interface VerifyFlags extends ClusterFlags {
  use: Use;
  at?: bigint;
  holder?: PublicKey;
  dataset?: PublicKey;
}
interface TransferFlags extends ClusterFlags {
  to: PublicKey;
  price: bigint;
}

export function addLicence(program: Command): void {
  const licence = program.command('licence').description('licences of datasets: buy, check, pass on, end');
  onCluster(licence.command('buy <dataset>').description('buy a licence; the price waits until the key is delivered'))
    .option('--offer <number>', 'which offer', wholeOption, 0n)
    .option('--most <tag>', 'the most you pay; default what the offer asks now', tagOption)
    .option(
      '--nonce <number>',
      'number of the purchase among yours of this dataset: sent twice it is one',
      wholeOption,
      1n,
    )
    .option('--allow <file>', 'of an offer for named buyers: the list')
    .option('--wait <seconds>', 'wait so long for the key', wholeOption, 0n)
    .action((dataset: string, flags: BuyFlags) => guarded(flags.json, () => buy(keyOption(dataset), flags)));
  onCluster(licence.command('list').description('licences of a holder'))
    .option('--holder <address>', 'default the wallet that signs', keyOption)
    .action((flags: ClusterFlags & { holder?: PublicKey }) => guarded(flags.json, () => list(flags)));
  onCluster(licence.command('show <mint>').description('what a licence allows, until when, and whose it is')).action(
    (mint: string, flags: ClusterFlags) => guarded(flags.json, () => show(keyOption(mint), flags)),
  );
  onCluster(
    licence.command('verify <mint>').description('whether its present holder may use the data so; exit code 1 if not'),
  )
    .requiredOption('--use <use>', 'train, evaluate, embed, redistribute, derive or commercial', useOption)
    .option('--at <time>', 'like 2026-11-23T08:00:00Z; default now, by the chain', timeOption)
    .option('--holder <address>', 'who should hold it', keyOption)
    .option('--dataset <address>', 'of what it should be', keyOption)
    .action((mint: string, flags: VerifyFlags) => guarded(flags.json, () => verify(keyOption(mint), flags)));
  onCluster(licence.command('transfer <mint>').description('pay the royalty and send a licence on'))
    .requiredOption('--to <wallet>', 'who gets it', keyOption)
    .option('--price <tag>', 'what he pays you; 0 for a present', tagOption, 0n)
    .action((mint: string, flags: TransferFlags) => guarded(flags.json, () => transfer(keyOption(mint), flags)));
  onCluster(licence.command('renew <mint>').description('anyone: pay another term'))
    .option('--offer <number>', 'an open offer with the same terms', wholeOption)
    .option('--most <tag>', 'the most you pay; default what the offer asks now', tagOption)
    .action((mint: string, flags: ClusterFlags & { offer?: bigint; most?: bigint }) =>
      guarded(flags.json, () => renew(keyOption(mint), flags)),
    );
  onCluster(
    licence.command('burn <mint>').description('end a licence for good; its rent returns to who paid it'),
  ).action((mint: string, flags: ClusterFlags) => guarded(flags.json, () => burn(keyOption(mint), flags)));
  onCluster(
    licence.command('refund <mint>').description('anyone: no key in time, so the buyer gets his money back'),
  ).action((mint: string, flags: ClusterFlags) => guarded(flags.json, () => refund(keyOption(mint), flags)));
  addLicenceKeys(licence);
}

function timeOption(text: string): bigint {
  const milliseconds = Date.parse(text);
  if (!Number.isFinite(milliseconds)) throw new InvalidArgumentError('Write a time like 2026-11-23T08:00:00Z.');
  return BigInt(Math.floor(milliseconds / 1_000));
}

/** Membership and a key of the wallet's, if they are missing: what a delivery needs. */
async function readyToBuy(context: Context) {
  const { connection, wallet } = context;
  const member = await fetchMember(connection, wallet.publicKey);
  if (member?.key.some((byte) => byte !== 0) === true) return [];
  const own = setKey({ wallet: wallet.publicKey, key: await keyOf(context) });
  return member === null ? [createMember({ wallet: wallet.publicKey }), own] : [own];
}

async function buy(dataset: PublicKey, flags: BuyFlags): Promise<void> {
  const context = contextOf(flags);
  const { connection, wallet, send: options } = context;
  const { tagMint } = await needConfig(connection);
  const { terms, price } = await needOffer(connection, dataset, flags.offer);
  const buyer = wallet.publicKey;
  const from = getAssociatedTokenAddressSync(tagMint, buyer);
  const path = flags.allow === undefined ? undefined : AllowList.read(flags.allow).pathOf(buyer);
  const ready = await readyToBuy(context);
  if (ready.length > 0) await send(connection, ready, [wallet], options);
  const purchase = buyLicense({
    buyer,
    dataset,
    index: Number(flags.offer),
    nonce: flags.nonce,
    most: flags.most ?? price,
    terms,
    path,
    from,
    tagMint,
  });
  const { signature } = await send(connection, [purchase], [wallet], options);
  const mint = licenceMintPda(dataset, buyer, flags.nonce);
  const until = Date.now() + Number(flags.wait) * 1_000;
  let bought = await fetchLicense(connection, mint);
  while (bought?.state === 0 && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    bought = await fetchLicense(connection, mint);
  }
  const state = bought === null ? 'not bought' : LICENCE_STATES[bought.state];
  print(
    flags.json,
    { licence: mint.toBase58(), price, state, signature },
    `${flags.dryRun ? 'would buy' : 'bought'} ${mint.toBase58()} for ${formatTag(price)} TAG: ${termsText(terms)}; ${state ?? ''}`,
  );
}

const summary = (found: Keyed<LicenseAccount>) => ({
  licence: found.mint.toBase58(),
  dataset: found.dataset.toBase58(),
  holder: found.holder.toBase58(),
  state: LICENCE_STATES[found.state],
  terms: termsText(found.terms),
  paid: found.paid,
  offer: found.offer,
  bought: when(found.boughtAt),
  expires: found.expiresAt === 0n ? null : when(found.expiresAt),
  keyUntil: when(found.keyUntil),
});

async function list(flags: ClusterFlags & { holder?: PublicKey }): Promise<void> {
  const { connection, wallet } = contextOf(flags);
  const licences = (await listLicenses(connection, { holder: flags.holder ?? wallet.publicKey })).map(summary);
  const lines = licences.map(
    ({ licence, state, terms, expires }) =>
      `${licence}  ${state}, ${terms}${expires === null ? '' : `, until ${expires}`}`,
  );
  print(flags.json, { licences }, lines.length === 0 ? 'no licences' : lines.join('\n'));
}

async function show(mint: PublicKey, flags: ClusterFlags): Promise<void> {
  const { connection } = contextOf(flags);
  const found = summary(await needLicence(connection, mint));
  const { state, expires, keyUntil } = found;
  const how =
    state === 'pending'
      ? `waits for its key until ${keyUntil}`
      : `${state}${expires === null ? '' : ` until ${expires}`}`;
  print(
    flags.json,
    found,
    [
      `dataset  ${found.dataset}`,
      `holder   ${found.holder}`,
      `state    ${how}`,
      `terms    ${found.terms}`,
      `paid     ${formatTag(found.paid)} TAG on ${found.bought}`,
    ].join('\n'),
  );
}

async function verify(mint: PublicKey, flags: VerifyFlags): Promise<void> {
  const { connection } = contextOf(flags);
  const { use, at, holder, dataset } = flags;
  const verdict = await verifyLicense(connection, { mint, use, at, holder, dataset });
  if (!verdict.valid) {
    process.exitCode = EXIT.refused;
    return print(flags.json, verdict, `no: ${verdict.reason}: ${verdict.message}`);
  }
  const { license, slot, time } = verdict;
  const answer = { valid: true, holder: license.holder.toBase58(), dataset: license.dataset.toBase58(), slot, time };
  print(
    flags.json,
    { ...answer, terms: termsText(license.terms) },
    `yes: ${answer.holder} may ${use} with ${answer.dataset}, read at slot ${slot} (${when(time)}); ${termsText(license.terms)}`,
  );
}

async function transfer(mint: PublicKey, flags: TransferFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const { tagMint } = await needConfig(connection);
  const { dataset } = await needLicence(connection, mint);
  const [holder, to] = [wallet.publicKey, flags.to];
  const from = getAssociatedTokenAddressSync(tagMint, holder);
  const { signature } = await send(
    connection,
    [
      transferLicense({ holder, dataset, mint, to, price: flags.price, from, tagMint }),
      ...(await sendLicence(connection, { mint, from: holder, to })),
    ],
    [wallet],
    options,
  );
  print(
    flags.json,
    { licence: mint.toBase58(), to: to.toBase58(), signature },
    `${flags.dryRun ? 'would send' : 'sent'} ${mint.toBase58()} to ${to.toBase58()}`,
  );
}

async function renew(mint: PublicKey, flags: ClusterFlags & { offer?: bigint; most?: bigint }): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const { tagMint } = await needConfig(connection);
  const { dataset, offer } = await needLicence(connection, mint);
  const index = flags.offer ?? BigInt(offer);
  const { price } = await needOffer(connection, dataset, index);
  const from = getAssociatedTokenAddressSync(tagMint, wallet.publicKey);
  const renewal = renewLicense({
    payer: wallet.publicKey,
    dataset,
    index: Number(index),
    mint,
    most: flags.most ?? price,
    from,
    tagMint,
  });
  const { signature } = await send(connection, [renewal], [wallet], options);
  const { expiresAt } = await needLicence(connection, mint);
  print(
    flags.json,
    { licence: mint.toBase58(), price, expires: when(expiresAt), signature },
    `${flags.dryRun ? 'would pay' : 'paid'} ${formatTag(price)} TAG: until ${when(expiresAt)}`,
  );
}

async function burn(mint: PublicKey, flags: ClusterFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const { holder, rentPayer } = await needLicence(connection, mint);
  const { signature } = await send(
    connection,
    [burnLicense({ caller: wallet.publicKey, mint, holder, rentPayer })],
    [wallet],
    options,
  );
  print(
    flags.json,
    { licence: mint.toBase58(), signature },
    `${flags.dryRun ? 'would burn' : 'burnt'} ${mint.toBase58()}`,
  );
}

async function refund(mint: PublicKey, flags: ClusterFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const { dataset, holder, rentPayer, paid, state } = await needLicence(connection, mint);
  if (state !== 0)
    throw new TaggerClientError('WrongLicenceState', 'its key was delivered: there is nothing to refund');
  const { publisher } = await needDataset(connection, dataset);
  const { signature } = await send(
    connection,
    [refundPurchase({ dataset, publisher, holder, mint, rentPayer })],
    [wallet],
    options,
  );
  print(
    flags.json,
    { licence: mint.toBase58(), amount: paid, signature },
    `${flags.dryRun ? 'would return' : 'returned'} ${formatTag(paid)} TAG to the balance of ${holder.toBase58()}`,
  );
}
