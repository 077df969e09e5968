/** The market as people read it. */
import { formatTag } from '@tagger/client';
import type { MarketResult } from './result.ts';

export function marketText(market: MarketResult | null): string[] {
  if (market === null) return [];
  const { panels, shares, price, resale, earned, claimed, opened, expired } = market;
  const tag = (amount: string): string => `${formatTag(BigInt(amount))} TAG`;
  const line = (name: string, text: string): string => `  ${name.padEnd(24)} ${text}`;
  return [
    `The labels as a dataset: ${panels} panels under one root, ${shares} accepted labels share 30 % of what it earns`,
    line('sold', `a year of training and evaluation for ${tag(price)}, the key delivered with a proof on chain`),
    ...opened.map(({ by, bytes, findings, loaded }) =>
      line(
        `opened by ${by}`,
        [
          `${bytes} bytes decrypted`,
          findings.length === 0 ? 'manifest as the chain says' : `MANIFEST DIFFERS: ${findings.join(', ')}`,
          Array.isArray(loaded)
            ? `mlcroissant loads ${loaded.join(', ')}`
            : `NOT LOADED by mlcroissant: ${loaded.failed}`,
        ].join(', '),
      ),
    ),
    line('sold on', `for ${tag(resale)}; the holder passed the key on himself, 5 % were royalty`),
    line(
      'earned',
      `${tag(earned.all)}: ${tag(earned.contributors)} for ${claimed.people} people who labelled, ${tag(earned.publisher)} for the publisher, ${tag(earned.fees)} fee`,
    ),
    line(
      'after a year',
      `the licence stays where it is: ${expired.ours} from us, ${expired.wallet} from any wallet's transfer`,
    ),
    '',
  ];
}
