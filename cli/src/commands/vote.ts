/** `tagger review vote`: a drawn validator's ballot, hidden first and shown when everybody has hidden his. */
import type { Command } from 'commander';
import type { PublicKey } from '@solana/web3.js';
import {
  commitSheet,
  dutiesOf,
  fetchMember,
  placeOf,
  revealSheet,
  saltFor,
  send,
  sheetCommitment,
  TaggerClientError,
  translate,
  type Duty,
  type VoteSheet,
} from '@tagger/client';
import { LOCAL_ARWEAVE } from '../arweave.ts';
import { contextOf, onCluster, type ClusterFlags, type Context } from '../context.ts';
import { defaultNotes, dropBallots, keepBallot, keptBallots } from '../court/ballots.ts';
import { nextOf } from '../court/describe.ts';
import { namesOf, parseVotes } from '../court/labels.ts';
import { locate, type Located } from '../court/locate.ts';
import { pushReview } from '../court/push.ts';
import { seatMissing } from '../court/seat.ts';
import { keyOption } from '../options.ts';
import { guarded, print } from '../output.ts';
import { saltSecretOf } from '../saltSecret.ts';
import { when } from '../time.ts';

interface VoteFlags extends ClusterFlags {
  votes?: string;
  notes?: string;
  arweave: string;
}

export function addVote(review: Command): void {
  onCluster(
    review
      .command('vote <review>')
      .description('commit your votes, and reveal them once everybody has committed: run it again until it says so'),
  )
    .option('--votes <list>', 'a label for each item in the order of `review show`, separated by commas; - for none')
    .option('--notes <file>', 'where hidden votes are kept until the reveal (default: ~/.tagger/votes-WALLET.json)')
    .option('--arweave <url>', 'where the rules are read', LOCAL_ARWEAVE)
    .action((address: string, flags: VoteFlags) => guarded(flags.json, () => vote(keyOption(address), flags)));
}

async function vote(address: PublicKey, flags: VoteFlags): Promise<void> {
  const context = contextOf(flags);
  const { connection, wallet } = context;
  const member = await fetchMember(connection, wallet.publicKey);
  const place = member === null ? undefined : placeOf(member);
  if (place === undefined)
    throw new TaggerClientError('NoSuchValidator', 'you are no validator: `tagger validator join` first');
  // Whoever wants to vote may draw the seats first.
  let waits = (await pushReview(connection, address, wallet, context.send)).waits;
  const done: ('committed' | 'revealed')[] = [];
  let seat: SeatTaken = null;
  for (;;) {
    const located = await locate(connection, address);
    const duty = dutiesOf(located.page, place).find(({ round }) => round.number === located.last.number);
    if (duty === undefined && done.length === 0)
      throw new TaggerClientError(
        'NotDrawn',
        `you hold no seat in this round; next: ${nextOf({ due: [], waitsFor: waits ?? null })}`,
      );
    if (duty?.todo === undefined) break;
    // Only what is collected with a seat counts, and nobody collects before the reveal.
    seat ??= await takeSeat(context, located);
    await cast(context, located, duty, flags);
    done.push(duty.todo === 'commit' ? 'committed' : 'revealed');
    if (flags.dryRun) break;
    waits = (await pushReview(connection, address, wallet, context.send)).waits;
  }
  const says = done.length === 0 ? 'nothing to send now' : done.join(' and ');
  print(
    flags.json,
    { review: address.toBase58(), done, waitsFor: waits ?? null, seat },
    `${seatText(seat, flags.dryRun)}${flags.dryRun ? 'would have ' : ''}${says}; ${waits?.for === 'votes' ? `others may vote until ${when(waits.until)}` : nextOf({ due: [], waitsFor: waits ?? null })}`,
  );
}

/** `opened` now, why it was not, or null where none is needed. */
type SeatTaken = 'opened' | { refused: string } | null;

/** The validator's part of revenue. A vote is worth more than that: what is refused here does not keep anybody from voting. */
async function takeSeat({ connection, wallet, send: options }: Context, { task }: Located): Promise<SeatTaken> {
  try {
    const missing = await seatMissing(connection, task, wallet.publicKey);
    if (missing.length === 0) return null;
    await send(connection, missing, [wallet], options);
    return 'opened';
  } catch (error) {
    return { refused: translate(error).name };
  }
}

function seatText(seat: SeatTaken, dryRun: boolean): string {
  if (seat === null) return '';
  if (seat === 'opened') return `${dryRun ? 'would open' : 'opened'} a seat for your part of the dataset's revenue; `;
  return `no seat for your part of the dataset's revenue (${seat.refused}; try \`tagger validator seat\`); `;
}

/** One half of the ballot. What is hidden is written down before it is sent. */
async function cast({ wallet, connection, send: options }: Context, located: Located, duty: Duty, flags: VoteFlags) {
  const { page, task } = located;
  const { round, slot, todo } = duty;
  const file = flags.notes ?? defaultNotes(wallet.publicKey);
  const at = [file, page.address, round.number, slot.index] as const;
  const sheetOf = (votes: readonly number[], salt: Uint8Array): VoteSheet => {
    return { wallet: wallet.publicKey, panel: round.number, slot: slot.index, votes, salt };
  };
  const salt = saltFor(saltSecretOf(wallet), task.address, page.index, round.number);
  const given = async (): Promise<VoteSheet> => sheetOf(await votesGiven(located, duty, flags), salt);
  if (todo === 'commit') {
    const sheet = await given();
    if (options.dryRun !== true)
      keepBallot(...at, { votes: [...sheet.votes], salt: Buffer.from(salt).toString('hex') });
    await send(connection, [commitSheet(page, sheet)], [wallet], options);
    return;
  }
  const isHidden = (sheet: VoteSheet): boolean => Buffer.from(slot.commitment).equals(sheetCommitment(page, sheet));
  const kept = keptBallots(...at).map((ballot) => sheetOf(ballot.votes, Buffer.from(ballot.salt, 'hex')));
  const sheet = kept.find(isHidden) ?? (await given());
  if (!isHidden(sheet))
    throw new TaggerClientError(
      'OtherVotes',
      'you committed to other votes than these: pass --votes as you gave them then',
    );
  await send(connection, [revealSheet(page, sheet)], [wallet], options);
  if (options.dryRun !== true) dropBallots(...at);
}

async function votesGiven({ task, page }: Located, { round, todo }: Duty, flags: VoteFlags): Promise<number[]> {
  if (flags.votes === undefined)
    throw new TaggerClientError(
      'VotesMissing',
      todo === 'commit'
        ? `your seat waits for votes until ${when(round.until)}: see \`review show ${page.address.toBase58()}\`, then pass --votes`
        : 'the notes hold no votes of yours for this seat: pass --votes exactly as you committed them',
    );
  return parseVotes(flags.votes, round.case.items.length, await namesOf(flags.arweave, task), task);
}
