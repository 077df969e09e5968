/** Pages that exist only with a chain and a wallet: nothing of them can be drawn on a server. */
export const ssr = false;
