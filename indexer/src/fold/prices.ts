/** Prices over time: what was offered, asked, bid and paid. */
import { ESCROW_TOKENS, type Call } from '../chain/calls.ts';
import type { Fields } from '../chain/layout.ts';

export interface PricePoint {
  what: string;
  /** Base units; `undefined` where it is not written in the call. */
  amount: bigint | undefined;
}

const paid = ({ moves }: Call): bigint =>
  moves.filter(({ to }) => to === ESCROW_TOKENS).reduce((sum, { amount }) => sum + amount, 0n);

const told = (call: Call, event: string, field: string): bigint | undefined =>
  call.events.find(({ name }) => name === event)?.data[field] as bigint | undefined;

const RULES: Readonly<Record<string, (call: Call) => PricePoint>> = {
  openOffer: ({ args }) => ({ what: 'offered', amount: (args['args'] as Fields)['price'] as bigint }),
  closeOffer: (call) => ({ what: 'offerClosed', amount: told(call, 'offerChanged', 'price') }),
  buyLicense: (call) => ({ what: 'bought', amount: paid(call) }),
  renewLicense: (call) => ({ what: 'renewed', amount: paid(call) }),
  upgradeLicense: (call) => ({ what: 'upgraded', amount: paid(call) }),
  askLicense: ({ args }) => ({ what: 'asked', amount: args['price'] as bigint }),
  bidLicense: ({ args }) => ({ what: 'bid', amount: (args['args'] as Fields)['price'] as bigint }),
  withdrawBid: (call) => ({ what: 'bidWithdrawn', amount: told(call, 'bidChanged', 'price') }),
  acceptBid: (call) => ({ what: 'sold', amount: told(call, 'bidChanged', 'price') }),
  transferLicense: ({ args }) => ({ what: 'approved', amount: args['price'] as bigint }),
  refundPurchase: (call) => ({ what: 'refunded', amount: told(call, 'licenseChanged', 'paid') }),
};

/** The price a call sets or pays; `undefined` for all other calls. */
export const priceOf = (call: Call): PricePoint | undefined => RULES[call.name]?.(call);
