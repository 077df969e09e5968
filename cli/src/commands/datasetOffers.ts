/** `tagger dataset offer|close-offer`. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { PublicKey } from '@solana/web3.js';
import { closeOffer, formatTag, openOffer, send } from '@tagger/client';
import { idBytes } from '@tagger/client/storage';
import { LOCAL_ARWEAVE, storageOf } from '../arweave.ts';
import { contextOf, onCluster, type ClusterFlags } from '../context.ts';
import { AllowList } from '../dataset/allowList.ts';
import { needDataset, needOffer } from '../dataset/find.ts';
import { upload } from '../dataset/payload.ts';
import { termsFrom, termsText, withTerms, type TermsFlags } from '../dataset/terms.ts';
import { keyOption, tagOption, wholeOption } from '../options.ts';
import { guarded, print } from '../output.ts';

interface OfferFlags extends ClusterFlags, TermsFlags {
  price: bigint;
  supply: bigint;
  allow?: string;
  keyHours: bigint;
  text?: string;
  arweave: string;
}

export function addOffers(dataset: Command): void {
  withTerms(onCluster(dataset.command('offer <dataset>').description('offer one kind of licence at a price')))
    .requiredOption('--price <tag>', 'TAG; 0 for a free offer', tagOption)
    .option('--supply <n>', 'licences there may be; 0 for any number', wholeOption, 0n)
    .option('--allow <file>', 'who may buy, one wallet a line; default everybody')
    .option('--key-hours <n>', 'hours you have to deliver the key', wholeOption, 24n)
    .option('--text <file>', "text of the licence; default the dataset's own")
    .option('--arweave <url>', 'where the text is uploaded', LOCAL_ARWEAVE)
    .action((address: string, flags: OfferFlags) => guarded(flags.json, () => offer(keyOption(address), flags)));
  onCluster(
    dataset.command('close-offer <dataset> <index>').description('take an offer back; after a withdrawal anyone may'),
  ).action((address: string, index: string, flags: ClusterFlags) =>
    guarded(flags.json, () => close(keyOption(address), wholeOption(index), flags)),
  );
}

async function offer(address: PublicKey, flags: OfferFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const { offersMade, contents } = await needDataset(connection, address);
  let text: { hash: Uint8Array; id: Uint8Array } = {
    hash: Uint8Array.from(contents.licenceHash),
    id: Uint8Array.from(contents.licenceId),
  };
  if (flags.text !== undefined && !flags.dryRun) {
    const stored = await upload(storageOf(flags.arweave, wallet), readFileSync(flags.text), 'text/plain', address);
    text = { hash: stored.sha256, id: idBytes(stored.id) };
  }
  const terms = termsFrom(flags, text);
  const opening = openOffer({
    publisher: wallet.publicKey,
    dataset: address,
    index: offersMade,
    terms,
    price: flags.price,
    allowed: flags.allow === undefined ? undefined : AllowList.read(flags.allow).root,
    supply: Number(flags.supply),
    keySecs: Number(flags.keyHours * 3_600n),
  });
  const { signature } = await send(connection, [opening], [wallet], options);
  print(
    flags.json,
    { offer: offersMade, price: flags.price, signature },
    `${flags.dryRun ? 'would open' : 'opened'} offer ${offersMade} at ${formatTag(flags.price)} TAG: ${termsText(terms)}`,
  );
}

async function close(dataset: PublicKey, index: bigint, flags: ClusterFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const { rentPayer } = await needOffer(connection, dataset, index);
  const closing = closeOffer({ caller: wallet.publicKey, dataset, index: Number(index), rentPayer });
  const { signature } = await send(connection, [closing], [wallet], options);
  print(flags.json, { offer: index, signature }, `${flags.dryRun ? 'would close' : 'closed'} offer ${index}`);
}
