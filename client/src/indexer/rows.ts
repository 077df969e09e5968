/** Accounts from the chain in the form an indexer lists them, so that whoever shows them does not care where they came from. */
import { idText } from '../storage/id.ts';
import type { Operations } from '../generated/indexer.ts';
import type { Keyed } from '../fetch.ts';
import type { DatasetAccount, MemberAccount, TaskAccount } from '../types.ts';

export type TaskRow = Operations['listTasks']['answer']['items'][number];
export type MemberRow = Operations['listMembers']['answer']['items'][number];
export type DatasetRow = Operations['listDatasets']['answer']['items'][number];

const hex = (bytes: ArrayLike<number>): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const id = (bytes: ArrayLike<number>): string => idText(Uint8Array.from(bytes));

/** `slot`: the node's. What a node tells at the commitment it was asked for is not known to be final. */
const place = (slot: number) => ({ readSlot: String(slot), finalized: false });

export function taskRow(task: Keyed<TaskAccount>, slot: number): TaskRow {
  const { terms } = task;
  return {
    address: task.address.toBase58(),
    requester: task.requester.toBase58(),
    domain: terms.domain,
    level: terms.requiredLevel,
    method: terms.method,
    classes: terms.classes,
    items: terms.itemCount,
    price: String(terms.price),
    bond: String(terms.bond),
    reviewFee: String(terms.reviewFee),
    private: Boolean(terms.private),
    hasGold: Boolean(terms.hasGold),
    claimMode: terms.claimMode,
    minStake: String(task.minStake),
    cancelled: Boolean(task.cancelled),
    endsAt: String(task.endsAt),
    escrow: String(task.escrow),
    funded: String(task.funded),
    paid: String(task.paid),
    answers: String(task.answers),
    accepted: String(task.accepted),
    itemsSettled: String(task.itemsSettled),
    panelsSettled: task.panelsSettled,
    pages: task.pages,
    seats: task.seats,
    rulesId: id(task.rulesId),
    rulesHash: hex(task.rulesHash),
    title: null,
    ...place(slot),
  };
}

export function memberRow(member: Keyed<MemberAccount>, slot: number): MemberRow {
  return {
    address: member.address.toBase58(),
    wallet: member.wallet.toBase58(),
    stakeActive: String(member.stakeActive),
    stakeLocked: String(member.stakeLocked),
    stakeCooling: String(member.stakeCooling),
    balance: String(member.balance),
    earned: String(member.earned),
    slashed: String(member.slashed),
    answered: String(member.answered),
    agreed: String(member.agreed),
    goldHits: String(member.goldHits),
    goldTotal: String(member.goldTotal),
    panels: member.panels,
    missedReveals: member.missedReveals,
    expiredClaims: member.expiredClaims,
    seats: member.seats,
    votes: String(member.votes),
    coherent: String(member.coherent),
    ...place(slot),
  };
}

export function datasetRow(dataset: Keyed<DatasetAccount>, slot: number): DatasetRow {
  const { contents } = dataset;
  return {
    address: dataset.address.toBase58(),
    publisher: dataset.publisher.toBase58(),
    mint: dataset.mint.toBase58(),
    task: dataset.task.toBase58(),
    manifestId: id(contents.manifestId),
    manifestHash: hex(contents.manifestHash),
    useClass: contents.useClass,
    withdrawn: Boolean(dataset.withdrawn),
    offers: dataset.offers,
    sold: String(dataset.sold),
    earned: String(dataset.earned),
    publishedAt: String(dataset.publishedAt),
    bond: String(dataset.bond),
    title: null,
    ...place(slot),
  };
}
