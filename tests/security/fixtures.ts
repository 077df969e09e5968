/** One succeeding instruction of every kind, with the state it needs, for tests that change one thing at a time. */
import { Keypair, type PublicKey, type TransactionInstruction } from '@solana/web3.js';
import {
  acceptAdmin,
  addBond,
  cancelProposal,
  cancelTask,
  castBallot,
  changeBallot,
  CHOICE,
  claim,
  closeBallot,
  closeMember,
  closePage,
  closeProposal,
  closeTask,
  closeVoter,
  collect,
  commit,
  createMember,
  createProposal,
  createVoter,
  domainAppendChange,
  dropTicket,
  executeProposal,
  expireClaim,
  expireCommit,
  expireReveal,
  finalizeProposal,
  foldPage,
  fundPage,
  fundTask,
  initializeConfig,
  initializeDomains,
  initializeGovernance,
  joinTask,
  leaveTask,
  lockVotes,
  newSalt,
  openGold,
  openPage,
  openPanels,
  openTask,
  pagePda,
  pause,
  PAUSE,
  proposeAdmin,
  pushPayouts,
  recyclePage,
  refundTask,
  releasePanel,
  returnClaim,
  setDelegate,
  setKey,
  setPayout,
  setSession,
  settle,
  stake,
  sweepTask,
  takeTicket,
  unfundPage,
  unlockVotes,
  unpause,
  unstake,
  withdrawBalance,
  withdrawStake,
  type InstructionName,
} from '@tagger/client';
import { STEPS } from '@tagger/migrations';
import { parametersUpdate } from '../support/admin.ts';
import {
  answer,
  aPanel,
  aTask,
  claimPanel,
  collectAll,
  commitWork,
  join,
  panels,
  revealOf,
  RULES,
  sha256,
  sit,
  staffed,
  TERMS,
  thePanel,
  TRUTH,
  type PanelSetup,
} from '../support/build.ts';
import {
  electorate,
  executable,
  finalized,
  opened,
  theGovernance,
  theProposal,
  vote,
  voted,
  voters,
} from '../support/govern.ts';
import { payees } from '../support/payees.ts';
import { BASE_POINT, people, team } from '../support/people.ts';
import { secretStaffed, taskKey } from '../support/private.ts';
import { assigned, redeeming, ticketed, untilLapsed, untilReady } from '../support/tickets.ts';
import { now, waitUntil } from '../support/time.ts';
import { act, createWorld, theConfig, wait, type Actor, type World } from '../support/world.ts';
import { DATASET_FIXTURES } from './datasetFixtures.ts';
import { HOLDER_FIXTURES } from './holderFixtures.ts';
import { REVIEW_FIXTURES } from './reviewFixtures.ts';

export interface Fixture {
  /** The shared world, unless the instruction needs a chain of its own. */
  world: World;
  instruction: TransactionInstruction;
  after?: () => Promise<unknown>;
}

export type Maker = (world: World) => Promise<TransactionInstruction | Fixture>;

const soon = async (world: World): Promise<bigint> => BigInt((await now(world)).unixTimestamp + 3_600);
const one = async (world: World, staked = 100_000_000n): Promise<Actor> => (await team(world, 1, staked))[0] as Actor;

/** One seat, one member, and how far the panel got. */
async function panelAt(
  world: World,
  stage: 'claimed' | 'committed' | 'revealed' | 'settled' | 'collected',
  options: Parameters<typeof panels>[2] = {},
) {
  const { setup, crew } = await staffed(world, [{ seatsFirst: 1 }, {}], 1, options);
  const ann = crew[0] as Actor;
  const place = { wallet: ann.key, task: setup.task, page: setup.page };
  if (stage === 'claimed' || stage === 'committed') {
    const work = await sit(world, setup, [ann], [TRUTH]);
    if (stage === 'committed') await commitWork(world, setup, work);
    return { setup, ann, place, work };
  }
  const work = await answer(world, setup, [ann], [TRUTH]);
  if (stage !== 'revealed') await act(world, ann, settle({ page: setup.page, panels: [0n] }));
  if (stage === 'collected') await collectAll(world, setup, work);
  return { setup, ann, place, work };
}

const operated = ({ requester, task, page }: PanelSetup) => ({ operator: requester.key, task, page });

const CONFIG: Record<string, Maker> = {
  async initializeConfig() {
    const world = await createWorld(STEPS.filter((step) => step.id < '0003'));
    const { deployer, tagMint, treasury, admin, guardian, migration } = world;
    const instruction = initializeConfig({
      upgradeAuthority: deployer.publicKey,
      tagMint,
      treasury,
      admin: admin.publicKey,
      guardian: guardian.publicKey,
      cluster: new Uint8Array(32),
      params: migration.parameters.params,
    });
    return { world, instruction, after: () => world.chain.stop() };
  },
  updateConfig: (world) => parametersUpdate(world, { feeBps: 100 }),
  async proposeAdmin(world) {
    return proposeAdmin({
      admin: world.admin.publicKey,
      successor: Keypair.generate().publicKey,
      revision: (await theConfig(world)).revision,
      expiresAt: await soon(world),
    });
  },
  async acceptAdmin(world) {
    const successor = Keypair.generate().publicKey;
    const offer = async (to: PublicKey) =>
      proposeAdmin({
        admin: world.admin.publicKey,
        successor: to,
        revision: (await theConfig(world)).revision,
        expiresAt: await soon(world),
      });
    await act(world, world.admin, await offer(successor));
    const after = async () => act(world, world.admin, await offer(world.admin.publicKey));
    return { world, instruction: acceptAdmin({ pendingAdmin: successor }), after };
  },
  pause: async (world) => pause({ guardian: world.admin.publicKey, entries: PAUSE.claims, seconds: 60 }),
  unpause: async (world) => unpause({ admin: world.admin.publicKey }),
};

const MEMBER: Record<string, Maker> = {
  async createMember(world) {
    const [ann, payer] = (await people(world, 2)) as [Actor, Actor];
    return createMember({ wallet: ann.key, payer: payer.key });
  },
  closeMember: async (world) => closeMember({ wallet: (await one(world, 0n)).key }),
  async setSession(world) {
    return setSession({
      wallet: (await one(world)).key,
      session: Keypair.generate().publicKey,
      until: await soon(world),
    });
  },
  async setKey(world) {
    return setKey({ wallet: (await one(world)).key, key: Buffer.from(BASE_POINT, 'hex') });
  },
  async setPayout(world) {
    const ann = await one(world);
    return setPayout({ wallet: ann.key, payout: ann.tokens });
  },
  async stake(world) {
    const ann = await one(world);
    return stake({ wallet: ann.key, from: ann.tokens, tagMint: world.tagMint, amount: 5n });
  },
  unstake: async (world) => unstake({ wallet: (await one(world)).key, amount: 5n }),
  async withdrawStake(world) {
    const ann = await one(world);
    await act(world, ann, unstake({ wallet: ann.key, amount: 5n }));
    await wait(world, 86_400);
    return withdrawStake({ wallet: ann.key, to: ann.tokens, tagMint: world.tagMint });
  },
  async withdrawBalance(world) {
    const { requester, task } = await aTask(world, { escrow: 9n });
    await act(world, requester, refundTask({ requester: requester.key, task, amount: 9n }));
    return withdrawBalance({ wallet: requester.key, to: requester.tokens, tagMint: world.tagMint, amount: 9n });
  },
  async joinTask(world) {
    const [ann, { task }] = [await one(world), await aTask(world, { escrow: 0n })];
    const [payer] = (await people(world, 1)) as [Actor];
    return joinTask({ wallet: ann.key, payer: payer.key, task, rulesHash: RULES, bond: 1_000_000n });
  },
  async addBond(world) {
    const [ann, setup] = [await one(world), await aTask(world, { escrow: 0n })];
    await join(world, setup, [ann]);
    return addBond({ wallet: ann.key, task: setup.task, amount: 5n });
  },
  async leaveTask(world) {
    const [ann, setup] = [await one(world), await aTask(world, { escrow: 0n })];
    await join(world, setup, [ann]);
    return leaveTask({ wallet: ann.key, task: setup.task });
  },
};

const REQUESTER: Record<string, Maker> = {
  async openTask(world) {
    const [rita, payer] = (await team(world, 2, 0n)) as [Actor, Actor];
    return openTask({
      requester: rita.key,
      payer: payer.key,
      nonce: 1n,
      rulesHash: RULES,
      rulesId: sha256('r'),
      itemsId: sha256('i'),
      endsAt: await soon(world),
      terms: TERMS,
    });
  },
  async fundTask(world) {
    const { requester, task } = await aTask(world, { escrow: 0n });
    return fundTask({ payer: requester.key, task, from: requester.tokens, tagMint: world.tagMint, amount: 5n });
  },
  async refundTask(world) {
    const { requester, task } = await aTask(world, { escrow: 5n });
    return refundTask({ requester: requester.key, task, amount: 5n });
  },
  async cancelTask(world) {
    const { requester, task } = await aTask(world, { escrow: 5n });
    return cancelTask({ requester: requester.key, task });
  },
  async closeTask(world) {
    const { requester, task } = await aTask(world, { escrow: 5n });
    await act(world, requester, cancelTask({ requester: requester.key, task }));
    return closeTask({ requester: requester.key, task });
  },
  async openPage(world) {
    const { requester, task } = await aTask(world);
    const [payer] = (await people(world, 1)) as [Actor];
    return openPage({
      operator: requester.key,
      payer: payer.key,
      task,
      page: pagePda(task, 0),
      bytes: 4_000,
      amount: 5n,
    });
  },
  fundPage: async (world) => fundPage({ ...operated(await panels(world, [{}])), amount: 5n }),
  unfundPage: async (world) => unfundPage({ ...operated(await panels(world, [{}])), amount: 5n }),
  openPanels: async (world) => openPanels({ ...operated(await panels(world, [{}])), specs: [aPanel()] }),
  async releasePanel(world) {
    const { requester, task, page } = await panels(world, [{}]);
    return releasePanel({ caller: requester.key, task, page, panel: 0n });
  },
  async openGold(world) {
    const gold = [{ firstItem: 0, salt: newSalt(), entries: [{ offset: 0, label: 0 }] }];
    const { setup } = await panelAt(world, 'settled', { gold });
    return openGold({ ...operated(setup), panel: 0n, opening: setup.gold!.open(0)! });
  },
  async deliverTaskKey(world) {
    const { setup, crew } = await secretStaffed(world, [{}], 1);
    return taskKey(world, setup, crew[0]!);
  },
  async closePage(world) {
    const { requester, task } = await aTask(world);
    const page = pagePda(task, 0);
    await act(world, requester, openPage({ operator: requester.key, task, page, bytes: 4_000, amount: 5n }));
    return closePage({ caller: requester.key, task, page, rentPayer: requester.key });
  },
};

const HOT: Record<string, Maker> = {
  async claim(world) {
    const { setup, crew } = await staffed(world, [{}], 1);
    return claim({ wallet: crew[0]!.key, task: setup.task, page: setup.page, panels: [0n] });
  },
  async returnClaim(world) {
    const { place } = await panelAt(world, 'claimed');
    return returnClaim({ ...place, panel: 0n, slot: 0 });
  },
  async takeTicket(world) {
    const { setup, crew } = await assigned(world, [{}], 1);
    return takeTicket({ wallet: crew[0]!.key, task: setup.task, page: setup.page, count: 1 });
  },
  async redeemTicket(world) {
    const { setup, crew } = await assigned(world, [{}], 1);
    await ticketed(world, setup, crew[0]!);
    await untilReady(world, setup, crew[0]!);
    return redeeming(setup, crew[0]!);
  },
  async commit(world) {
    const { place } = await panelAt(world, 'claimed');
    return commit({ ...place, entries: [{ panel: 0n, slot: 0, commitment: newSalt() }] });
  },
  async reveal(world) {
    const { setup, work } = await panelAt(world, 'committed');
    return revealOf(setup, work[0]!);
  },
  settle: async (world) => settle({ page: (await panelAt(world, 'revealed')).setup.page, panels: [0n] }),
  async collect(world) {
    const { place } = await panelAt(world, 'settled');
    return collect({ ...place, entries: [{ panel: 0n, slot: 0 }] });
  },
};

const CRANK: Record<string, Maker> = {
  async dropTicket(world) {
    const { setup, crew } = await assigned(world, [{}], 1);
    await ticketed(world, setup, crew[0]!);
    await untilLapsed(world, setup, crew[0]!);
    return dropTicket({ wallet: crew[0]!.key, task: setup.task });
  },
  async expireClaim(world) {
    const { place } = await panelAt(world, 'claimed');
    await wait(world, 600);
    return expireClaim({ ...place, panel: 0n, slot: 0 });
  },
  async expireCommit(world) {
    const { setup, crew } = await staffed(world, [{ seatsFirst: 2 }], 1);
    await commitWork(world, setup, await sit(world, setup, crew, [TRUTH]));
    await waitUntil(world, (await thePanel(world, setup)).until);
    return expireCommit({ page: setup.page, panel: 0n });
  },
  async expireReveal(world) {
    const { setup } = await panelAt(world, 'committed');
    await waitUntil(world, (await thePanel(world, setup)).until);
    return expireReveal({ page: setup.page, panel: 0n });
  },
  async foldPage(world) {
    const { setup } = await panelAt(world, 'settled');
    return foldPage({ task: setup.task, page: setup.page });
  },
  async recyclePage(world) {
    const { task, page } = (await panelAt(world, 'collected')).setup;
    return recyclePage({ task, page });
  },
  async sweepTask(world) {
    const { setup, ann, place } = await panelAt(world, 'settled');
    await claimPanel(world, setup, [ann], 1n);
    await wait(world, 600);
    await act(
      world,
      ann,
      expireClaim({ ...place, panel: 1n, slot: 0 }),
      foldPage({ task: setup.task, page: setup.page }),
    );
    return sweepTask({ task: setup.task, treasury: world.treasury, tagMint: world.tagMint });
  },
  async pushPayouts(world) {
    const actors = await payees(world, 2);
    return pushPayouts({ payees: actors.map(({ key, tokens }) => ({ wallet: key, payout: tokens })) });
  },
};

const law = domainAppendChange('law');

const GOVERNANCE: Record<string, Maker> = {
  async initializeGovernance() {
    const world = await createWorld(STEPS.filter((step) => step.id < '0004'));
    const params = world.migration.parameters.governance;
    const instruction = initializeGovernance({ upgradeAuthority: world.deployer.publicKey, params });
    return { world, instruction, after: () => world.chain.stop() };
  },
  async initializeDomains() {
    const world = await createWorld(STEPS.filter((step) => step.id < '0005'));
    const instruction = initializeDomains({ payer: world.deployer.publicKey });
    return { world, instruction, after: () => world.chain.stop() };
  },
  async createVoter(world) {
    const [payer] = (await people(world, 1)) as [Actor];
    return createVoter({ wallet: (await one(world)).key, payer: payer.key });
  },
  async lockVotes(world) {
    const { key: wallet, ...ann } = await one(world);
    await act(world, ann.wallet, createVoter({ wallet }));
    return lockVotes({ wallet, amount: 5n });
  },
  async unlockVotes(world) {
    const [ann] = (await voters(world, 1)) as [Actor];
    return unlockVotes({ wallet: ann.key, amount: 5n });
  },
  async setDelegate(world) {
    const [ann] = (await voters(world, 1)) as [Actor];
    return setDelegate({ wallet: ann.key, delegate: Keypair.generate().publicKey });
  },
  async closeVoter(world) {
    const ann = await one(world);
    await act(world, ann, createVoter({ wallet: ann.key }));
    return closeVoter({ wallet: ann.key });
  },
  async createProposal(world) {
    await electorate(world);
    const [payer] = (await people(world, 1)) as [Actor];
    const { proposals: number } = await theGovernance(world);
    return createProposal({ wallet: (await one(world)).key, payer: payer.key, number, change: law });
  },
  async castBallot(world) {
    await electorate(world);
    const [[ann], [payer]] = [await voters(world, 1), await people(world, 1)];
    const { proposal } = await opened(world, law);
    return castBallot({ wallet: ann!.key, payer: payer!.key, proposal, choice: CHOICE.for });
  },
  async changeBallot(world) {
    await electorate(world);
    const [ann] = (await voters(world, 1)) as [Actor];
    const motion = await opened(world, law);
    await vote(world, motion, [ann, CHOICE.for]);
    return changeBallot({ wallet: ann.key, proposal: motion.proposal, choice: CHOICE.abstain });
  },
  async closeBallot(world) {
    await electorate(world);
    const [ann] = (await voters(world, 1)) as [Actor];
    const motion = await opened(world, law);
    await vote(world, motion, [ann, CHOICE.for]);
    await waitUntil(world, (await theProposal(world, motion)).latestEnd);
    return closeBallot({ proposal: motion.proposal, wallet: ann.key });
  },
  finalizeProposal: async (world) => finalizeProposal({ proposal: (await voted(world, law)).proposal }),
  executeProposal: async (world) => executeProposal({ proposal: (await executable(world, law)).proposal }),
  async cancelProposal(world) {
    const { proposal, proposer } = await opened(world, law);
    return cancelProposal({ canceller: proposer.key, proposal });
  },
  async closeProposal(world) {
    // Without a quorum, so that tokens are burnt too.
    const { proposal, proposer } = await finalized(world, law, []);
    return closeProposal({ proposal, proposer: proposer.key, tagMint: world.tagMint });
  },
};

/** By instruction name; a test compares the keys with the IDL. */
export const FIXTURES: Readonly<Record<string, Maker>> = {
  ...CONFIG,
  ...MEMBER,
  ...REQUESTER,
  ...HOT,
  ...CRANK,
  ...GOVERNANCE,
  ...REVIEW_FIXTURES,
  ...HOLDER_FIXTURES,
  ...DATASET_FIXTURES,
};

/** Builds the state an instruction needs and the instruction itself. */
export async function fixture(world: World, name: InstructionName): Promise<Fixture> {
  const maker = FIXTURES[name];
  if (maker === undefined) throw new Error(`there is no fixture for ${name}: add one`);
  const made = await maker(world);
  return 'instruction' in made ? made : { world, instruction: made };
}
