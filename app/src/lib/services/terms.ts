/** Terms of a licence in plain words, made from what the chain holds and from nothing else. */
import type { LicenceTerms } from '@tagger/client';
import { text } from '../text/index.ts';

export interface PlainTerms {
  allowed: string[];
  refused: string[];
  asked: string[];
  limits: string[];
}

interface Bits {
  USES: Readonly<Record<string, number>>;
  DUTIES: Readonly<Record<string, number>>;
}

const DAY = 86_400n;

export function plainTerms({ USES, DUTIES }: Bits, terms: LicenceTerms): PlainTerms {
  const said = text.terms;
  const uses = Object.entries(said.uses).map(([name, words]) => ({ words, bit: USES[name] ?? 0 }));
  const duties = Object.entries(said.duties).map(([name, words]) => ({ words, bit: DUTIES[name] ?? 0 }));
  const has = (set: number) => (one: { bit: number }) => (set & one.bit) !== 0;
  const { termSecs, seats, territory, field, transferable, royaltyBps, leastRoyalty } = terms;
  const [first = 0] = territory;
  const royalty =
    royaltyBps > 0
      ? [said.royalty(String(royaltyBps / 100), leastRoyalty)]
      : leastRoyalty > 0n
        ? [said.leastRoyalty(leastRoyalty)]
        : [];
  return {
    allowed: uses.filter(has(terms.uses)).map(({ words }) => words),
    refused: uses.filter((one) => !has(terms.uses)(one)).map(({ words }) => words),
    asked: duties.filter(has(terms.duties)).map(({ words }) => words),
    limits: [
      termSecs === 0n ? said.forEver : termSecs % DAY === 0n ? said.lasts(termSecs / DAY) : said.lastsSeconds(termSecs),
      seats === 0 ? said.anybody : said.seats(seats),
      first === 0 ? said.world : said.land(String.fromCharCode(...territory)),
      ...(field === 0 ? [] : [said.field(field)]),
      transferable === 1 ? said.transferable : said.bound,
      ...(transferable === 1 ? royalty : []),
    ],
  };
}
