/**
 * A publisher's key service as a bot: delivers keys for purchases that are final, and answers holders. Its wallet pays fees and nothing
 * else; the secrets lie in a store under a passphrase (`tagger keyserver init|add|mandate` make it).
 */
import { LICENCE_STATES, decodeAccount, isAccount } from '@tagger/client';
import { z } from 'zod';
import { defineBot } from '../kit/index.ts';
import { passphraseOf } from './passphrase.ts';
import { startService } from './service.ts';

const PENDING = LICENCE_STATES.indexOf('pending');

export const keyserver = defineBot({
  name: 'keyserver',
  about: "delivers a publisher's keys to buyers and answers holders",
  settings: {
    /** File of the secrets, encrypted. */
    store: z.string(),
    /** File with its passphrase; default the variable TAGGER_PASSPHRASE, or the terminal. */
    passphraseFile: z.string().optional(),
    /** Where every release is written down. */
    releases: z.string(),
    /** Loopback port of the service; 0 takes a free one. */
    apiPort: z.number().int().min(0).max(65_535).default(8_902),
    /** How holders call it, with the port if it is not 443; default the address it listens on. */
    domain: z.string().optional(),
    /** Pages that may ask through a browser. */
    origins: z.array(z.string()).default([]),
    behindProxy: z.boolean().default(false),
    /** Seconds a licence's next holder waits for the key. */
    cooldownSecs: z.number().int().nonnegative().default(86_400),
    /** Hear of purchases through the nodes' sockets, not by looking only. */
    subscribe: z.boolean().default(true),
  },
  async start({ chain, wallet, log, metrics, wake, dryRun }, settings) {
    const delivered = metrics.counter('keys_delivered_total', 'Keys written to the chain');
    const passphrase = await passphraseOf(settings.passphraseFile, 'TAGGER_PASSPHRASE', 'passphrase of the store');
    const { releases, origins, behindProxy, cooldownSecs, domain } = settings;
    const service = await startService({
      connection: chain.finalized,
      push: async (instructions) => (await wallet.push(instructions, await chain.clock())).signature,
      store: { file: settings.store, passphrase },
      ...{ releases, origins, behindProxy, cooldownSecs, domain },
      host: '127.0.0.1',
      port: settings.apiPort,
      note: (what, about = {}) => log.info({ ...about }, what),
    });
    log.info({ url: service.url, domain: service.domain, dryRun }, 'serving keys');
    if (settings.subscribe)
      chain.onChange((_, info) => {
        if (isAccount('license', info) && decodeAccount('license', info).state === PENDING) wake();
      });
    return {
      async round() {
        delivered.inc(await service.deliver());
        return false;
      },
      stop: () => service.stop(),
    };
  },
});
