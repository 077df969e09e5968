/** What licences allow, in plain words. */
import { formatUnits } from '../format/amount.ts';

export const terms = {
  uses: {
    train: 'Train models on it',
    evaluate: 'Test and compare models with it',
    embed: 'Build it into a product that only reads it',
    redistribute: 'Pass copies on to others',
    derive: 'Make new datasets out of it',
    commercial: 'Earn money with what you do',
  },
  short: {
    train: 'training',
    evaluate: 'evaluation',
    embed: 'embedding',
    redistribute: 'passing on',
    derive: 'derived data',
    commercial: 'commercial use',
  },
  duties: {
    attribution: 'Name the publisher wherever you use it.',
    shareAlike: 'What you make of it goes under the same licence.',
  },
  allowed: 'You may',
  refused: 'You may not',
  asked: 'You must',
  limits: 'Limits',
  forEver: 'It never ends.',
  lasts: (days: bigint) => `It lasts ${days} ${days === 1n ? 'day' : 'days'} from the delivery of the key.`,
  lastsSeconds: (seconds: bigint) => `It lasts ${seconds} seconds from the delivery of the key.`,
  anybody: 'Any number of people of yours may use it.',
  seats: (count: number) =>
    count === 1 ? 'One person of yours may use it.' : `At most ${count} people of yours may use it.`,
  world: 'It holds in the whole world.',
  land: (code: string) => `It holds in the country with the code ${code} only.`,
  field: (number: number) => `It is for the field of use number ${number} only: the legal text says which that is.`,
  bound: 'You can’t sell it or give it away.',
  transferable: 'You may sell it or give it away.',
  royalty: (percent: string, least: bigint) =>
    `Of a resale ${percent} % go to those who made the data${least > 0n ? `, at least ${formatUnits(least)} TAG` : ''}.`,
  leastRoyalty: (least: bigint) => `Of a resale ${formatUnits(least)} TAG go to those who made the data.`,
  useClass: {
    commercial: 'commercial use allowed',
    unspecified: 'use not specified',
    nonCommercial: 'non-commercial only',
    academic: 'academic only',
  },
  legal: 'The legal text',
  legalHint: 'It lies on Arweave, and its hash stands in the offer: nobody can change it afterwards.',
  legalLoading: 'Reading the legal text',
  legalFailed: 'The legal text could not be read, so you can’t know what you agree to:',
};
