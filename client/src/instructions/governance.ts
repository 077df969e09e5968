/** Instructions of governance. Votes in base units of staked TAG. Each returns one instruction and sends nothing. */
import { PublicKey, type TransactionInstruction } from '@solana/web3.js';
import { buildInstruction } from '../build.ts';
import {
  ballotPda,
  configPda,
  domainsPda,
  governancePda,
  memberPda,
  programDataPda,
  proposalPda,
  stakeTokensPda,
  stakeVaultPda,
  voterPda,
} from '../pda.ts';
import type { Change, GovernanceParams } from '../types.ts';

/** Writes down the first rules of voting; `upgradeAuthority` must be the program's and pays. */
export function initializeGovernance(a: {
  upgradeAuthority: PublicKey;
  params: GovernanceParams;
}): TransactionInstruction {
  const { upgradeAuthority, params } = a;
  return buildInstruction(
    'initializeGovernance',
    { upgradeAuthority, programData: programDataPda(), governance: governancePda() },
    { params },
  );
}

/** Creates the list of domains with its eight first names; `payer` may be anyone. */
export function initializeDomains(a: { payer: PublicKey }): TransactionInstruction {
  return buildInstruction('initializeDomains', { payer: a.payer, domains: domainsPda() }, {});
}

/** `payer` pays the rent and gets it back when the voter account is closed. */
export function createVoter(a: { wallet: PublicKey; payer?: PublicKey }): TransactionInstruction {
  const { wallet, payer = wallet } = a;
  return buildInstruction('createVoter', { payer, wallet, member: memberPda(wallet), voter: voterPda(wallet) }, {});
}

const ownVotes = (wallet: PublicKey) => ({
  wallet,
  governance: governancePda(),
  member: memberPda(wallet),
  voter: voterPda(wallet),
});

/** Turns active stake into votes, which count for proposals opened from the next unix day on. */
export function lockVotes(a: { wallet: PublicKey; amount: bigint }): TransactionInstruction {
  return buildInstruction('lockVotes', ownVotes(a.wallet), { amount: a.amount });
}

/** Turns votes back into active stake, once no vote they were cast in can go on. */
export function unlockVotes(a: { wallet: PublicKey; amount: bigint }): TransactionInstruction {
  return buildInstruction('unlockVotes', ownVotes(a.wallet), { amount: a.amount });
}

/** Lets `delegate` cast the wallet's votes; without one that is taken back. */
export function setDelegate(a: { wallet: PublicKey; delegate?: PublicKey }): TransactionInstruction {
  const { wallet, delegate = PublicKey.default } = a;
  return buildInstruction('setDelegate', { wallet, voter: voterPda(wallet) }, { delegate });
}

export function closeVoter(a: { wallet: PublicKey; rentPayer?: PublicKey }): TransactionInstruction {
  const { wallet, rentPayer = wallet } = a;
  return buildInstruction('closeVoter', { wallet, member: memberPda(wallet), voter: voterPda(wallet), rentPayer }, {});
}

/** Opens proposal `number`, which must be the number of proposals so far (`Governance.proposals`), and locks the deposit. */
export function createProposal(a: {
  wallet: PublicKey;
  payer?: PublicKey;
  number: bigint;
  change: Change;
}): TransactionInstruction {
  const { wallet, payer = wallet, number, change } = a;
  const state = { config: configPda(), governance: governancePda(), domains: domainsPda() };
  return buildInstruction(
    'createProposal',
    { payer, wallet, ...state, member: memberPda(wallet), proposal: proposalPda(number) },
    { args: { number, change } },
  );
}

/** Votes with the votes of `wallet`; `caster` is the wallet itself or its delegate. `choice`: see `CHOICE`. */
export function castBallot(a: {
  wallet: PublicKey;
  caster?: PublicKey;
  payer?: PublicKey;
  proposal: PublicKey;
  choice: number;
}): TransactionInstruction {
  const { wallet, caster = wallet, payer = caster, proposal, choice } = a;
  return buildInstruction(
    'castBallot',
    { payer, caster, voter: voterPda(wallet), proposal, ballot: ballotPda(proposal, wallet) },
    { choice },
  );
}

/** Changes a ballot while voting is open. */
export function changeBallot(a: {
  wallet: PublicKey;
  caster?: PublicKey;
  proposal: PublicKey;
  choice: number;
}): TransactionInstruction {
  const { wallet, caster = wallet, proposal, choice } = a;
  return buildInstruction(
    'changeBallot',
    { caster, voter: voterPda(wallet), proposal, ballot: ballotPda(proposal, wallet) },
    { choice },
  );
}

/** Closes a ballot once its vote can't go on; anyone may. */
export function closeBallot(a: {
  proposal: PublicKey;
  wallet: PublicKey;
  rentPayer?: PublicKey;
}): TransactionInstruction {
  const { proposal, wallet, rentPayer = wallet } = a;
  return buildInstruction('closeBallot', { ballot: ballotPda(proposal, wallet), rentPayer }, {});
}

/** Writes down what the votes said; anyone may, once voting is over. */
export function finalizeProposal(a: { proposal: PublicKey }): TransactionInstruction {
  return buildInstruction('finalizeProposal', { proposal: a.proposal }, {});
}

/** Makes the change that was voted for; anyone may, once the time lock is over. */
export function executeProposal(a: { proposal: PublicKey }): TransactionInstruction {
  const state = { config: configPda(), governance: governancePda(), domains: domainsPda() };
  return buildInstruction('executeProposal', { proposal: a.proposal, ...state }, {});
}

/** The guardian stops a pause, the proposer what nobody has voted on. */
export function cancelProposal(a: { canceller: PublicKey; proposal: PublicKey }): TransactionInstruction {
  const { canceller, proposal } = a;
  return buildInstruction('cancelProposal', { canceller, config: configPda(), proposal }, {});
}

/** Closes a proposal that is over and settles its deposit; anyone may. */
export function closeProposal(a: {
  proposal: PublicKey;
  proposer: PublicKey;
  rentPayer?: PublicKey;
  tagMint: PublicKey;
}): TransactionInstruction {
  const { proposal, proposer, rentPayer = proposer, tagMint } = a;
  const vault = { stakeVault: stakeVaultPda(), stakeTokens: stakeTokensPda() };
  return buildInstruction(
    'closeProposal',
    { config: configPda(), proposal, member: memberPda(proposer), rentPayer, ...vault, tagMint },
    {},
  );
}
