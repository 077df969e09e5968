/**
 * What somebody is told, in one table: indexer/README.md shows it, and the OpenAPI document lists the numbers. Names and numbers never change
 * and are never used again; sentences and read-markers are the client's.
 */

/** Who a kind is for. */
export type Who = 'annotator' | 'requester' | 'validator' | 'publisher' | 'holder' | 'everybody';

export interface Kind {
  number: number;
  who: Who;
  what: string;
}

/** What happened: rows of `/wallets/W/notifications`, each hanging on a final row of the feed. */
export const TOLD = {
  paid: { number: 1, who: 'annotator', what: 'paid for panels or votes; `amount` is the reward' },
  panelSettled: { number: 2, who: 'annotator', what: 'a panel he answered is settled' },
  contested: { number: 3, who: 'annotator', what: 'labels of a panel he answered are contested or audited' },
  caseConcluded: { number: 4, who: 'annotator', what: 'a review of such a panel is over; `amount` was returned' },
  claimExpired: { number: 5, who: 'annotator', what: 'his claim has lapsed' },
  revealMissed: { number: 6, who: 'annotator', what: 'he did not reveal in time' },
  licenceBought: { number: 7, who: 'publisher', what: 'a licence of his dataset was bought, renewed or upgraded' },
  keyDelivered: { number: 8, who: 'holder', what: 'the key of a dataset he bought is there' },
  licenceResold: { number: 9, who: 'publisher', what: 'a licence of his dataset was sold on' },
  bidReceived: { number: 10, who: 'holder', what: 'somebody bids for his licence; `amount` is the bid' },
  taskKeyDelivered: { number: 11, who: 'annotator', what: 'the key of a private task is there' },
  purchaseRefunded: { number: 12, who: 'holder', what: 'a purchase without a key was refunded' },
  licenceAccused: { number: 13, who: 'holder', what: 'he is accused of a breach' },
  slashed: { number: 14, who: 'annotator', what: 'stake was taken; `amount` says how much' },
  levelChanged: {
    number: 15,
    who: 'annotator',
    what: 'his level in the domain of the task is another; `amount` is the level',
  },
  taskPanelSettled: { number: 16, who: 'requester', what: 'panels of his task are settled' },
  taskContested: { number: 17, who: 'requester', what: 'labels of his task are contested or audited' },
  taskCaseConcluded: { number: 18, who: 'requester', what: 'a review in his task is over; `amount` was returned' },
} as const satisfies Record<string, Kind>;
export type Told = keyof typeof TOLD;

/** What is coming: rows of `/wallets/W/reminders`, derived from the accounts as they are when somebody asks. */
export const COMING = {
  claimLapses: { number: 101, who: 'annotator', what: 'a claim to be committed until then' },
  revealOpen: { number: 102, who: 'annotator', what: 'a commitment to be revealed until then' },
  voteDrawn: { number: 103, who: 'validator', what: 'drawn for a review: a vote to be committed until then' },
  voteReveal: { number: 104, who: 'validator', what: 'a vote to be revealed until then' },
  taskEnds: { number: 105, who: 'requester', what: 'his task ends then' },
  moneyLow: {
    number: 106,
    who: 'requester',
    what: 'less than a tenth of its money is left and items are open; `amount` is left',
  },
  keyOwed: { number: 107, who: 'publisher', what: 'a buyer waits for the key until then' },
  refundPossible: { number: 108, who: 'holder', what: 'the key did not come by then: the purchase may be refunded' },
  licenceEnds: { number: 109, who: 'holder', what: 'his licence ends then' },
  sessionEnds: { number: 110, who: 'everybody', what: 'his session key ends then' },
} as const satisfies Record<string, Kind>;
export type Coming = keyof typeof COMING;

/** `1 paid, 2 panelSettled, ...`, for the OpenAPI document. */
export const listed = (kinds: Readonly<Record<string, Kind>>): string =>
  Object.entries(kinds)
    .map(([name, { number }]) => `${number} ${name}`)
    .join(', ');
