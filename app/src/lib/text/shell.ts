/** What frames every page. */
export const shell = {
  name: 'Tagger',
  skip: 'Skip to the content',
  menu: 'Menu',
  close: 'Close',
  /** Sections: their pages by address, with what somebody does there. */
  nav: [
    {
      title: 'Work',
      places: {
        tasks: ['Find work', 'Open tasks, those that fit you first'],
        work: ['My work', 'What you hold, what is due, results'],
        earnings: ['Earnings', 'Paid, pending, locked, slashed'],
        reputation: ['Reputation', 'Your record and what moved it'],
        stake: ['Stake', 'Put in, take out'],
      },
    },
    {
      title: 'Get labels',
      places: {
        post: ['Post work', 'From a file to an open task'],
        'my-tasks': ['My tasks', 'Progress, quality, labels, money'],
      },
    },
    {
      title: 'Data',
      places: {
        datasets: ['Datasets', 'Find and license data'],
        licences: ['My licences', 'Open, renew, show, pass on'],
        resale: ['Resale', 'Licences others pass on'],
        'my-datasets': ['Publish', 'Your datasets and what they earn'],
        verify: ['Check a licence', 'Whether somebody may use data'],
      },
    },
    {
      title: 'Judge',
      places: {
        judge: ['Reviews', 'What you are drawn for, and past votes'],
        governance: ['Governance', 'Parameters, proposals, your votes'],
      },
    },
    {
      title: 'Network',
      places: {
        explore: ['Explorer', 'Any task, member, dataset, licence'],
        'explore/proof': ['Check a proof', 'In this browser, step by step'],
      },
    },
  ] as { title: string; places: Record<string, readonly [name: string, about: string]> }[],
  docs: 'Docs',
  theme: { label: 'Appearance', light: 'Light', dark: 'Dark', system: 'As the system' },
  cluster: { localnet: 'Local network', devnet: 'Devnet', 'mainnet-beta': 'Mainnet' },
  reach: {
    unknown: 'connecting',
    good: 'connected',
    offline: 'offline',
    unreachable: 'not reachable',
    wrong: 'another chain',
  },
  offline: 'You are offline. What you do is kept on this device and sent when you are back.',
  wrong:
    'The node these pages ask belongs to another chain than they are made for. Nothing is signed here: tell whoever runs this site.',
  unreachable: 'The network does not answer. Nothing is lost: these pages try again by themselves.',
  update: 'A new version is there. What you began stays on this device.',
  reload: 'Reload',
  wallet: {
    connect: 'Connect a wallet',
    connecting: 'Connecting',
    choose: 'Choose a wallet',
    none: 'No wallet was found in this browser. Install one that knows Solana, such as Phantom, Solflare or Backpack, and come back.',
    local: 'These wallets belong to the local network; anybody may use them.',
    never: 'Tagger never asks for a recovery phrase.',
    refused: 'The wallet gave no account.',
    disconnect: 'Disconnect',
    copy: 'Copy address',
    copied: 'Copied',
  },
  error: {
    title: 'This page could not be shown',
    missing: 'There is no such page.',
    away: 'Part of this page could not be loaded: you may be offline, or a new version is there.',
    back: 'To the start',
    again: 'Try again',
  },
};
