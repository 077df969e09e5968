/** One task, for whoever may work for it. */
import { formatUnits } from '../format/amount.ts';

const tag = (base: bigint): string => `${formatUnits(base)} TAG`;
const percent = (bps: number): string => `${bps / 100} %`;
const count = (number: number | bigint, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 || number === 1n ? one : many}`;

export const task = {
  back: 'All open tasks',
  loading: 'Reading the task',
  missing: 'There is no such task here. It may be over and cleared away, or belong to another network.',
  failed: 'The task could not be read.',
  untitled: 'A task without a title',
  unread: 'The rules could not be read, so nobody should work for this task:',
  cancelled: 'The requester cancelled this task: nothing new can be claimed.',
  ended: 'This task has ended: nothing new can be claimed.',
  instructions: 'What to do',
  classes: 'What you choose from',
  moreClasses: (more: number) => `${count(more, 'more label')} not listed here.`,
  examples: 'Examples',
  good: 'Good',
  bad: 'Bad',
  facts: 'The offer',
  pay: 'Pay',
  payText: (base: bigint) => `${tag(base)} an item, for full quality`,
  hour: 'An hour',
  hourText: (base: bigint) => `about ${tag(base)} with your record so far`,
  from: 'Asked for by',
  hourUnknown: 'The requester names no time an item takes.',
  time: 'Time',
  timeText: (seconds: number) => `about ${count(seconds, 'second')} an item`,
  bond: 'Bond',
  bondText: (base: bigint) => `${tag(base)} a panel, back when it is over`,
  level: 'Who may join',
  levelText: (needed: number, domain: string) =>
    needed === 0 ? 'Everybody' : `Level ${needed} in ${domain}, because the requester wants people with a record`,
  ends: 'Ends',
  items: 'Items',
  open: 'Open now',
  openText: (panels: number) => (panels === 0 ? 'no panel with a free place' : count(panels, 'panel')),
  panels: 'How work is given out',
  assigned:
    'You ask for panels and a block of the chain that does not exist yet decides which: nobody can choose whom he answers with.',
  chosen: 'You take free panels yourself.',
  decided: (method: number) =>
    method === 1
      ? 'Several people answer every item without seeing each other. Answers count more from those who were right before.'
      : method === 2
        ? 'What you make is judged by validators, item by item.'
        : 'Several people answer every item without seeing each other. What most of them say is the label.',
  windows: (hold: string, reveal: string) =>
    `Once you took a panel you have ${hold} to answer it. When everybody has, answers are shown within ${reveal}; this app does that by itself while it is open.`,
  private: 'The items are encrypted. You get their key from the requester after you joined.',
  risks: 'What can go wrong',
  silence: (base: bigint) => `You take a panel and don’t answer in time: ${tag(base)} of your bond.`,
  unseen: (base: bigint) => `You answer and your answers are not shown in time: ${tag(base)}.`,
  gold: (base: bigint, least: string) =>
    `Known answers are hidden among the items. Less than ${least} of them right: ${tag(base)}.`,
  honest: 'An honest answer others disagree with costs no stake. It is paid less or not at all.',
  contest: 'If you think a label is wrong you may contest it before pay, and validators decide.',
  noContest: 'Labels of this task can’t be contested.',
  least: (bps: number, classes: number) => percent(Math.round(bps / classes)),
  you: 'You',
  connect: 'Connect a wallet to see whether this task is for you, and to join.',
  own: 'This is your own task. Requesters can’t answer their own items.',
  low: (needed: number, have: number) =>
    `You have level ${have} here, this task wants ${needed}. Levels grow with stake and with panels you answer well.`,
  payload: 'The rules of this task don’t say in a form this page knows what an answer consists of.',
  seat: 'You have a seat',
  bonds: (panels: number) => `Bonds for ${count(panels, 'more panel')}`,
  held: (panels: number) => `${count(panels, 'panel')} to answer`,
  under: (panels: number) => `${count(panels, 'panel')} on their way`,
  ticket: 'You asked for panels. The chain decides in a few seconds which ones you get.',
  joinFor: 'Panels you want bonds for',
  cost: (bond: bigint, staked: bigint) =>
    staked === 0n
      ? `Locks ${tag(bond)} of your stake.`
      : `Locks ${tag(bond)}. For that ${tag(staked)} are staked from your wallet now${staked > bond ? ', the least everybody needs' : ''}; stake comes back to you after a cool-down.`,
  short: (missing: bigint) => `Your wallet has ${tag(missing)} less than that.`,
  noSol: 'Your wallet has no SOL for fees.',
  session:
    'You sign once. A key made in this browser then claims, commits and shows your answers for a week; it can’t move your TAG. A little SOL is sent to it for fees, and what is left comes back when you end the session.',
  sponsored: 'You sign once. A key made in this browser then works for a week; this network pays its fees.',
  join: 'Join and start',
  joinTitle: (title: string) => `Join “${title}”`,
  more: 'Add bonds',
  moreTitle: (panels: number) => `Bonds for ${count(panels, 'more panel')}`,
  begin: 'Begin a session',
  beginTitle: 'Begin a session',
  idle: {
    none: 'To work here this browser needs a session key.',
    over: 'Your session is over. Sign once to go on.',
    elsewhere: 'Another device or browser has your session now. Sign once to go on here; the other one stops.',
    dry: 'Your session key has no SOL left for fees. Sign once to fill it up.',
  },
  takeHow: 'How many',
  claim: (panels: number) => (panels === 1 ? 'Take a panel' : `Take ${panels} panels`),
  claimed: (panels: number) => `You have ${count(panels, 'panel')} more`,
  asked: (panels: number) => `Asked for ${count(panels, 'panel')}`,
  taken: 'Somebody else was faster. Try again.',
  none: 'No panel is free now. They open as the requester funds them or when somebody gives one back.',
  go: 'Go on working',
  waitKey: 'The key of the items has not come yet. Claim once it is here.',
};
