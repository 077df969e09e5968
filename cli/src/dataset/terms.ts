/** Terms of an offer from options, and in words. */
import { InvalidArgumentError, type Command } from 'commander';
import { DUTIES, formatTag, USES, usesOf, type LicenceTerms, type Use } from '@tagger/client';
import { tagOption, wholeOption } from '../options.ts';

export interface TermsFlags {
  uses: number;
  termDays: bigint;
  seats: bigint;
  territory: string;
  transferable: boolean;
  royalty: number;
  leastRoyalty: bigint;
  attribution: boolean;
  shareAlike: boolean;
}

export const withTerms = (command: Command): Command =>
  command
    .requiredOption('--uses <list>', `what is granted: ${Object.keys(USES).join(',')}`, usesOption)
    .option('--term-days <n>', 'days it lasts from delivery; 0 for ever', wholeOption, 0n)
    .option('--seats <n>', 'people who may use it; 0 for any number', wholeOption, 0n)
    .option('--territory <code>', 'country of two letters; default the world', territory, '')
    .option('--transferable', 'the holder may pass it on', false)
    .option('--royalty <percent>', 'of the price of a resale', percent, 0)
    .option('--least-royalty <tag>', 'of any transfer', tagOption, 0n)
    .option('--attribution', 'the publisher must be named', false)
    .option('--share-alike', 'what is derived goes under the same licence', false);

function usesOption(text: string): number {
  return text.split(',').reduce((bits, name) => bits | USES[useOption(name.trim())], 0);
}

export function useOption(text: string): Use {
  if (!(text in USES)) throw new InvalidArgumentError(`Write one of ${Object.keys(USES).join(', ')}.`);
  return text as Use;
}

function territory(text: string): string {
  if (!/^[A-Z]{2}$/.test(text)) throw new InvalidArgumentError('Write two capital letters, like DE.');
  return text;
}

/** Basis points. */
function percent(text: string): number {
  const value = Number(text) * 100;
  if (!Number.isInteger(value) || value < 0 || value > 10_000)
    throw new InvalidArgumentError('Write a percentage with at most two decimals.');
  return value;
}

export const termsFrom = (flags: TermsFlags, text: { hash: Uint8Array; id: Uint8Array }): LicenceTerms => ({
  textHash: [...text.hash],
  textId: [...text.id],
  termSecs: flags.termDays * 86_400n,
  leastRoyalty: flags.leastRoyalty,
  seats: Number(flags.seats),
  uses: flags.uses,
  royaltyBps: flags.royalty,
  territory: flags.territory === '' ? [0, 0] : [...Buffer.from(flags.territory)],
  field: 0,
  duties: (flags.attribution ? DUTIES.attribution : 0) | (flags.shareAlike ? DUTIES.shareAlike : 0),
  transferable: flags.transferable ? 1 : 0,
  reserved: [0, 0, 0],
});

/** One line. */
export function termsText(terms: LicenceTerms): string {
  const { termSecs, seats, territory: land, transferable, royaltyBps, leastRoyalty, duties } = terms;
  const royalty = royaltyBps > 0 ? `, royalty ${royaltyBps / 100} %` : '';
  const least = leastRoyalty > 0n ? `, ${formatTag(leastRoyalty)} TAG at least` : '';
  return [
    usesOf(terms.uses).join('+'),
    termSecs === 0n ? 'for ever' : `${termSecs / 86_400n} days`,
    seats === 0 ? 'any number of people' : `${seats} people`,
    land[0] === 0 ? 'the world' : Buffer.from(land).toString(),
    transferable === 1 ? `transferable${royalty}${least}` : 'bound',
    ...((duties & DUTIES.attribution) !== 0 ? ['attribution'] : []),
    ...((duties & DUTIES.shareAlike) !== 0 ? ['share alike'] : []),
  ].join(', ');
}
