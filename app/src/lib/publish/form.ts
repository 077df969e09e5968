/** What a provider fills in, and what is wrong with it. */
import { baseUnits } from '../format/base.ts';
import { text } from '../text/index.ts';

export interface OfferForm {
  uses: string[];
  price: string;
  days: string;
  seats: string;
  keyHours: string;
  transferable: boolean;
  royalty: string;
}

export interface PublishForm {
  name: string;
  description: string;
  version: string;
  creator: string;
  keywords: string;
  languages: string;
  collection: string;
  personal: string;
  limits: string;
  mayPublish: boolean;
  peopleAgreed: boolean;
  /** SPDX id; empty for a text of his own. */
  spdx: string;
  useClass: string;
  attribution: boolean;
  shareAlike: boolean;
  text: string;
  bond: string;
  offer: OfferForm;
}

export const newOffer = (): OfferForm => ({
  uses: ['train', 'evaluate'],
  price: '10',
  days: '365',
  seats: '0',
  keyHours: '24',
  transferable: false,
  royalty: '5',
});

export const newForm = (): PublishForm => ({
  name: '',
  description: '',
  version: '1.0.0',
  creator: '',
  keywords: '',
  languages: '',
  collection: '',
  personal: '',
  limits: '',
  mayPublish: false,
  peopleAgreed: false,
  spdx: 'CC-BY-4.0',
  useClass: 'commercial',
  attribution: true,
  shareAlike: false,
  text: '',
  bond: '5',
  offer: newOffer(),
});

/** Basis points of a percentage; undefined for what is none. */
export function basisPoints(percent: string): number | undefined {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(percent.trim());
  const bps = match === null ? undefined : Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return bps !== undefined && bps <= 10_000 ? bps : undefined;
}

/** Undefined for what is no whole number up to `most`. */
export const whole = (typed: string, most = 0xffff_ffff): number | undefined =>
  /^\d{1,10}$/.test(typed.trim()) && Number(typed) <= most ? Number(typed) : undefined;

export type Wrong = Partial<Record<keyof PublishForm | keyof OfferForm | 'files' | 'consent', string>>;

/** Most days and hours: 100 years, and what fits the offer's 32 bits of seconds. */
const MOST_DAYS = 36_500;
const MOST_HOURS = 8_760;

export function wrongOffer(offer: OfferForm): Wrong {
  const said = text.publish;
  const bad = (holds: boolean, sentence: string): string | undefined => (holds ? undefined : sentence);
  return without({
    uses: bad(offer.uses.length > 0, said.noUse),
    price: bad(baseUnits(offer.price) !== undefined, said.badAmount),
    days: bad(whole(offer.days, MOST_DAYS) !== undefined, said.badNumber),
    seats: bad(whole(offer.seats) !== undefined, said.badNumber),
    keyHours: bad((whole(offer.keyHours, MOST_HOURS) ?? 0) > 0, said.badNumber),
    royalty: bad(!offer.transferable || basisPoints(offer.royalty) !== undefined, said.badPercent),
  });
}

export function wrongForm(form: PublishForm, names: readonly string[], data: number): Wrong {
  const said = text.publish;
  const twice = names.find((name, at) => names.findIndex((other) => other.toLowerCase() === name.toLowerCase()) !== at);
  const bytes = new TextEncoder().encode(form.name.trim()).length;
  return {
    ...wrongOffer(form.offer),
    ...without({
      files: data === 0 ? said.noData : twice === undefined ? undefined : said.twice(twice),
      name: bytes === 0 || bytes > 32 ? said.longName : undefined,
      consent: form.mayPublish && form.peopleAgreed ? undefined : said.mustAgree,
      bond: baseUnits(form.bond) === undefined ? said.badAmount : undefined,
    }),
  };
}

const without = (wrong: Wrong): Wrong =>
  Object.fromEntries(Object.entries(wrong).filter(([, sentence]) => sentence !== undefined));

/** A name that fits any system and an address in a card. */
export const safeName = (name: string): string => {
  const kept = name
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/\.{2,}/g, '.')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 100)
    .replace(/\.+$/, '');
  return kept === '' ? 'file' : kept;
};
