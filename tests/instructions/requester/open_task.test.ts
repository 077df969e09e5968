import { expect } from 'chai';
import { PublicKey } from '@solana/web3.js';
import {
  configPda,
  fetchMember,
  fetchTask,
  MAX_WEIGHTED_CLASSES,
  memberPda,
  METHOD,
  NO_REVIEWS,
  openTask,
  PAUSE,
  PAYLOAD,
  REVIEWS,
  send,
  taskPda,
  type OpenTask,
  type TaskTerms,
} from '@tagger/client';
import { itemsCommitment, newItemsSecret } from '@tagger/client/private';
import { whilePaused } from '../../support/admin.ts';
import { RULES, sha256, TERMS } from '../../support/build.ts';
import { eventOf, EXISTS, expectError, NO_SUCH_ACCOUNT } from '../../support/expect.ts';
import { whilePatched } from '../../support/forge.ts';
import { people, team } from '../../support/people.ts';
import { now } from '../../support/time.ts';
import { act, theWorld, type Actor, type World } from '../../support/world.ts';

const YEAR = 31_536_000n;

describe('open_task', () => {
  let world: World;
  let rita: Actor;
  let mallory: Actor;
  let start: bigint;
  before(async () => {
    world = await theWorld();
    [rita, mallory] = (await team(world, 2, 0n)) as [Actor, Actor];
    start = BigInt((await now(world)).unixTimestamp);
  });
  const opening = (change: Partial<OpenTask> = {}) =>
    openTask({
      requester: rita.key,
      nonce: 1n,
      rulesHash: RULES,
      rulesId: sha256('rules'),
      itemsId: sha256('items'),
      endsAt: start + 86_400n,
      terms: TERMS,
      ...change,
    });

  it('refuses while tasks are paused: Paused', async () => {
    await whilePaused(world, PAUSE.tasks, () => expectError(act(world, rita, opening()), 'Paused'));
  });

  it('refuses a config of another version: WrongVersion', async () => {
    await whilePatched(
      world,
      configPda(),
      (data) => data.writeUInt8(2, 8),
      async () => {
        await expectError(act(world, rita, opening()), 'WrongVersion');
      },
    );
  });

  it('[attack 125] refuses to promise more than all of the revenue: TooManyShares', async () => {
    const shares = { contributorBps: 9_501, validatorBps: 500 };
    await expectError(act(world, rita, opening({ shares })), 'TooManyShares');
  });

  it('[attack 164] refuses a commitment to the items that is no point: BadKey', async () => {
    const itemsKey = new Uint8Array(32).fill(255);
    await expectError(act(world, rita, opening({ itemsKey })), 'BadKey');
  });

  it('a task is private by its commitment, whatever its terms say, and for good', async () => {
    const itemsKey = itemsCommitment(newItemsSecret());
    for (const [nonce, key] of [
      [77n, itemsKey],
      [78n, undefined],
    ] as const) {
      const instruction = opening({ requester: mallory.key, nonce, itemsKey: key });
      // The byte before the prior, which is last.
      const at = instruction.data.length - MAX_WEIGHTED_CLASSES - 1;
      expect(instruction.data[at]).to.equal(0);
      instruction.data[at] = key === undefined ? 1 : 0;
      await act(world, mallory, instruction);
      const task = (await fetchTask(world.connection, taskPda(mallory.key, nonce)))!;
      expect(task.terms.private).to.equal(key === undefined ? 0 : 1);
      expect(Uint8Array.from(task.itemsKey)).to.deep.equal(key ?? new Uint8Array(32));
    }
  });

  it('[attack 1] refuses a member account of somebody else: NotWallet', async () => {
    const instruction = opening({ requester: mallory.key });
    instruction.keys.find((key) => key.pubkey.equals(memberPda(mallory.key)))!.pubkey = memberPda(rita.key);
    await expectError(act(world, mallory, instruction), 'NotWallet');
  });

  it('refuses who is no member', async () => {
    const [stranger] = (await people(world, 1)) as [Actor];
    await expectError(act(world, stranger, opening({ requester: stranger.key })), NO_SUCH_ACCOUNT);
  });

  const wrong: [string, string, Partial<TaskTerms>][] = [
    ['three bits a label', 'BadLabelShape', { bits: 3 }],
    ['no bits', 'BadLabelShape', { bits: 0 }],
    ['one class', 'BadLabelShape', { classes: 1 }],
    ['more classes than fit', 'BadLabelShape', { classes: 3 }],
    ['an unknown method', 'UnknownKind', { method: 3 }],
    ['an unknown claim mode', 'UnknownKind', { claimMode: 2 }],
    ['17 weighted classes', 'TooManyClasses', { bits: 8, classes: 17 }],
    ['no items', 'EmptyTask', { itemCount: 0 }],
    ['no price', 'EmptyTask', { price: 0n }],
    ['a bond below the least', 'BondTooSmall', { bond: 99_999n }],
    ['no seats', 'BadSeats', { seatsLimit: 0 }],
    ['17 seats', 'BadSeats', { seatsLimit: 17 }],
    ['a threshold above one', 'ParameterOutOfBounds', { tauBps: 10_001 }],
    ['a prior above its bound', 'BadPrior', { prior: [97, 0] }],
    ['a prior of a class that is none', 'BadPrior', { prior: [0, 0, 1] }],
    ['a prior where nothing is weighted', 'BadPrior', { prior: [1], method: METHOD.majority }],
    ['a hold below a minute', 'WindowOutOfBounds', { holdSecs: 59 }],
    ['a commit window above the longest', 'WindowOutOfBounds', { commitSecs: 604_801 }],
    ['a reveal window below a minute', 'WindowOutOfBounds', { revealSecs: 59 }],
    ['a gold window below a minute', 'WindowOutOfBounds', { goldSecs: 0 }],
    ['a hold longer than the commit window', 'WindowOutOfBounds', { holdSecs: 3_601 }],
    ['an even number of validators', 'BadReviewTerms', { ...REVIEWS, reviewSeats: 2 }],
    ['a last round above sixteen seats', 'BadReviewTerms', { ...REVIEWS, reviewSeats: 5, appealRounds: 2 }],
    ['a review below the least fee', 'ReviewFeeTooSmall', { ...REVIEWS, reviewFee: 1_999n }],
    ['an audit of no items', 'BadReviewTerms', { ...REVIEWS, auditBps: 1 }],
    ['an audit that never comes', 'BadReviewTerms', { ...REVIEWS, auditItems: 1 }],
    ['an audit of too many items', 'BadReviewTerms', { ...REVIEWS, auditBps: 1, auditItems: 257 }],
    ['appeals without reviews', 'BadReviewTerms', { appealRounds: 1 }],
    ['audits in more than all cases', 'ParameterOutOfBounds', { ...REVIEWS, auditItems: 9, auditBps: 10_001 }],
    ['more than the price for a fix', 'ParameterOutOfBounds', { ...PAYLOAD, fixBps: 10_001 }],
    ['payloads without reviews', 'BadReviewTerms', { ...PAYLOAD, ...NO_REVIEWS }],
    ['payloads nobody audits', 'BadReviewTerms', { ...PAYLOAD, auditItems: 0 }],
    ['payloads by several on a panel', 'BadReviewTerms', { ...PAYLOAD, seatsLimit: 2 }],
    ['payloads whose labels are no verdicts', 'BadReviewTerms', { ...PAYLOAD, classes: 3 }],
  ];
  for (const [what, error, change] of wrong) {
    it(`[attack 24] refuses ${what}: ${error}`, async () => {
      await expectError(act(world, rita, opening({ terms: { ...TERMS, ...change } })), error);
    });
  }

  it('[attack 25] refuses the zero address as operator: ZeroAddress', async () => {
    await expectError(act(world, rita, opening({ operator: PublicKey.default })), 'ZeroAddress');
  });

  it('refuses rules without a hash: WrongRules', async () => {
    await expectError(act(world, rita, opening({ rulesHash: new Uint8Array(32) })), 'WrongRules');
  });

  it('[attack 64] refuses an end now or too far: BadEnd', async () => {
    const seconds = BigInt((await now(world)).unixTimestamp);
    await expectError(act(world, rita, opening({ endsAt: seconds })), 'BadEnd');
    await expectError(act(world, rita, opening({ endsAt: seconds + YEAR + 1n })), 'BadEnd');
    await act(world, rita, opening({ nonce: 9n, endsAt: seconds + YEAR }));
  });

  it('stores what was asked and the parameters of today; the rent may come from somebody else', async () => {
    const sent = await send(
      world.connection,
      [opening({ payer: mallory.key, operator: mallory.key })],
      [mallory.wallet, rita.wallet],
    );
    const task = taskPda(rita.key, 1n);
    const event = eventOf(sent, 'taskChanged');
    expect(event).to.deep.include({
      nonce: 1n,
      escrow: 0n,
      funded: 0n,
      endsAt: start + 86_400n,
      cancelled: false,
      closed: false,
    });
    expect(event.task.equals(task)).to.equal(true);
    const stored = (await fetchTask(world.connection, task))!;
    expect(stored.terms).to.deep.include({
      ...TERMS,
      feeBps: 200,
      slashHoldBps: 500,
      slashMissBps: 5_000,
      slashGoldBps: 3_000,
      slashBurnBps: 5_000,
      goldFailBps: 8_000,
      restartGraceSecs: 3_600,
      hasGold: 0,
    });
    expect(stored.keeperTipBps).to.equal(1_000);
    expect(
      stored.requester.equals(rita.key) && stored.operator.equals(mallory.key) && stored.rentPayer.equals(mallory.key),
    ).to.equal(true);
    expect(stored).to.include({ pages: 0, seats: 0, pagesMade: 0, seatsMade: 0, escrow: 0n });
    expect((await fetchMember(world.connection, rita.key))?.tasks).to.equal(2);
  });

  it('[attack 8] refuses the same nonce again', async () => {
    await expectError(act(world, rita, opening({ terms: { ...TERMS, price: 1n } })), EXISTS);
  });

  it('[attack 10] nobody else can take the nonce: the address belongs to the requester who signs', async () => {
    const instruction = opening({ nonce: 2n, requester: mallory.key });
    instruction.keys.find((key) => key.pubkey.equals(taskPda(mallory.key, 2n)))!.pubkey = taskPda(rita.key, 2n);
    await expectError(act(world, mallory, instruction), 'InvalidSeeds');
  });
});
