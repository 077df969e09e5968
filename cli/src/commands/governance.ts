/** `tagger governance`: votes of staked TAG on parameters, domains, pauses and the rules of voting. */
import { Argument, type Command } from 'commander';
import type { Connection, PublicKey, TransactionInstruction } from '@solana/web3.js';
import {
  cancelProposal,
  castBallot,
  changeBallot,
  CHOICE,
  closeBallot,
  closeProposal,
  createProposal,
  executeProposal,
  fetchBallot,
  fetchClock,
  fetchProposal,
  finalizeProposal,
  formatTag,
  listBallots,
  PROPOSAL_STATUS,
  proposalPda,
  proposalTimes,
  send,
  TaggerClientError,
  type Keyed,
  type ProposalAccount,
} from '@tagger/client';
import { contextOf, needConfig, onCluster, type ClusterFlags } from '../context.ts';
import { changeOf, type ProposeFlags } from '../governance/changes.ts';
import { describeProposal, effectText } from '../governance/describe.ts';
import { presentState } from '../governance/present.ts';
import { keyOption, wholeOption } from '../options.ts';
import { guarded, print } from '../output.ts';
import { chunks } from '../packing.ts';
import { stakeMissing } from '../stakeMissing.ts';
import { when } from '../time.ts';
import { addGovernanceStatus } from './governanceStatus.ts';
import { addVotingStake } from './votingStake.ts';

const CLOSINGS = 8;
const each = (value: string, before: string[]): string[] => [...before, value];

export function addGovernance(program: Command): void {
  const governance = program.command('governance').description('votes of staked TAG on how the market works');
  addGovernanceStatus(governance);
  addVotingStake(governance);
  onCluster(
    governance
      .command('propose')
      .description('open a vote on one change; a deposit is staked, if need be, and locked until it is closed'),
  )
    .option(
      '--set <name=value>',
      'a parameter or rule of voting, in the unit it is stored in; may be repeated',
      each,
      [],
    )
    .option('--append-domain <name>', 'a new domain, at most 16 bytes')
    .option('--retire-domain <name>', 'a domain nothing new shall be opened in')
    .option('--pause <list>', 'entries to stop: stake, tasks, claims')
    .option('--hours <number>', 'how long a pause lasts', wholeOption, 24n)
    .action((flags: ClusterFlags & ProposeFlags) => guarded(flags.json, () => propose(flags)));
  onCluster(
    governance
      .command('vote <proposal>')
      .description('vote, or change your vote, on a proposal by its number')
      .addArgument(new Argument('<choice>').choices(Object.keys(CHOICE))),
  )
    .option('--for-wallet <address>', 'as the delegate of this wallet', keyOption)
    .action((number: string, choice: keyof typeof CHOICE, flags: ClusterFlags & { forWallet?: PublicKey }) =>
      guarded(flags.json, () => vote(wholeOption(number), choice, flags)),
    );
  const steps = {
    finalize: ['write down what the votes said, once voting is over', finalizeStep],
    execute: ['make the change that was voted for, once the time lock is over', executeStep],
    cancel: ['take back what nobody voted on (proposer), or stop a pause (guardian)', cancelStep],
    close: ['close ballots and proposal once they are over: rent and deposit return', closeSteps],
  } as const;
  for (const [name, [description, make]] of Object.entries(steps))
    onCluster(governance.command(`${name} <proposal>`).description(description)).action(
      (number: string, flags: ClusterFlags) =>
        guarded(flags.json, () => push(wholeOption(number), make, PAST[name] ?? name, flags)),
    );
}

const PAST: Record<string, string> = {
  finalize: 'finalized',
  execute: 'executed',
  cancel: 'cancelled',
  close: 'closed',
};

async function propose(flags: ClusterFlags & ProposeFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const present = await presentState(connection);
  const change = changeOf(flags, present);
  const number = present.governance.proposals;
  const deposit = await stakeMissing(connection, wallet.publicKey, present.governance.params.deposit);
  const opening = createProposal({ wallet: wallet.publicKey, number, change });
  await send(connection, [...deposit.instructions, opening], [wallet], options);
  if (flags.dryRun) return print(flags.json, { number }, `would open proposal ${number}`);
  const proposal = describeProposal(await needProposal(connection, number), present);
  print(
    flags.json,
    proposal,
    [
      `opened proposal ${number}: votes until ${when(proposal.endsAt)}, ${formatTag(proposal.quorum)} TAG for or abstaining are needed`,
      ...proposal.effects.map(effectText),
    ].join('\n'),
  );
}

async function vote(
  number: bigint,
  choice: keyof typeof CHOICE,
  flags: ClusterFlags & { forWallet?: PublicKey },
): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const caster = wallet.publicKey;
  const owner = flags.forWallet ?? caster;
  const proposal = proposalPda(number);
  const parts = { wallet: owner, caster, proposal, choice: CHOICE[choice] };
  const before = await fetchBallot(connection, proposal, owner);
  await send(connection, [before === null ? castBallot(parts) : changeBallot(parts)], [wallet], options);
  const ballot = flags.dryRun ? before : await fetchBallot(connection, proposal, owner);
  const weight = ballot?.weight ?? 0n;
  print(
    flags.json,
    { number, choice, weight, changed: before !== null },
    flags.dryRun
      ? `would vote ${choice} on proposal ${number}`
      : `voted ${choice} on proposal ${number} with ${formatTag(weight)} TAG${before === null ? '' : ', instead of before'}`,
  );
}

type Make = (connection: Connection, number: bigint, wallet: PublicKey) => Promise<TransactionInstruction[]>;

const finalizeStep: Make = (_, number) => Promise.resolve([finalizeProposal({ proposal: proposalPda(number) })]);
const executeStep: Make = (_, number) => Promise.resolve([executeProposal({ proposal: proposalPda(number) })]);
const cancelStep: Make = (_, number, canceller) =>
  Promise.resolve([cancelProposal({ canceller, proposal: proposalPda(number) })]);

/** Every ballot whose vote can't go on, and the proposal if it is over. */
const closeSteps: Make = async (connection, number) => {
  const address = proposalPda(number);
  const [proposal, ballots, { seconds }] = await Promise.all([
    fetchProposal(connection, number),
    listBallots(connection, { proposal: address }),
    fetchClock(connection),
  ]);
  const closing = ballots
    .filter(({ closableFrom }) => seconds >= closableFrom)
    .map(({ wallet, rentPayer }) => closeBallot({ proposal: address, wallet, rentPayer }));
  if (proposal === null || !isOver(proposal, seconds)) {
    if (closing.length > 0) return closing;
    throw new TaggerClientError('ProposalOpen', `proposal ${number} has nothing to close: see \`governance status\``);
  }
  const { proposer, rentPayer } = proposal;
  const { tagMint } = await needConfig(connection);
  return [...closing, closeProposal({ proposal: address, proposer, rentPayer, tagMint })];
};

function isOver(proposal: ProposalAccount, now: bigint): boolean {
  if (proposal.status === PROPOSAL_STATUS.succeeded) return now >= proposalTimes(proposal).expiresAt;
  return proposal.status !== PROPOSAL_STATUS.voting;
}

/** Sends what a step is made of and says how the proposal stands. */
async function push(number: bigint, make: Make, past: string, flags: ClusterFlags): Promise<void> {
  const { connection, wallet, send: options } = contextOf(flags);
  const instructions = await make(connection, number, wallet.publicKey);
  for (const group of chunks(instructions, CLOSINGS)) await send(connection, group, [wallet], options);
  const proposal = await fetchProposal(connection, number);
  const status = proposal === null ? 'closed' : describeProposal(proposal, await presentState(connection)).status;
  const says = `${past} proposal ${number}: ${status}`;
  print(flags.json, { number, status }, flags.dryRun ? `would have ${says}` : says);
}

async function needProposal(connection: Connection, number: bigint): Promise<Keyed<ProposalAccount>> {
  const proposal = await fetchProposal(connection, number);
  if (proposal === null) throw new TaggerClientError('NoProposal', `there is no proposal ${number} on this cluster`);
  return proposal;
}
