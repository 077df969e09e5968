/** Whether a manifest says what the chain says. */
import { bytesToHex } from '@noble/hashes/utils';
import { idText } from '../storage/id.ts';
import { annotatorsOf, chainFacts, offerFacts, taskFigures, type PublishedState } from './chain.ts';
import { classOf } from './licences.ts';
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
  'TaskGone',
] as const;

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
 * Compares a manifest with the dataset's account (`describeDataset`). Empty when all of it agrees. A manifest whose hash is
 * not on chain says nothing about this dataset. Figures of a task that is closed can't be checked any more: `TaskGone`. A
 * seat that its member has left is passed over, an offer that was closed too; one that says something else is not.
 */
export function checkManifest({ manifest, sha256 }: ReadManifest, state: PublishedState): Finding[] {
  const findings: Finding[] = [];
  const same = (name: Finding['name'], what: string, said: string | undefined, chain: string | undefined): void => {
    if (said !== chain) findings.push({ name, what, manifest: said ?? 'nothing', chain: chain ?? 'nothing' });
  };
  same('HashDiffers', 'SHA-256 of the manifest', sha256, bytesToHex(state.manifestHash));
  const facts = chainFacts(state);
  const gone = manifest.chain.task !== undefined && state.task === undefined;
  for (const [field, name] of Object.entries(NAMES) as [keyof typeof NAMES, Finding['name']][]) {
    if (field === 'task' && gone) continue;
    same(name, field, manifest.chain[field]?.toString(), facts[field]?.toString());
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
  if (gone) {
    findings.push({ name: 'TaskGone', what: 'figures', manifest: manifest.chain.task!, chain: 'closed' });
    return findings;
  }
  if (state.task !== undefined) {
    for (const { name, value } of taskFigures(state.task))
      same('FigureDiffers', name, manifest.figures.find((figure) => figure.name === name)?.value, value);
  }
  const seats = new Map(annotatorsOf(state.seats).map((seat) => [seat.wallet, seat]));
  for (const annotator of manifest.annotators) {
    const seat = seats.get(annotator.wallet);
    if (seat !== undefined) same('AnnotatorDiffers', annotator.wallet, JSON.stringify(annotator), JSON.stringify(seat));
  }
  return findings;
}

const hex = (bytes: readonly number[]): string => bytesToHex(Uint8Array.from(bytes));
