/** From a click to a confirmed transaction. */
export const actions = {
  building: 'Asking the network what will happen',
  review: 'Waiting for your yes',
  sign: 'Waiting for the wallet',
  send: 'Sent, waiting for confirmation',
  done: 'Done',
  noWallet: 'Connect a wallet first.',
  notSigned: 'The wallet gave nothing back.',
  noAddress: 'This wallet names an account whose address is not its key. Do not use it.',
  otherChain: 'This account of the wallet is for another network. Choose the network of these pages in the wallet.',
  switched: 'The wallet changed to another account meanwhile. Nothing was sent; try again.',
  otherTransaction: 'The wallet signed something else than what was shown. Nothing was sent.',
  otherText: 'The wallet signed something else than the text it was given. Nothing was sent.',
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
