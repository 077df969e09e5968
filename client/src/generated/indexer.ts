// Generated from indexer/openapi.json by indexer/src/main-openapi.ts. Do not edit; run `npm run openapi -w indexer`.
import type { Shape } from '../indexer/shape.ts';

/** What the indexer answers, by the name of the route. 64-bit numbers are decimal text. */
export interface Operations {
  /** Tasks. */
  listTasks: {
    path: {  };
    query: { /** `next` of the last page */ cursor?: string; limit?: number; domain?: number; state?: "open" | "ended" | "cancelled"; /** Tasks this level may join */ level?: number; /** Whole number as decimal text */ minPrice?: string; /** Address, base58 */ requester?: string; /** Words to be found */ text?: string; sort?: "newest" | "price" | "ends"; };
    answer: { items: ({ /** Address, base58 */ address: string; /** Address, base58 */ requester: string; domain: number; level: number; method: number; classes: number; items: number; /** Whole number as decimal text */ price: string; /** Whole number as decimal text */ bond: string; /** Whole number as decimal text */ reviewFee: string; private: boolean; hasGold: boolean; claimMode: number; /** Whole number as decimal text */ minStake: string; cancelled: boolean; /** Whole number as decimal text */ endsAt: string; /** Whole number as decimal text */ escrow: string; /** Whole number as decimal text */ funded: string; /** Whole number as decimal text */ paid: string; /** Whole number as decimal text */ answers: string; /** Whole number as decimal text */ accepted: string; /** Whole number as decimal text */ itemsSettled: string; panelsSettled: number; pages: number; seats: number; /** Arweave id */ rulesId: string; /** Bytes in hexadecimal */ rulesHash: string; /** Whole number as decimal text */ readSlot: string; finalized: boolean; title: string | null; })[]; /** `cursor` of the next page; null at the end */ next: string | null; };
  };
  /** One task with its pages and how far it is. */
  getTask: {
    path: { /** Address, base58 */ task: string; };
    query: {  };
    answer: { task: { /** Address, base58 */ address: string; /** Address, base58 */ requester: string; domain: number; level: number; method: number; classes: number; items: number; /** Whole number as decimal text */ price: string; /** Whole number as decimal text */ bond: string; /** Whole number as decimal text */ reviewFee: string; private: boolean; hasGold: boolean; claimMode: number; /** Whole number as decimal text */ minStake: string; cancelled: boolean; /** Whole number as decimal text */ endsAt: string; /** Whole number as decimal text */ escrow: string; /** Whole number as decimal text */ funded: string; /** Whole number as decimal text */ paid: string; /** Whole number as decimal text */ answers: string; /** Whole number as decimal text */ accepted: string; /** Whole number as decimal text */ itemsSettled: string; panelsSettled: number; pages: number; seats: number; /** Arweave id */ rulesId: string; /** Bytes in hexadecimal */ rulesHash: string; /** Whole number as decimal text */ readSlot: string; finalized: boolean; title: string | null; }; pages: ({ /** Address, base58 */ address: string; index: number; review: boolean; /** Whole number as decimal text */ funds: string; /** Whole number as decimal text */ free: string; /** Whole number as decimal text */ paid: string; /** Whole number as decimal text */ answers: string; /** Whole number as decimal text */ accepted: string; /** Whole number as decimal text */ itemsSettled: string; panelsSettled: number; /** Whole number as decimal text */ firstPanel: string; /** Whole number as decimal text */ nextPanel: string; /** Whole number as decimal text */ readSlot: string; finalized: boolean; })[]; progress: { /** Panels of annotators that were opened */ panels: number; /** of them decided */ settled: number; /** Settled items of all items, basis points */ itemsSettledBps: number; agreementBps: number | null; /** Reviews and appeals that were opened */ reviews: number; }; };
  };
  /** Panels of a task, of pages that are closed too. */
  listPanels: {
    path: { /** Address, base58 */ task: string; };
    query: { /** `next` of the last page */ cursor?: string; limit?: number; };
    answer: { items: ({ /** Address, base58 */ page: string; pageNumber: number; /** Whole number as decimal text */ number: string; /** 0 annotators, 1 review, 2 appeal */ kind: number; firstItem: string | null; items: number | null; seatsFirst: number | null; seatsMax: number | null; difficultyBps: number | null; /** Whole number as decimal text */ openedSlot: string; labels: string | null; labelsFrom: string | null; answers: string | null; rewards: string | null; settledSlot: string | null; unsure: boolean; finalized: boolean; })[]; /** `cursor` of the next page; null at the end */ next: string | null; };
  };
  /** Seats of a task. */
  listSeats: {
    path: { /** Address, base58 */ task: string; };
    query: { /** `next` of the last page */ cursor?: string; limit?: number; };
    answer: { items: ({ /** Address, base58 */ address: string; index: number; /** Address, base58 */ task: string; /** Address, base58 */ wallet: string; validator: boolean; /** Whole number as decimal text */ bondFree: string; /** Whole number as decimal text */ bondHeld: string; /** Whole number as decimal text */ earned: string; /** Whole number as decimal text */ slashed: string; /** Whole number as decimal text */ answered: string; /** Whole number as decimal text */ accepted: string; missedReveals: number; openSlots: number; /** Whole number as decimal text */ readSlot: string; finalized: boolean; })[]; /** `cursor` of the next page; null at the end */ next: string | null; };
  };
  /** Answers that were revealed in a task with what was decided, one row a seat of a panel. */
  listLabels: {
    path: { /** Address, base58 */ task: string; };
    query: { /** `next` of the last page */ cursor?: string; limit?: number; };
    answer: { items: ({ /** Address, base58 */ page: string; /** Whole number as decimal text */ panel: string; /** Place in the panel */ seat: number; /** Address, base58 */ wallet: string; /** Number in the task of the first item */ firstItem: string; /** Class said of each item */ answers: (number)[]; decided: (number)[] | null; labelsFrom: string | null; /** Whole number as decimal text */ revealedSlot: string; /** Signature, base58 */ revealedSignature: string; settledSlot: string | null; finalized: boolean; })[]; /** `cursor` of the next page; null at the end */ next: string | null; };
  };
  /** Final calls about a task with their bytes and what they logged, the oldest first. */
  listCalls: {
    path: { /** Address, base58 */ task: string; };
    query: { /** Number of a row of the feed */ after?: string; limit?: number; };
    answer: { items: ({ /** Number of the feed row */ seq: string; /** Signature, base58 */ signature: string; /** Whole number as decimal text */ slot: string; blockTime: string | null; ix: number; /** Number of the inner instruction, -1 for the instruction itself */ inner: number; name: string; /** In the order of the interface; further ones follow */ accounts: (string)[]; /** Bytes in hexadecimal */ data: string; events: ({ name: string; /** Fields by name, as JSON: 64-bit numbers and addresses as text, bytes in hexadecimal */ data: string; })[]; })[]; /** `after` of the next page; the same as asked where nothing is new */ last: string; };
  };
  /** Members. */
  listMembers: {
    path: {  };
    query: { /** `next` of the last page */ cursor?: string; limit?: number; sort?: "earned" | "answered"; };
    answer: { items: ({ /** Address, base58 */ address: string; /** Address, base58 */ wallet: string; /** Whole number as decimal text */ stakeActive: string; /** Whole number as decimal text */ stakeLocked: string; /** Whole number as decimal text */ stakeCooling: string; /** Whole number as decimal text */ balance: string; /** Whole number as decimal text */ earned: string; /** Whole number as decimal text */ slashed: string; /** Whole number as decimal text */ answered: string; /** Whole number as decimal text */ agreed: string; /** Whole number as decimal text */ goldHits: string; /** Whole number as decimal text */ goldTotal: string; panels: number; missedReveals: number; expiredClaims: number; seats: number; /** Whole number as decimal text */ votes: string; /** Whole number as decimal text */ coherent: string; /** Whole number as decimal text */ readSlot: string; finalized: boolean; })[]; /** `cursor` of the next page; null at the end */ next: string | null; };
  };
  /** The member behind a wallet, and his record in each domain. */
  getMember: {
    path: { /** Address, base58 */ wallet: string; };
    query: {  };
    answer: { member: { /** Address, base58 */ address: string; /** Address, base58 */ wallet: string; /** Whole number as decimal text */ stakeActive: string; /** Whole number as decimal text */ stakeLocked: string; /** Whole number as decimal text */ stakeCooling: string; /** Whole number as decimal text */ balance: string; /** Whole number as decimal text */ earned: string; /** Whole number as decimal text */ slashed: string; /** Whole number as decimal text */ answered: string; /** Whole number as decimal text */ agreed: string; /** Whole number as decimal text */ goldHits: string; /** Whole number as decimal text */ goldTotal: string; panels: number; missedReveals: number; expiredClaims: number; seats: number; /** Whole number as decimal text */ votes: string; /** Whole number as decimal text */ coherent: string; /** Whole number as decimal text */ readSlot: string; finalized: boolean; }; records: ({ domain: number; qualityBps: number; /** Whole number as decimal text */ good: string; /** Whole number as decimal text */ seen: string; day: number; streak: number; })[]; };
  };
  /** Members by the quality of their work in a domain. */
  getLeaderboard: {
    path: { domain: number; };
    query: { /** `next` of the last page */ cursor?: string; limit?: number; };
    answer: { items: ({ /** Address, base58 */ wallet: string; domain: number; qualityBps: number; /** Whole number as decimal text */ good: string; /** Whole number as decimal text */ seen: string; day: number; streak: number; })[]; /** `cursor` of the next page; null at the end */ next: string | null; };
  };
  /** What a wallet earned, final and pending apart; `byReason` holds everything that moved its balance. */
  getEarnings: {
    path: { /** Address, base58 */ wallet: string; };
    query: {  };
    answer: { earned: { /** Whole number as decimal text */ finalized: string; /** Whole number as decimal text */ pending: string; }; byReason: ({ reason: string; /** Whole number as decimal text */ finalized: string; /** Whole number as decimal text */ pending: string; })[]; };
  };
  /** What a wallet earned, by task or dataset it came from. */
  listEarningsByTask: {
    path: { /** Address, base58 */ wallet: string; };
    query: { /** `next` of the last page */ cursor?: string; limit?: number; };
    answer: { items: ({ /** Address, base58 */ from: string; book: string; /** Whole number as decimal text */ finalized: string; /** Whole number as decimal text */ pending: string; })[]; /** `cursor` of the next page; null at the end */ next: string | null; };
  };
  /** What a wallet earned on each day (days since 1970, UTC), the newest first. */
  listEarningsByDay: {
    path: { /** Address, base58 */ wallet: string; };
    query: { /** `next` of the last page */ cursor?: string; limit?: number; };
    answer: { items: ({ day: number; /** Whole number as decimal text */ finalized: string; /** Whole number as decimal text */ pending: string; })[]; /** `cursor` of the next page; null at the end */ next: string | null; };
  };
  /** Seats of a wallet in tasks that live. */
  listSeatsOfWallet: {
    path: { /** Address, base58 */ wallet: string; };
    query: { /** `next` of the last page */ cursor?: string; limit?: number; };
    answer: { items: ({ /** Address, base58 */ task: string; /** Address, base58 */ address: string; index: number; /** Whole number as decimal text */ earned: string; /** Whole number as decimal text */ answered: string; openSlots: number; taskEndsAt: string | null; })[]; /** `cursor` of the next page; null at the end */ next: string | null; };
  };
  /** Votes a wallet gave as a validator, the newest first, with the verdict and what was paid. */
  listVotesOfWallet: {
    path: { /** Address, base58 */ wallet: string; };
    query: { /** `next` of the last page */ cursor?: string; limit?: number; };
    answer: { items: ({ /** Page of the review */ review: string; /** 0 for the first, then appeals */ round: string; /** Address, base58 */ task: string; /** Page whose panel is judged, or the licence of a breach; null where it is not known */ subjectPage: string | null; /** Number of the judged panel; null for a breach */ subject: string | null; breach: boolean; payload: boolean; /** Code for each judged item, in their order; null where nothing was shown, or its length is not known yet */ votes: (number)[] | null; /** Code that stood for each item, null for one left undecided; null before the review is concluded */ verdict: (number | null)[] | null; /** Votes that became the verdict, or were about an item left undecided */ coherent: number | null; /** Base units paid for them; null before they are collected */ reward: string | null; /** Base units taken from the bond; null before it is given back */ slashed: string | null; /** Unix seconds */ committedAt: string | null; /** Unix seconds */ revealedAt: string | null; /** Unix seconds */ concludedAt: string | null; /** Unix seconds */ collectedAt: string | null; finalized: boolean; })[]; /** `cursor` of the next page; null at the end */ next: string | null; };
  };
  /** Datasets. */
  listDatasets: {
    path: {  };
    query: { /** `next` of the last page */ cursor?: string; limit?: number; /** Address, base58 */ publisher?: string; /** Address, base58 */ task?: string; useClass?: number; withdrawn?: boolean; /** Whole number as decimal text */ maxPrice?: string; /** Words to be found */ text?: string; sort?: "newest" | "sold"; };
    answer: { items: ({ /** Address, base58 */ address: string; /** Address, base58 */ publisher: string; /** Address, base58 */ mint: string; /** Address, base58 */ task: string; /** Arweave id */ manifestId: string; /** Bytes in hexadecimal */ manifestHash: string; useClass: number; withdrawn: boolean; offers: number; /** Whole number as decimal text */ sold: string; /** Whole number as decimal text */ earned: string; /** Whole number as decimal text */ publishedAt: string; /** Whole number as decimal text */ bond: string; /** Whole number as decimal text */ readSlot: string; finalized: boolean; title: string | null; })[]; /** `cursor` of the next page; null at the end */ next: string | null; };
  };
  /** One dataset with its offers. */
  getDataset: {
    path: { /** Address, base58 */ dataset: string; };
    query: {  };
    answer: { dataset: { /** Address, base58 */ address: string; /** Address, base58 */ publisher: string; /** Address, base58 */ mint: string; /** Address, base58 */ task: string; /** Arweave id */ manifestId: string; /** Bytes in hexadecimal */ manifestHash: string; useClass: number; withdrawn: boolean; offers: number; /** Whole number as decimal text */ sold: string; /** Whole number as decimal text */ earned: string; /** Whole number as decimal text */ publishedAt: string; /** Whole number as decimal text */ bond: string; /** Whole number as decimal text */ readSlot: string; finalized: boolean; title: string | null; }; offers: ({ /** Address, base58 */ address: string; /** Address, base58 */ dataset: string; index: number; /** Whole number as decimal text */ price: string; supply: number; sold: number; /** Whole number as decimal text */ termSecs: string; seats: number; uses: number; royaltyBps: number; transferable: boolean; /** Whole number as decimal text */ readSlot: string; finalized: boolean; })[]; };
  };
  /** Purchases, renewals and resales of licences of a dataset, the newest first. */
  listSales: {
    path: { /** Address, base58 */ dataset: string; };
    query: { /** `next` of the last page */ cursor?: string; limit?: number; };
    answer: { items: ({ /** Signature, base58 */ signature: string; /** Whole number as decimal text */ slot: string; blockTime: string | null; what: string; dataset: string | null; license: string | null; wallet: string | null; amount: string | null; finalized: boolean; })[]; /** `cursor` of the next page; null at the end */ next: string | null; };
  };
  /** Offers, sales, asks, bids and resales over time, the newest first. */
  listPrices: {
    path: {  };
    query: { /** `next` of the last page */ cursor?: string; limit?: number; /** Address, base58 */ dataset?: string; /** Address, base58 */ license?: string; };
    answer: { items: ({ /** Signature, base58 */ signature: string; /** Whole number as decimal text */ slot: string; blockTime: string | null; what: string; dataset: string | null; license: string | null; wallet: string | null; amount: string | null; finalized: boolean; })[]; /** `cursor` of the next page; null at the end */ next: string | null; };
  };
  /** Offers, the cheapest first. */
  listOffers: {
    path: {  };
    query: { /** `next` of the last page */ cursor?: string; limit?: number; /** Address, base58 */ dataset?: string; };
    answer: { items: ({ /** Address, base58 */ address: string; /** Address, base58 */ dataset: string; index: number; /** Whole number as decimal text */ price: string; supply: number; sold: number; /** Whole number as decimal text */ termSecs: string; seats: number; uses: number; royaltyBps: number; transferable: boolean; /** Whole number as decimal text */ readSlot: string; finalized: boolean; })[]; /** `cursor` of the next page; null at the end */ next: string | null; };
  };
  /** Licences of a wallet, the newest first. */
  listLicences: {
    path: { /** Address, base58 */ holder: string; };
    query: { /** `next` of the last page */ cursor?: string; limit?: number; /** Address, base58 */ dataset?: string; };
    answer: { items: ({ /** Address, base58 */ address: string; /** Address, base58 */ dataset: string; /** Address, base58 */ mint: string; /** Address, base58 */ holder: string; /** 0 pending, 1 active, 2 revoked */ state: number; offer: number; /** Whole number as decimal text */ paid: string; /** Whole number as decimal text */ boughtAt: string; /** Whole number as decimal text */ expiresAt: string; /** Whole number as decimal text */ keyUntil: string; /** Whole number as decimal text */ asking: string; royaltyBps: number; uses: number; /** Whole number as decimal text */ readSlot: string; finalized: boolean; })[]; /** `cursor` of the next page; null at the end */ next: string | null; };
  };
  /** Licences that are for sale by their holders, the cheapest first. */
  listResale: {
    path: {  };
    query: { /** `next` of the last page */ cursor?: string; limit?: number; /** Address, base58 */ dataset?: string; };
    answer: { items: ({ /** Address, base58 */ address: string; /** Address, base58 */ dataset: string; /** Address, base58 */ mint: string; /** Address, base58 */ holder: string; /** 0 pending, 1 active, 2 revoked */ state: number; offer: number; /** Whole number as decimal text */ paid: string; /** Whole number as decimal text */ boughtAt: string; /** Whole number as decimal text */ expiresAt: string; /** Whole number as decimal text */ keyUntil: string; /** Whole number as decimal text */ asking: string; royaltyBps: number; uses: number; /** Whole number as decimal text */ readSlot: string; finalized: boolean; })[]; /** `cursor` of the next page; null at the end */ next: string | null; };
  };
  /** Bids, the highest first. */
  listBids: {
    path: {  };
    query: { /** `next` of the last page */ cursor?: string; limit?: number; /** Address, base58 */ license?: string; /** Address, base58 */ bidder?: string; };
    answer: { items: ({ /** Address, base58 */ address: string; /** Address, base58 */ license: string; /** Address, base58 */ bidder: string; /** Whole number as decimal text */ price: string; /** Whole number as decimal text */ until: string; /** Whole number as decimal text */ readSlot: string; finalized: boolean; })[]; /** `cursor` of the next page; null at the end */ next: string | null; };
  };
  /** Least stake and domains. */
  getProgram: {
    path: {  };
    query: {  };
    answer: { /** Base units of stake a level is counted by */ minStake: string; domains: ({ /** What tasks and records refer to; never changes */ place: number; name: string; retired: boolean; })[]; /** Whole number as decimal text */ readSlot: string; };
  };
  /** How far the index is. */
  getHealth: {
    path: {  };
    query: {  };
    answer: { ok: boolean; /** Whole number as decimal text */ slot: string; /** Whole number as decimal text */ finalizedSlot: string; /** Whole number as decimal text */ seq: string; };
  };
  /** Figures of the whole market. */
  getStats: {
    path: {  };
    query: {  };
    answer: { tasks: number; openTasks: number; members: number; datasets: number; licences: number; /** Base units members earned, final ones only */ paid: string; /** Base units members earned in what is not final */ paidPending: string; /** Unix seconds the figures were counted; they are counted once a minute at most */ asOf: number; };
  };
  /** Proposals, the newest first. */
  listProposals: {
    path: {  };
    query: { /** `next` of the last page */ cursor?: string; limit?: number; status?: number; };
    answer: { items: ({ /** Address, base58 */ address: string; /** Whole number as decimal text */ number: string; status: number; /** Address, base58 */ proposer: string; /** Whole number as decimal text */ openedAt: string; /** Whole number as decimal text */ endsAt: string; /** Whole number as decimal text */ deposit: string; /** Whole number as decimal text */ votes: string; /** Whole number as decimal text */ against: string; /** Whole number as decimal text */ inFavour: string; /** Whole number as decimal text */ abstain: string; ballots: number; /** Whole number as decimal text */ readSlot: string; finalized: boolean; })[]; /** `cursor` of the next page; null at the end */ next: string | null; };
  };
  /** One proposal. */
  getProposal: {
    path: { /** Address, base58 */ proposal: string; };
    query: {  };
    answer: { /** Address, base58 */ address: string; /** Whole number as decimal text */ number: string; status: number; /** Address, base58 */ proposer: string; /** Whole number as decimal text */ openedAt: string; /** Whole number as decimal text */ endsAt: string; /** Whole number as decimal text */ deposit: string; /** Whole number as decimal text */ votes: string; /** Whole number as decimal text */ against: string; /** Whole number as decimal text */ inFavour: string; /** Whole number as decimal text */ abstain: string; ballots: number; /** Whole number as decimal text */ readSlot: string; finalized: boolean; };
  };
  /** What happened, the oldest first: with `task`, `dataset` or `wallet` the activity of one thing. */
  listFeed: {
    path: {  };
    query: { /** Names of calls, commas between them */ names?: string; /** Address, base58 */ task?: string; /** Address, base58 */ dataset?: string; /** Address, base58 */ wallet?: string; /** `finalized` (default), or everything as it is told */ state?: "finalized" | "any"; /** Number of a row of the feed */ after?: string; limit?: number; };
    answer: { items: ({ /** Strictly increasing; names this row for ever */ seq: string; state: "confirmed" | "finalized" | "reverted"; /** Signature, base58 */ signature: string; ix: number; /** Number of the inner instruction, -1 for the instruction itself */ inner: number; /** Whole number as decimal text */ slot: string; blockTime: string | null; /** Instruction of the program */ name: string; task: string | null; dataset: string | null; wallet: string | null; })[]; /** `after` of the next page; the same as asked where nothing is new */ last: string; };
  };
  /** What a wallet should know of, the newest first; final only. */
  listNotifications: {
    path: { /** Address, base58 */ wallet: string; };
    query: { /** `next` of the last page */ cursor?: string; limit?: number; };
    answer: { items: ({ /** Number of the feed row */ seq: string; /** 1 paid, 2 panelSettled, 3 contested, 4 caseConcluded, 5 claimExpired, 6 revealMissed, 7 licenceBought, 8 keyDelivered, 9 licenceResold, 10 bidReceived, 11 taskKeyDelivered, 12 purchaseRefunded, 13 licenceAccused, 14 slashed, 15 levelChanged, 16 taskPanelSettled, 17 taskContested, 18 taskCaseConcluded */ kind: number; /** Whole number as decimal text */ slot: string; blockTime: string | null; /** Signature, base58 */ signature: string; task: string | null; dataset: string | null; page: string | null; panel: string | null; amount: string | null; })[]; /** `cursor` of the next page; null at the end */ next: string | null; };
  };
  /** What a wallet has to do by when: claims to be committed and commitments to be revealed. */
  listDue: {
    path: { /** Address, base58 */ wallet: string; };
    query: {  };
    answer: { items: ({ what: "commit" | "reveal"; /** Address, base58 */ task: string; /** Address, base58 */ page: string; /** Whole number as decimal text */ panel: string; /** Place in the panel */ seat: number; items: number; /** Unix seconds */ until: string; })[]; complete: boolean; };
  };
  /** What is coming for a wallet: what it has to do, and what ends, the earliest first. */
  listReminders: {
    path: { /** Address, base58 */ wallet: string; };
    query: { /** Only what is due within so many seconds */ within?: number; };
    answer: { items: ({ /** 101 claimLapses, 102 revealOpen, 103 voteDrawn, 104 voteReveal, 105 taskEnds, 106 moneyLow, 107 keyOwed, 108 refundPossible, 109 licenceEnds, 110 sessionEnds */ kind: number; /** Unix seconds; null where it holds now */ at: string | null; task: string | null; dataset: string | null; licence: string | null; page: string | null; panel: string | null; amount: string | null; })[]; complete: boolean; };
  };
}

/** Where each route is. */
export const PATHS = {
  listTasks: '/tasks',
  getTask: '/tasks/{task}',
  listPanels: '/tasks/{task}/panels',
  listSeats: '/tasks/{task}/seats',
  listLabels: '/tasks/{task}/labels',
  listCalls: '/tasks/{task}/calls',
  listMembers: '/members',
  getMember: '/members/{wallet}',
  getLeaderboard: '/leaderboards/{domain}',
  getEarnings: '/wallets/{wallet}/earnings',
  listEarningsByTask: '/wallets/{wallet}/earnings/tasks',
  listEarningsByDay: '/wallets/{wallet}/earnings/days',
  listSeatsOfWallet: '/wallets/{wallet}/seats',
  listVotesOfWallet: '/wallets/{wallet}/votes',
  listDatasets: '/datasets',
  getDataset: '/datasets/{dataset}',
  listSales: '/datasets/{dataset}/sales',
  listPrices: '/prices',
  listOffers: '/offers',
  listLicences: '/wallets/{holder}/licences',
  listResale: '/resale',
  listBids: '/bids',
  getProgram: '/program',
  getHealth: '/health',
  getStats: '/stats',
  listProposals: '/proposals',
  getProposal: '/proposals/{proposal}',
  listFeed: '/feed',
  listNotifications: '/wallets/{wallet}/notifications',
  listDue: '/wallets/{wallet}/due',
  listReminders: '/wallets/{wallet}/reminders',
} as const satisfies Record<keyof Operations, string>;

/** What each answer has to look like. */
export const SHAPES: Readonly<Record<keyof Operations, Shape>> = {
  listTasks: {"fields":{"items":{"list":{"fields":{"address":"address","requester":"address","domain":"integer","level":"integer","method":"integer","classes":"integer","items":"integer","price":"whole","bond":"whole","reviewFee":"whole","private":"boolean","hasGold":"boolean","claimMode":"integer","minStake":"whole","cancelled":"boolean","endsAt":"whole","escrow":"whole","funded":"whole","paid":"whole","answers":"whole","accepted":"whole","itemsSettled":"whole","panelsSettled":"integer","pages":"integer","seats":"integer","rulesId":"id","rulesHash":"hex","readSlot":"whole","finalized":"boolean","title":{"any":["text","null"]}}}},"next":{"any":["text","null"]}}},
  getTask: {"fields":{"task":{"fields":{"address":"address","requester":"address","domain":"integer","level":"integer","method":"integer","classes":"integer","items":"integer","price":"whole","bond":"whole","reviewFee":"whole","private":"boolean","hasGold":"boolean","claimMode":"integer","minStake":"whole","cancelled":"boolean","endsAt":"whole","escrow":"whole","funded":"whole","paid":"whole","answers":"whole","accepted":"whole","itemsSettled":"whole","panelsSettled":"integer","pages":"integer","seats":"integer","rulesId":"id","rulesHash":"hex","readSlot":"whole","finalized":"boolean","title":{"any":["text","null"]}}},"pages":{"list":{"fields":{"address":"address","index":"integer","review":"boolean","funds":"whole","free":"whole","paid":"whole","answers":"whole","accepted":"whole","itemsSettled":"whole","panelsSettled":"integer","firstPanel":"whole","nextPanel":"whole","readSlot":"whole","finalized":"boolean"}}},"progress":{"fields":{"panels":"integer","settled":"integer","itemsSettledBps":"integer","agreementBps":{"any":["integer","null"]},"reviews":"integer"}}}},
  listPanels: {"fields":{"items":{"list":{"fields":{"page":"address","pageNumber":"integer","number":"whole","kind":"integer","firstItem":{"any":["whole","null"]},"items":{"any":["integer","null"]},"seatsFirst":{"any":["integer","null"]},"seatsMax":{"any":["integer","null"]},"difficultyBps":{"any":["integer","null"]},"openedSlot":"whole","labels":{"any":["hex","null"]},"labelsFrom":{"any":["text","null"]},"answers":{"any":["whole","null"]},"rewards":{"any":["whole","null"]},"settledSlot":{"any":["whole","null"]},"unsure":"boolean","finalized":"boolean"}}},"next":{"any":["text","null"]}}},
  listSeats: {"fields":{"items":{"list":{"fields":{"address":"address","index":"integer","task":"address","wallet":"address","validator":"boolean","bondFree":"whole","bondHeld":"whole","earned":"whole","slashed":"whole","answered":"whole","accepted":"whole","missedReveals":"integer","openSlots":"integer","readSlot":"whole","finalized":"boolean"}}},"next":{"any":["text","null"]}}},
  listLabels: {"fields":{"items":{"list":{"fields":{"page":"address","panel":"whole","seat":"integer","wallet":"address","firstItem":"whole","answers":{"list":"integer"},"decided":{"any":[{"list":"integer"},"null"]},"labelsFrom":{"any":["text","null"]},"revealedSlot":"whole","revealedSignature":"signature","settledSlot":{"any":["whole","null"]},"finalized":"boolean"}}},"next":{"any":["text","null"]}}},
  listCalls: {"fields":{"items":{"list":{"fields":{"seq":"whole","signature":"signature","slot":"whole","blockTime":{"any":["whole","null"]},"ix":"integer","inner":"integer","name":"name","accounts":{"list":"address"},"data":"hex","events":{"list":{"fields":{"name":"name","data":"text"}}}}}},"last":"text"}},
  listMembers: {"fields":{"items":{"list":{"fields":{"address":"address","wallet":"address","stakeActive":"whole","stakeLocked":"whole","stakeCooling":"whole","balance":"whole","earned":"whole","slashed":"whole","answered":"whole","agreed":"whole","goldHits":"whole","goldTotal":"whole","panels":"integer","missedReveals":"integer","expiredClaims":"integer","seats":"integer","votes":"whole","coherent":"whole","readSlot":"whole","finalized":"boolean"}}},"next":{"any":["text","null"]}}},
  getMember: {"fields":{"member":{"fields":{"address":"address","wallet":"address","stakeActive":"whole","stakeLocked":"whole","stakeCooling":"whole","balance":"whole","earned":"whole","slashed":"whole","answered":"whole","agreed":"whole","goldHits":"whole","goldTotal":"whole","panels":"integer","missedReveals":"integer","expiredClaims":"integer","seats":"integer","votes":"whole","coherent":"whole","readSlot":"whole","finalized":"boolean"}},"records":{"list":{"fields":{"domain":"integer","qualityBps":"integer","good":"whole","seen":"whole","day":"integer","streak":"integer"}}}}},
  getLeaderboard: {"fields":{"items":{"list":{"fields":{"wallet":"address","domain":"integer","qualityBps":"integer","good":"whole","seen":"whole","day":"integer","streak":"integer"}}},"next":{"any":["text","null"]}}},
  getEarnings: {"fields":{"earned":{"fields":{"finalized":"whole","pending":"whole"}},"byReason":{"list":{"fields":{"reason":"text","finalized":"whole","pending":"whole"}}}}},
  listEarningsByTask: {"fields":{"items":{"list":{"fields":{"from":"address","book":"text","finalized":"whole","pending":"whole"}}},"next":{"any":["text","null"]}}},
  listEarningsByDay: {"fields":{"items":{"list":{"fields":{"day":"integer","finalized":"whole","pending":"whole"}}},"next":{"any":["text","null"]}}},
  listSeatsOfWallet: {"fields":{"items":{"list":{"fields":{"task":"address","address":"address","index":"integer","earned":"whole","answered":"whole","openSlots":"integer","taskEndsAt":{"any":["whole","null"]}}}},"next":{"any":["text","null"]}}},
  listVotesOfWallet: {"fields":{"items":{"list":{"fields":{"review":"address","round":"whole","task":"address","subjectPage":{"any":["address","null"]},"subject":{"any":["whole","null"]},"breach":"boolean","payload":"boolean","votes":{"any":[{"list":"integer"},"null"]},"verdict":{"any":[{"list":{"any":["integer","null"]}},"null"]},"coherent":{"any":["integer","null"]},"reward":{"any":["whole","null"]},"slashed":{"any":["whole","null"]},"committedAt":{"any":["whole","null"]},"revealedAt":{"any":["whole","null"]},"concludedAt":{"any":["whole","null"]},"collectedAt":{"any":["whole","null"]},"finalized":"boolean"}}},"next":{"any":["text","null"]}}},
  listDatasets: {"fields":{"items":{"list":{"fields":{"address":"address","publisher":"address","mint":"address","task":"address","manifestId":"id","manifestHash":"hex","useClass":"integer","withdrawn":"boolean","offers":"integer","sold":"whole","earned":"whole","publishedAt":"whole","bond":"whole","readSlot":"whole","finalized":"boolean","title":{"any":["text","null"]}}}},"next":{"any":["text","null"]}}},
  getDataset: {"fields":{"dataset":{"fields":{"address":"address","publisher":"address","mint":"address","task":"address","manifestId":"id","manifestHash":"hex","useClass":"integer","withdrawn":"boolean","offers":"integer","sold":"whole","earned":"whole","publishedAt":"whole","bond":"whole","readSlot":"whole","finalized":"boolean","title":{"any":["text","null"]}}},"offers":{"list":{"fields":{"address":"address","dataset":"address","index":"integer","price":"whole","supply":"integer","sold":"integer","termSecs":"whole","seats":"integer","uses":"integer","royaltyBps":"integer","transferable":"boolean","readSlot":"whole","finalized":"boolean"}}}}},
  listSales: {"fields":{"items":{"list":{"fields":{"signature":"signature","slot":"whole","blockTime":{"any":["whole","null"]},"what":"text","dataset":{"any":["address","null"]},"license":{"any":["address","null"]},"wallet":{"any":["address","null"]},"amount":{"any":["whole","null"]},"finalized":"boolean"}}},"next":{"any":["text","null"]}}},
  listPrices: {"fields":{"items":{"list":{"fields":{"signature":"signature","slot":"whole","blockTime":{"any":["whole","null"]},"what":"text","dataset":{"any":["address","null"]},"license":{"any":["address","null"]},"wallet":{"any":["address","null"]},"amount":{"any":["whole","null"]},"finalized":"boolean"}}},"next":{"any":["text","null"]}}},
  listOffers: {"fields":{"items":{"list":{"fields":{"address":"address","dataset":"address","index":"integer","price":"whole","supply":"integer","sold":"integer","termSecs":"whole","seats":"integer","uses":"integer","royaltyBps":"integer","transferable":"boolean","readSlot":"whole","finalized":"boolean"}}},"next":{"any":["text","null"]}}},
  listLicences: {"fields":{"items":{"list":{"fields":{"address":"address","dataset":"address","mint":"address","holder":"address","state":"integer","offer":"integer","paid":"whole","boughtAt":"whole","expiresAt":"whole","keyUntil":"whole","asking":"whole","royaltyBps":"integer","uses":"integer","readSlot":"whole","finalized":"boolean"}}},"next":{"any":["text","null"]}}},
  listResale: {"fields":{"items":{"list":{"fields":{"address":"address","dataset":"address","mint":"address","holder":"address","state":"integer","offer":"integer","paid":"whole","boughtAt":"whole","expiresAt":"whole","keyUntil":"whole","asking":"whole","royaltyBps":"integer","uses":"integer","readSlot":"whole","finalized":"boolean"}}},"next":{"any":["text","null"]}}},
  listBids: {"fields":{"items":{"list":{"fields":{"address":"address","license":"address","bidder":"address","price":"whole","until":"whole","readSlot":"whole","finalized":"boolean"}}},"next":{"any":["text","null"]}}},
  getProgram: {"fields":{"minStake":"whole","domains":{"list":{"fields":{"place":"integer","name":"text","retired":"boolean"}}},"readSlot":"whole"}},
  getHealth: {"fields":{"ok":"boolean","slot":"whole","finalizedSlot":"whole","seq":"whole"}},
  getStats: {"fields":{"tasks":"integer","openTasks":"integer","members":"integer","datasets":"integer","licences":"integer","paid":"whole","paidPending":"whole","asOf":"integer"}},
  listProposals: {"fields":{"items":{"list":{"fields":{"address":"address","number":"whole","status":"integer","proposer":"address","openedAt":"whole","endsAt":"whole","deposit":"whole","votes":"whole","against":"whole","inFavour":"whole","abstain":"whole","ballots":"integer","readSlot":"whole","finalized":"boolean"}}},"next":{"any":["text","null"]}}},
  getProposal: {"fields":{"address":"address","number":"whole","status":"integer","proposer":"address","openedAt":"whole","endsAt":"whole","deposit":"whole","votes":"whole","against":"whole","inFavour":"whole","abstain":"whole","ballots":"integer","readSlot":"whole","finalized":"boolean"}},
  listFeed: {"fields":{"items":{"list":{"fields":{"seq":"whole","state":{"of":["confirmed","finalized","reverted"]},"signature":"signature","ix":"integer","inner":"integer","slot":"whole","blockTime":{"any":["whole","null"]},"name":"text","task":{"any":["address","null"]},"dataset":{"any":["address","null"]},"wallet":{"any":["address","null"]}}}},"last":"text"}},
  listNotifications: {"fields":{"items":{"list":{"fields":{"seq":"whole","kind":"integer","slot":"whole","blockTime":{"any":["whole","null"]},"signature":"signature","task":{"any":["address","null"]},"dataset":{"any":["address","null"]},"page":{"any":["address","null"]},"panel":{"any":["whole","null"]},"amount":{"any":["whole","null"]}}}},"next":{"any":["text","null"]}}},
  listDue: {"fields":{"items":{"list":{"fields":{"what":{"of":["commit","reveal"]},"task":"address","page":"address","panel":"whole","seat":"integer","items":"integer","until":"whole"}}},"complete":"boolean"}},
  listReminders: {"fields":{"items":{"list":{"fields":{"kind":"integer","at":{"any":["whole","null"]},"task":{"any":["address","null"]},"dataset":{"any":["address","null"]},"licence":{"any":["address","null"]},"page":{"any":["address","null"]},"panel":{"any":["whole","null"]},"amount":{"any":["whole","null"]}}}},"complete":"boolean"}},
};
