/** From a click to a confirmed transaction. */
export const actions = {
  building: 'Asking the network what will happen',
  review: 'Waiting for your yes',
  sign: 'Waiting for the wallet',
  send: 'Sent, waiting for confirmation',
  done: 'Done',
  noWallet: 'Connect a wallet first.',
  notSigned: 'The wallet gave nothing back.',
  title: 'What will happen',
  fee: 'Network fee',
  sol: 'SOL',
  wallet: 'TAG in your wallet',
  balance: 'TAG you have with Tagger',
  stake: 'TAG staked',
  nothing: 'No amount of yours changes.',
  confirm: 'Continue to the wallet',
  cancel: 'Cancel',
};
export const errors = {
  unknown: 'Something went wrong. Try again; if it stays so, reload the page.',
  refused: 'You declined in the wallet. Nothing was sent.',
};
