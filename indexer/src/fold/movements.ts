/**
 * The TAG each instruction moves between books, as its handler in `programs/tagger/src/instructions` does it. Amounts come from the
 * arguments and from the token program's instructions below the call; what is only logged comes from events. An amount that is written
 * nowhere is left open: the next statement of a member's balance or stake tells it.
 */
import { ESCROW_TOKENS, STAKE_TOKENS, type Call } from '../chain/calls.ts';
import type { Queries } from '../db/db.ts';
import type { Entities } from './entities.ts';

export type BookName =
  | 'stake'
  | 'balance'
  | 'task'
  | 'slashes'
  | 'dataset'
  | 'bid'
  | 'wallet'
  | 'treasury'
  | 'burnt'
  | 'opening'
  | 'unexplained';

export interface Book {
  book: BookName;
  owner: string;
}

export interface Movement {
  from: Book;
  to: Book;
  /** Base units; 'all' is what the giving book has, `undefined` what is not known yet. */
  amount: bigint | 'all' | undefined;
  reason: string;
}

const book = (name: BookName, owner: string | undefined): Book => ({ book: name, owner: owner ?? '' });
const BURNT = book('burnt', '');

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);

/** TAG that came into a vault, or left it, below a call. */
const cameInto = ({ moves }: Call, vault: string): bigint =>
  sum(moves.filter(({ from, to }) => to === vault && from !== vault).map(({ amount }) => amount));
const leftFor = ({ moves }: Call, vault: string, to: string | undefined): bigint =>
  sum(moves.filter((move) => move.from === vault && move.to === to).map(({ amount }) => amount));

/** A field of the only event of that name; `undefined` where it was not logged. */
function told(call: Call, event: string, field: string): bigint | undefined {
  const found = call.events.find(({ name }) => name === event)?.data[field];
  return typeof found === 'bigint' ? found : undefined;
}

type Rule = (call: Call, who: Who) => Movement[] | Promise<Movement[]>;

/** Who the accounts of a call belong to. */
export class Who {
  constructor(
    private readonly db: Queries,
    private readonly entities: Entities,
    private readonly call: Call,
  ) {}

  /** Wallet of a member's account. */
  async wallet(account = 'member'): Promise<string | undefined> {
    return this.walletAt(this.call.accounts[account]);
  }

  async walletAt(address: string | undefined): Promise<string | undefined> {
    return (await this.entities.get(this.db, address))?.wallet;
  }

  async task(): Promise<string | undefined> {
    const { task, page, seat } = this.call.accounts;
    return task ?? (await this.entities.get(this.db, page ?? seat))?.task;
  }

  async dataset(): Promise<string | undefined> {
    const { dataset, license } = this.call.accounts;
    return dataset ?? (await this.entities.get(this.db, license))?.dataset;
  }
}

/** Paid into a dataset by whoever signed. */
const paidIn =
  (payer: string, reason: string): Rule =>
  async (call, who) => [
    {
      from: book('wallet', call.accounts[payer]),
      to: book('dataset', await who.dataset()),
      amount: cameInto(call, ESCROW_TOKENS),
      reason,
    },
  ];

/** What a member earned on panels, and what he lost. */
const collected =
  (reason: string): Rule =>
  async (call, who) => {
    const [wallet, task] = [await who.wallet(), await who.task()];
    const excused = told(call, 'claimExcused', 'compensation');
    const unknown = !call.events.some(({ name }) => name === 'collected' || name === 'claimExcused');
    const reward = unknown ? undefined : (told(call, 'collected', 'reward') ?? 0n);
    const slashed = unknown ? undefined : (told(call, 'collected', 'slashed') ?? 0n);
    return [
      {
        from: book('task', task),
        to: book('balance', wallet),
        amount: excused ?? reward,
        reason: excused === undefined ? reason : 'compensation',
      },
      { from: book('stake', wallet), to: book('slashes', task), amount: slashed, reason: 'slash' },
      ...(await tipped(call, who, task)),
    ];
  };

/** What a keeper who is named behind the accounts of a step earned of its slash; nothing unless an event says so. */
async function tipped(call: Call, who: Who, task: string | undefined): Promise<Movement[]> {
  const [keeper] = call.remaining;
  if (keeper === undefined) return [];
  // A tip is told before what was collected: whose log has only the latter paid none.
  const none = call.events.some(({ name }) => name === 'collected') ? 0n : undefined;
  return [
    {
      from: book('slashes', task),
      to: book('stake', await who.walletAt(keeper)),
      amount: told(call, 'tipPaid', 'amount') ?? none,
      reason: 'tip',
    },
  ];
}

/** A member pays for a review of his answers. */
const scoreContested: Rule = async (call, who) => [
  {
    from: book('balance', await who.wallet()),
    to: book('task', await who.task()),
    amount: told(call, 'caseMoved', 'deposit'),
    reason: 'deposit',
  },
];

const shareTaken: Rule = async (call, who) => [
  {
    from: book('dataset', await who.dataset()),
    to: book('balance', await who.wallet()),
    amount: told(call, 'revenueTaken', 'amount'),
    reason: 'share',
  },
];

const RULES: Readonly<Record<string, Rule>> = {
  stake: ({ accounts, args }) => [
    {
      from: book('wallet', accounts['wallet']),
      to: book('stake', accounts['wallet']),
      amount: args['amount'] as bigint,
      reason: 'staked',
    },
  ],
  withdrawStake: (call) => [
    {
      from: book('stake', call.accounts['wallet']),
      to: book('wallet', call.accounts['wallet']),
      amount: leftFor(call, STAKE_TOKENS, call.accounts['to']),
      reason: 'unstaked',
    },
  ],
  withdrawBalance: ({ accounts, args }) => [
    {
      from: book('balance', accounts['wallet']),
      to: book('wallet', accounts['wallet']),
      amount: args['amount'] as bigint,
      reason: 'withdrawn',
    },
  ],
  // A balance as a whole goes to the token account its member chose; who was skipped moved nothing.
  pushPayouts: async (call, who) => {
    const moved: Movement[] = [];
    const paid = new Set<string>();
    for (let at = 0; at + 1 < call.remaining.length; at += 2) {
      const [member, to] = [call.remaining[at] as string, call.remaining[at + 1] as string];
      const amount = leftFor(call, ESCROW_TOKENS, to);
      if (amount === 0n || paid.has(to)) continue;
      paid.add(to);
      const wallet = await who.walletAt(member);
      moved.push({ from: book('balance', wallet), to: book('wallet', wallet), amount, reason: 'withdrawn' });
    }
    return moved;
  },
  fundTask: ({ accounts, args }) => [
    {
      from: book('wallet', accounts['payer']),
      to: book('task', accounts['task']),
      amount: args['amount'] as bigint,
      reason: 'funded',
    },
  ],
  refundTask: ({ accounts, args }) => [
    {
      from: book('task', accounts['task']),
      to: book('balance', accounts['requester']),
      amount: args['amount'] as bigint,
      reason: 'refunded',
    },
  ],
  closeTask: async ({ accounts }, who) => [
    {
      from: book('task', accounts['task']),
      to: book('balance', await who.wallet()),
      amount: 'all',
      reason: 'refunded',
    },
  ],
  sweepTask: (call) => {
    const { task, treasury } = call.accounts;
    return [
      {
        from: book('task', task),
        to: book('treasury', treasury),
        amount: leftFor(call, ESCROW_TOKENS, treasury),
        reason: 'fee',
      },
      { from: book('slashes', task), to: BURNT, amount: leftFor(call, STAKE_TOKENS, undefined), reason: 'burnt' },
      {
        from: book('slashes', task),
        to: book('task', task),
        amount: leftFor(call, STAKE_TOKENS, ESCROW_TOKENS),
        reason: 'slashShare',
      },
    ];
  },
  collect: collected('reward'),
  collectVotes: collected('vote'),
  expireClaim: collected('reward'),
  returnClaim: collected('reward'),
  dropTicket: async (call, who) => [
    {
      from: book('stake', await who.wallet()),
      to: book('slashes', call.accounts['task']),
      amount: told(call, 'ticketDropped', 'slashed'),
      reason: 'slash',
    },
  ],
  contestScore: scoreContested,
  appealScore: scoreContested,
  // What a member gets back of his deposits, and what he was right about: logged nowhere.
  concludeCase: async (call, who) => {
    const moved: Movement[] = [];
    const task = book('task', await who.task());
    for (const member of new Set(call.remaining))
      moved.push({
        from: task,
        to: book('balance', await who.walletAt(member)),
        amount: undefined,
        reason: 'depositBack',
      });
    return moved;
  },
  concludeAccusation: async (call, who) => {
    const wallet = await who.wallet();
    if (wallet === undefined) return [];
    return [
      { from: book('task', await who.task()), to: book('balance', wallet), amount: undefined, reason: 'depositBack' },
    ];
  },
  defendLicense: async (call, who) => [
    {
      from: book('wallet', call.accounts['holder']),
      to: book('task', await who.task()),
      amount: cameInto(call, ESCROW_TOKENS),
      reason: 'deposit',
    },
  ],
  closeProposal: async (call, who) => [
    {
      from: book('stake', await who.wallet()),
      to: BURNT,
      amount: leftFor(call, STAKE_TOKENS, undefined),
      reason: 'slash',
    },
  ],
  buyLicense: paidIn('buyer', 'sale'),
  renewLicense: paidIn('payer', 'sale'),
  upgradeLicense: paidIn('holder', 'sale'),
  transferLicense: paidIn('holder', 'royalty'),
  // The price goes back, and a part of the publisher's bond becomes the buyer's stake: how much is logged nowhere.
  refundPurchase: async (call, who) => {
    const [buyer, publisher] = [await who.wallet(), await who.wallet('publisher')];
    return [
      {
        from: book('dataset', call.accounts['dataset']),
        to: book('balance', buyer),
        amount: told(call, 'licenseChanged', 'paid'),
        reason: 'refunded',
      },
      { from: book('stake', publisher), to: book('stake', buyer), amount: undefined, reason: 'slash' },
    ];
  },
  claimShare: shareTaken,
  leaveDataset: shareTaken,
  takeRevenue: async (call, who) => {
    const { dataset, treasury } = call.accounts;
    return [
      {
        from: book('dataset', dataset),
        to: book('balance', await who.wallet()),
        amount: told(call, 'revenueTaken', 'amount'),
        reason: 'revenue',
      },
      {
        from: book('dataset', dataset),
        to: book('treasury', treasury),
        amount: leftFor(call, ESCROW_TOKENS, treasury),
        reason: 'fee',
      },
    ];
  },
  bidLicense: (call) => [
    {
      from: book('wallet', call.accounts['bidder']),
      to: book('bid', call.accounts['bid']),
      amount: cameInto(call, ESCROW_TOKENS),
      reason: 'bid',
    },
  ],
  withdrawBid: async (call, who) => [
    {
      from: book('bid', call.accounts['bid']),
      to: book('balance', await who.wallet()),
      amount: 'all',
      reason: 'bidBack',
    },
  ],
  // The seller gets the price; the royalty he owes of it is logged nowhere.
  acceptBid: async (call, who) => {
    const seller = book('balance', await who.wallet('seller'));
    return [
      { from: book('bid', call.accounts['bid']), to: seller, amount: 'all', reason: 'resale' },
      { from: seller, to: book('dataset', await who.dataset()), amount: undefined, reason: 'royalty' },
    ];
  },
};

/** Movements of a call, in order; those of nothing are left out. */
export async function movementsOf(db: Queries, entities: Entities, call: Call): Promise<Movement[]> {
  const rule = RULES[call.name];
  if (rule === undefined) return [];
  const moved = await rule(call, new Who(db, entities, call));
  return moved.filter(({ amount }) => amount !== 0n);
}

/** What a book holds after a call, as its events state it. */
export function statementsOf(call: Call): { book: Book; amount: bigint }[] {
  return call.events.flatMap(({ name, data }) => {
    const wallet = data['wallet'] as string;
    if (name === 'collected' || name === 'claimExcused')
      return [{ book: book('balance', wallet), amount: data['balance'] as bigint }];
    if (name !== 'memberChanged') return [];
    const stake = (data['stakeActive'] as bigint) + (data['stakeLocked'] as bigint) + (data['stakeCooling'] as bigint);
    return [
      { book: book('stake', wallet), amount: stake },
      { book: book('balance', wallet), amount: data['balance'] as bigint },
    ];
  });
}
