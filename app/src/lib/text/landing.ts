/** The first screen. */
export const landing = {
  title: 'Labels you can trust, because everybody is paid for being right',
  lead: 'Tagger is a market for data labels. People answer, the program on Solana compares what they committed to, pays by quality, and shares what the datasets earn.',
  roles: [
    {
      name: 'You label',
      text: 'See what a task pays and asks for before you take it. You are paid for right answers, and again whenever a dataset you helped to make is licensed.',
      link: 'Find work',
      href: '/tasks',
      guide: '/docs/annotators',
    },
    {
      name: 'You need labels',
      text: 'Post items, say how sure you must be, and stop paying for an item once it is decided. Known answers hidden among them show how good the rest is.',
      link: 'Post work',
      href: '/post',
      guide: '/docs/requesters',
    },
    {
      name: 'You check',
      text: 'Stake TAG, be drawn at random for contested labels, and be paid for judging like the others without seeing their votes.',
      link: 'Judge',
      href: '/judge',
      guide: '/docs/validators',
    },
    {
      name: 'You need data',
      text: 'License datasets whose every label has a proof: who answered, what was decided, what was paid. The key comes in half a minute or your money back.',
      link: 'Find data',
      href: '/datasets',
      guide: '/docs/buyers',
    },
    {
      name: 'You decide how it works',
      text: 'Lock stake and vote on fees, windows and slashes, within bounds nobody can vote away. Each change waits until everybody had time to leave.',
      link: 'Govern',
      href: '/governance',
      guide: '/docs/governors',
    },
  ],
  guide: 'How it works',
  figures: {
    title: 'The market now',
    tasks: 'open tasks',
    members: 'members',
    datasets: 'datasets',
    licences: 'licences',
    paid: 'TAG paid for labels',
    none: 'The figures need the indexer, which does not answer.',
  },
  trust: {
    title: 'Nothing to take on trust',
    points: [
      'No oracle and no operator decides. The program computes labels, pay and revenue from answers that were committed before anybody saw them.',
      'Every state has an end that anyone can push. Nobody’s silence traps your money.',
      'Items, salts and keys stay on your device or are encrypted before they leave it.',
    ],
  },
};
