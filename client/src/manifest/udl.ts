/**
 * The Universal Data License 0.2 as tags of an upload: what anybody may do who pays the smallest price that is asked. The
 * truth about a licence is its account on chain; these tags are for those who meet the data on Arweave first.
 */
import { formatTag } from '../amount.ts';
import { TaggerClientError } from '../clientError.ts';
import { DUTIES, USES } from '../instructions/dataset.ts';
import type { Tag } from '../storage/storage.ts';
import type { LicenceTerms } from '../types.ts';
import { checkId } from '../storage/id.ts';
import { walletText } from './address.ts';

/** Texts of the licence on Arweave: the one we name first, then another copy of 0.2 and 0.1 that applications name. */
export const UDL_IDS = [
  'dE0rmDfl9_OWjkDznNEXHaSO_JohJkRolvMzaCroUdw',
  'IVjAM1C3x3GFdc3t9EqMnbtGnpgTuJbaiYZa1lk09_8',
  'yRj4a5KMctX_uOmKWCFJIjmY8DeJcusVk6-HzLiM_t8',
] as const;

/** How far a use is allowed. Amounts in the currency of the tags, as decimal text. */
export type Grant =
  | { grant: 'disallowed' | 'allowed' | 'credit' | 'indication' | 'passthrough' }
  | { grant: 'oneTime' | 'monthly'; fee: string }
  | { grant: 'revenueShare'; percent: string };

export interface Udl {
  licence: string;
  accessFee?: { amount: string; monthly: boolean };
  derivation?: Grant;
  commercialUse?: Grant;
  training?: Grant;
  /** Uses nobody knew of when it was licensed; the licence includes them where nothing is said. */
  unknownUses: boolean;
  /** Years. */
  expiry?: string;
  currency?: string;
  paymentAddress?: string;
  paymentMode?: string;
}

const YEAR = 31_536_000n;

/**
 * Tags for the payload of a dataset sold under these offers: the smallest price, the rights that each of the offers gives, the
 * shortest term. Nobody who goes by the tags alone can take more than he could buy for that price.
 *
 * Whatever the tags say, this licence lets everybody copy, display and make public the item that carries them. Of an encrypted
 * item that gives nothing away; one that is not is refused unless every offer allows redistribution.
 * @throws TaggerClientError `NoOffer`, `UdlTooWide`.
 */
export function udlTags(
  offers: readonly { terms: Pick<LicenceTerms, 'uses' | 'duties' | 'termSecs'>; price: bigint }[],
  item: { tagMint: string; publisher: string; encrypted: boolean },
): Tag[] {
  if (offers.length === 0) throw new TaggerClientError('NoOffer', 'tags say what is offered: pass at least one offer');
  const every = (bit: number): boolean => offers.every(({ terms }) => (terms.uses & bit) !== 0);
  if (!item.encrypted && !every(USES.redistribute))
    throw new TaggerClientError(
      'UdlTooWide',
      'the licence would let everybody publish the item: encrypt it or leave the tags out',
    );
  const some = (bit: number): boolean => offers.some(({ terms }) => (terms.duties & bit) !== 0);
  const price = offers.reduce((least, offer) => (offer.price < least ? offer.price : least), offers[0]!.price);
  const terms = offers.map(({ terms }) => terms.termSecs).filter((secs) => secs > 0n);
  const shortest = terms.reduce<bigint | undefined>(
    (least, secs) => (least === undefined || secs < least ? secs : least),
    undefined,
  );
  // There is one value for derived works, and none that asks for credit and for the same licence.
  const [named, alike] = [some(DUTIES.attribution), some(DUTIES.shareAlike)];
  const derivation = alike
    ? 'Allowed-With-License-Passthrough'
    : named
      ? 'Allowed-With-Credit'
      : 'Allowed-With-Indication';
  const derivable = every(USES.derive) && !(named && alike);
  const tags: [string, string | undefined][] = [
    ['License', UDL_IDS[0]],
    ['Access-Fee', price === 0n ? undefined : `One-Time-${formatTag(price)}`],
    ['Derivation', derivable ? derivation : 'Disallowed'],
    ['Commercial-Use', !every(USES.commercial) ? 'Disallowed' : named ? 'Allowed-With-Credit' : 'Allowed'],
    ['Data-Model-Training', every(USES.train) ? 'Allowed' : 'Disallowed'],
    ['Unknown-Usage-Rights', 'Excluded'],
    ['Expiry', shortest === undefined ? undefined : years(shortest)],
    ['Currency', walletText(item.tagMint)],
    ['Payment-Address', walletText(item.publisher)],
  ];
  return tags.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

/** Years with four decimals, rounded down. */
function years(secs: bigint): string {
  const parts = (secs * 10_000n) / YEAR;
  const decimals = (parts % 10_000n).toString().padStart(4, '0').replace(/0+$/, '');
  return `${parts / 10_000n}${decimals === '' ? '' : `.${decimals}`}`;
}

/** Names in any spelling that applications use, without case, spaces and hyphens. */
const NAMES: Readonly<Record<string, keyof Udl>> = {
  license: 'licence',
  licence: 'licence',
  accessfee: 'accessFee',
  licensefee: 'accessFee',
  derivation: 'derivation',
  derivations: 'derivation',
  commercialuse: 'commercialUse',
  datamodeltraining: 'training',
  unknownusagerights: 'unknownUses',
  expiry: 'expiry',
  expires: 'expiry',
  currency: 'currency',
  paymentaddress: 'paymentAddress',
  paymentmode: 'paymentMode',
};
const PLAIN_GRANTS: ReadonlyMap<string, 'credit' | 'indication' | 'passthrough'> = new Map([
  ['credit', 'credit'],
  ['indication', 'indication'],
  ['licensepassthrough', 'passthrough'],
  ['licencepassthrough', 'passthrough'],
] as const);
const AMOUNT = /^\d{1,20}(?:\.\d{1,18})?$/;
const MOST_VALUE = 128;

const unclear = (name: string, value: string): TaggerClientError =>
  new TaggerClientError(
    'UdlUnclear',
    `the tag ${JSON.stringify(name.slice(0, 40))} says ${JSON.stringify(value.slice(0, 60))}, which no version of the licence knows: ask the publisher`,
  );

const amountOf = (text: string, name: string, value: string): string => {
  if (!AMOUNT.test(text)) throw unclear(name, value);
  return text;
};

/** `Allowed`, `Allowed-With-...`, `Disallowed`; words in any case, `Fee` before or after its period, `RevenueShare` with or without a hyphen. */
function grantOf(name: string, value: string): Grant {
  const words = value.toLowerCase().split(/[-\s]+/);
  if (words.length === 1 && words[0] === 'disallowed') return { grant: 'disallowed' };
  if (words[0] !== 'allowed') throw unclear(name, value);
  if (words.length === 1) return { grant: 'allowed' };
  if (words[1] !== 'with') throw unclear(name, value);
  const plain = PLAIN_GRANTS.get(words.slice(2).join(''));
  if (plain !== undefined) return { grant: plain };
  const kind = words.slice(2, -1).join('');
  const amount = (words.at(-1) ?? '').replace(/%$/, '');
  if (kind === 'feeonetime' || kind === 'onetimefee') return { grant: 'oneTime', fee: amountOf(amount, name, value) };
  if (kind === 'feemonthly' || kind === 'monthlyfee') return { grant: 'monthly', fee: amountOf(amount, name, value) };
  if (kind === 'revenueshare') return { grant: 'revenueShare', percent: amountOf(amount, name, value) };
  throw unclear(name, value);
}

/**
 * Reads the tags of an item as a licence. Tags of other standards are passed over.
 * @throws TaggerClientError `NoUdl` when no licence or another one is named, `UdlUnclear` for a value that is none, a licence
 * tag that is there twice, or one too long to be meant.
 */
export function parseUdl(tags: readonly Tag[]): Udl {
  const found = new Map<keyof Udl, Tag>();
  for (const tag of tags) {
    const key = tag.name.length > MOST_VALUE ? '' : tag.name.toLowerCase().replace(/[-\s]/g, '');
    if (!Object.hasOwn(NAMES, key)) continue;
    const known = NAMES[key] as keyof Udl;
    if (found.has(known) || tag.value.length > MOST_VALUE) throw unclear(tag.name, tag.value);
    found.set(known, tag);
  }
  const licence = found.get('licence')?.value ?? '';
  if (!(UDL_IDS as readonly string[]).includes(licence))
    throw new TaggerClientError(
      'NoUdl',
      'the item is not under the Universal Data License: read what its publisher says',
    );
  const read = <T>(key: keyof Udl, how: (name: string, value: string) => T): Record<string, T> => {
    const tag = found.get(key);
    return tag === undefined ? {} : { [key]: how(tag.name, tag.value) };
  };
  const unknown = found.get('unknownUses');
  if (unknown !== undefined && unknown.value.toLowerCase() !== 'excluded') throw unclear(unknown.name, unknown.value);
  return {
    licence: checkId(licence),
    ...read('accessFee', feeOf),
    ...read('derivation', grantOf),
    ...read('commercialUse', grantOf),
    ...read('training', grantOf),
    unknownUses: unknown === undefined,
    ...read('expiry', (name, value) => amountOf(value, name, value)),
    ...read('currency', text),
    ...read('paymentAddress', text),
    ...read('paymentMode', text),
  };
}

/** `One-Time-1.5`, `Monthly-1.5`; applications of version 0.1 write the amount alone. */
function feeOf(name: string, value: string): { amount: string; monthly: boolean } {
  const [, period, amount] = /^(one-?time-|monthly-)?([^-]*)$/i.exec(value) ?? [];
  if (amount === undefined) throw unclear(name, value);
  return { amount: amountOf(amount, name, value), monthly: period?.toLowerCase() === 'monthly-' };
}

function text(name: string, value: string): string {
  if (!/^[\w.$:-]+$/.test(value)) throw unclear(name, value);
  return value;
}
