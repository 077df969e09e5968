/** My work, and what runs in the background. */
import { formatUnits } from '../format/amount.ts';

const panels = (count: number): string => (count === 1 ? '1 panel' : `${count} panels`);
const tag = (base: bigint): string => `${formatUnits(base)} TAG`;

export const work = {
  title: 'My work',
  lead: 'Every panel you took, from the first answer to the pay. This page and any other page of the app send what is due by themselves.',
  loading: 'Reading where you stand',
  connect: 'Connect a wallet to see your work.',
  failed: 'Your work could not be read. What you answered is kept on this device.',
  none: 'You have taken no panel yet.',
  find: 'Find a task',
  did: {
    committed: (count: number) => `${panels(count)} committed: nobody can see or copy your answers yet`,
    revealed: (count: number) => `Answers to ${panels(count)} shown`,
    shared: (count: number) =>
      count === 1 ? 'Validators can read your answers now' : `Validators of ${count} rounds can read your answers now`,
    collected: (count: number) => `Pay for ${panels(count)} is in your balance`,
  },
  due: {
    reveal: (count: number, when: string) => `Answers to ${panels(count)} have to be shown ${when}.`,
    ready: (count: number) => `Answers to ${panels(count)} are ready to be committed.`,
    lost: (count: number) =>
      `${panels(count)} must be shown, but the answers are not on this device. Open Tagger where you gave them.`,
    unlock: 'Your key is not on this device: sign once so that your answers can be sent.',
    unlockIt: 'Unlock',
    session: 'Your session key can’t send them.',
    renew: 'Sign once to go on',
    trouble: 'Last try to send your work:',
    again: 'Try now',
  },
  sections: {
    todo: 'To do',
    under: 'On their way',
    over: 'Over',
  },
  standing: {
    label: 'Answer it',
    lapsed: 'Not answered in time',
    waiting: 'Committed, waiting for the others',
    reveal: 'To be shown',
    deciding: 'Shown, being decided',
    contestable: 'Decided, may be contested',
    judged: 'Validators look at it',
    owed: 'Decided, pay is coming',
    paid: 'Paid',
    missed: 'Not shown in time',
  },
  panel: (number: bigint) => `Panel ${number + 1n}`,
  items: (count: number) => (count === 1 ? '1 item' : `${count} items`),
  ends: (when: string) => `ends ${when}`,
  open: 'Go on working',
  result: 'What came of it',
  right: (right: number, all: number) => `${right} of ${all} like the others`,
  got: (base: bigint) => `${tag(base)}`,
  columns: { item: 'Item', mine: 'You said', decided: 'Decided', verdict: 'Verdict', contest: 'Contest' },
  /** Of payload tasks, in the order of their codes. */
  verdicts: ['accepted', 'accepted with a small fix', 'rejected', 'item can’t be answered'],
  agrees: 'same',
  differs: 'different',
  left: 'left out',
  gold: 'known answer',
  disputed: 'contested',
  unknown: 'class',
  contest: {
    title: 'Contest labels',
    lead: (fee: bigint) =>
      `Choose the labels you are sure are wrong. Validators are drawn at random and decide. Each costs up to ${tag(fee)} from your balance; you get it back for labels they change.`,
    until: (when: string) => `Possible ${when}`,
    send: (count: number) => `Contest ${count === 1 ? '1 label' : `${count} labels`}`,
    sendTitle: (count: number, fee: bigint) => `Contest ${count === 1 ? '1 label' : `${count} labels`} for ${tag(fee)}`,
    poor: (missing: bigint) => `Your balance is ${tag(missing)} short of the fee.`,
    choose: (item: number) => `Contest item ${item}`,
  },
  session: {
    title: 'Session',
    on: (when: string) => `A key in this browser works for you; it ends ${when}.`,
    fees: (lamports: bigint) => `It has ${formatUnits(lamports, 9)} SOL for fees.`,
    sponsored: 'Its fees are paid by this network.',
    end: 'End the session',
    ended: (lamports: bigint) => `The session has ended. ${formatUnits(lamports, 9)} SOL came back.`,
    busy: 'Answers wait to be shown with this session. End it when they are.',
    failed: 'The session could not be ended:',
  },
};
