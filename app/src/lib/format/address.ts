/** `4Nd1…x9Zk`: enough to tell apart what stands side by side; whoever must be sure copies the whole. */
export const shortAddress = (address: string): string =>
  address.length <= 10 ? address : `${address.slice(0, 4)}…${address.slice(-4)}`;
