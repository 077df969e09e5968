/** What bots are made of. */
export { amount } from './amount.ts';
export { Chain, type ChainSettings } from './chain.ts';
export { COMMON, readSettings, type Common, type SettingsOf } from './config.ts';
export { BotKey, readKey } from './key.ts';
export { Ledger, type Caps, type OpenSpending, type Spending } from './ledger.ts';
export { endsRound } from './fatal.ts';
export { createLog, type Logger } from './log.ts';
export { Metrics } from './metrics.ts';
export { pack, type Packed } from './pack.ts';
export { withdraw } from './payout.ts';
export { identityOf, isKey, keyMissing, otherKey, readingAs } from './reading.ts';
export { RpcPool, type Endpoint } from './rpc.ts';
export { defineBot, run, type Bot, type Kit, type Running, type RunOptions } from './run.ts';
export { Wallet, type Effect } from './wallet.ts';
