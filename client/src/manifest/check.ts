/** Whether a manifest says what the chain says. */
import { bytesToHex } from '@noble/hashes/utils';
import { idText } from '../storage/id.ts';
import { annotatorsOf, chainFacts, offerFacts, seatFigures, taskFigures, type PublishedState } from './chain.ts';
import { classOf } from './licences.ts';
import { MOST_ANNOTATORS, type Figure } from './model.ts';
import type { ReadManifest } from './read.ts';

export const FINDINGS = [
  'HashDiffers',
  'ChainDiffers',
  'RootDiffers',
  'PayloadDiffers',
  'PublisherDiffers',
  'LicenceDiffers',
  'ClassDiffers',
  'TermsDiffer',
  'FigureDiffers',
  'AnnotatorDiffers',
] as const;

export interface CheckedManifest {
  /** What is not as on chain; empty when all of it agrees. */
  findings: Finding[];
  /** Accounts a statement is about and that are closed: the task, or wallets whose seats were left. Nobody can check it now. */
  gone: string[];
}

/** Something in a manifest that is not as on chain. */
export interface Finding {
  name: (typeof FINDINGS)[number];
  /** What it is about. */
  what: string;
  manifest: string;
  chain: string;
}

const NAMES = {
  cluster: 'ChainDiffers',
  program: 'ChainDiffers',
  dataset: 'ChainDiffers',
  title: 'ChainDiffers',
  publisher: 'PublisherDiffers',
  task: 'ChainDiffers',
  recordsRoot: 'RootDiffers',
  panels: 'RootDiffers',
  payloadHash: 'PayloadDiffers',
  commitment: 'PayloadDiffers',
  contributorBps: 'ChainDiffers',
  validatorBps: 'ChainDiffers',
} as const;

/**
 * Compares a manifest with the dataset's account (`describeDataset`). A manifest whose hash is not on chain says nothing about
 * this dataset; one whose hash is there was fixed when the dataset was published, and whoever looked at it then could check what
 * is in `gone` now. An offer that was closed is passed over, one that says something else is not.
 */
export function checkManifest({ manifest, sha256 }: ReadManifest, state: PublishedState): CheckedManifest {
  const findings: Finding[] = [];
  const gone: string[] = [];
  const same = (name: Finding['name'], what: string, said: string | undefined, chain: string | undefined): void => {
    if (said !== chain) findings.push({ name, what, manifest: said ?? 'nothing', chain: chain ?? 'nothing' });
  };
  const figures = (of: readonly Figure[]): void => {
    for (const { name, value } of of)
      same('FigureDiffers', name, manifest.figures.find((figure) => figure.name === name)?.value, value);
  };
  same('HashDiffers', 'SHA-256 of the manifest', sha256, bytesToHex(state.manifestHash));
  const facts = chainFacts(state);
  const taskGone = manifest.chain.task !== undefined && state.task === undefined;
  for (const [field, name] of Object.entries(NAMES) as [keyof typeof NAMES, Finding['name']][]) {
    if (field === 'task' && taskGone) gone.push(manifest.chain.task!);
    else same(name, field, manifest.chain[field]?.toString(), facts[field]?.toString());
  }
  const payloads = manifest.files.filter((file) => file.sha256 === facts.payloadHash);
  same('PayloadDiffers', 'files that are the payload', payloads.length.toString(), '1');

  const { licence } = manifest;
  same('LicenceDiffers', 'text of the licence', licence.sha256, hex(state.contents.licenceHash));
  same('LicenceDiffers', 'where the licence lies', licence.id, idText(Uint8Array.from(state.contents.licenceId)));
  const stated = classOf(state.contents);
  for (const part of ['useClass', 'attribution', 'shareAlike'] as const)
    same('ClassDiffers', part, licence[part].toString(), stated[part].toString());

  const offers = new Map(offerFacts(state.offers).map((offer) => [offer.index, offer]));
  for (const offer of manifest.offers) {
    const open = offers.get(offer.index);
    if (open !== undefined) same('TermsDiffer', `offer ${offer.index}`, JSON.stringify(offer), JSON.stringify(open));
  }

  if (state.task !== undefined) figures(taskFigures(state.task));
  const seats = annotatorsOf(state.seats);
  const complete = manifest.annotators.length < MOST_ANNOTATORS;
  const listed = new Map(manifest.annotators.map((annotator) => [annotator.wallet, annotator]));
  const found = new Map(seats.map((seat) => [seat.wallet, seat]));
  for (const [wallet, annotator] of listed) {
    const seat = found.get(wallet);
    if (seat === undefined) gone.push(wallet);
    else same('AnnotatorDiffers', wallet, JSON.stringify(annotator), JSON.stringify(seat));
  }
  if (complete) {
    for (const { wallet } of seats) if (!listed.has(wallet)) same('AnnotatorDiffers', wallet, undefined, 'a seat');
    // Sums have to be those of the list, whose entries were compared one by one.
    if (manifest.chain.task !== undefined) figures(seatFigures(manifest.annotators));
  } else if (seats.length.toString() === manifest.figures.find(({ name }) => name === 'annotators')?.value)
    figures(seatFigures(seats));
  return { findings, gone };
}

const hex = (bytes: readonly number[]): string => bytesToHex(Uint8Array.from(bytes));
