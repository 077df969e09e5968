/** Tasks whose rules and items really lie on the local Arweave, and bots that read them there. */
import { createHash } from 'node:crypto';
import { Keypair, type PublicKey } from '@solana/web3.js';
import {
  fundTask,
  GoldTree,
  METHOD,
  openPage,
  openPanels,
  openTask,
  pagePda,
  taskPda,
  type GoldPanel,
  type OpenTask,
  type TaskTerms,
} from '@tagger/client';
import {
  encodeItems,
  encodeRules,
  hashOfItems,
  makeRules,
  type PublishedItem,
  type Rules,
} from '@tagger/client/published';
import { newDatasetSecret } from '@tagger/client/keys';
import { sealItems, type NamedItem, type SealOptions } from '@tagger/client/private';
import { bytesSource, dataItems, idBytes, solanaSigner } from '@tagger/client/storage';
import { startLocalnet } from '@tagger/localnet';
import { aMember, aPanel, TERMS, type PanelSetup } from '../../../tests/support/build.ts';
import { act, chainTime, giveTag, type World } from '../../../tests/support/world.ts';
import { aHome, type Home } from './bot.ts';

/** An Arweave beside whatever chain the tests run on. */
export async function anArweave(): Promise<{ url: string; stop(): Promise<void> }> {
  const net = await startLocalnet({ slotMs: 0 });
  return { url: net.arweaveUrl, stop: () => net.stop() };
}

/** Fifteen sentences with their polarity, by us; the shipped model is right about most. */
export const REVIEWS: readonly (readonly [string, string])[] = [
  ['I love this phone, it is great and works perfectly.', 'positive'],
  ['Terrible quality, I hate it and want my money back.', 'negative'],
  ['The food was delicious and the staff were wonderful.', 'positive'],
  ['An awful, boring film. The worst I have seen.', 'negative'],
  ['Excellent sound, very happy with it!', 'positive'],
  ['Broken after a day. Very disappointed and angry.', 'negative'],
  ['A beautiful story with amazing actors.', 'positive'],
  ['Horrible service, rude waiters, bad soup.', 'negative'],
  ['Best purchase ever, I am so pleased.', 'positive'],
  ['Poor battery, useless charger, a sad waste.', 'negative'],
];
export const TEXTS = REVIEWS.map(([text]) => text);

let number = 0n;

export interface Market extends PanelSetup {
  rules: Rules;
  items: readonly PublishedItem[];
}

/** A task with its rules and items on Arweave, `panels` panels of equal length on one page. */
export async function published(
  world: World,
  arweave: string,
  options: {
    items?: readonly PublishedItem[];
    classes?: string[];
    panels?: number;
    seats?: number;
    terms?: Partial<TaskTerms>;
    rules?: Partial<Rules>;
    escrow?: bigint;
    /** What is put there instead of the items. */
    posted?: Uint8Array;
    /** Of a private task: the secret of its items, and their bytes in the order of the task. */
    sealed?: { secret: Uint8Array; items: readonly Uint8Array[] };
    /** Parts of what its dataset will earn. */
    shares?: OpenTask['shares'];
    /** Of a payload task: the requester's key. */
    readerKey?: Uint8Array;
    gold?: GoldPanel[];
    lifeSecs?: bigint;
  } = {},
): Promise<Market> {
  const { classes = ['negative', 'positive'], panels = 1, seats = 3, escrow = 20_000_000n } = options;
  const { sealed, readerKey } = options;
  const items = options.items ?? TEXTS;
  const itemCount = sealed?.items.length ?? items.length;
  const terms = { ...TERMS, method: METHOD.majority, itemCount, ...options.terms };
  const gold = options.gold && new GoldTree(options.gold, itemCount);
  const requester = await aMember(world, 'Rita the requester', 0n);
  const storage = dataItems({
    gateways: [arweave],
    upload: `${arweave}/tx`,
    signer: () => solanaSigner(requester.wallet.secretKey),
  });
  const put = async (bytes: Uint8Array): Promise<Uint8Array> =>
    idBytes((await storage.put(bytesSource(bytes), { contentType: 'application/json' })).id);
  const secrets = sealed && (await sealItems(storage, sealed.items.map(named), hidden(sealed)));
  const rules = {
    ...makeRules({
      title: 'Reviews',
      instructions: 'What does the writer think?',
      classes,
      itemsHash: secrets?.list.sha256 ?? hashOfItems(items),
      ...(readerKey && { readerKey }),
    }),
    ...options.rules,
  };
  const bytes = encodeRules(rules);
  number += 1n;
  const task = taskPda(requester.key, number);
  const operator = requester.key;
  await act(
    world,
    requester,
    openTask({
      requester: operator,
      nonce: number,
      rulesHash: Uint8Array.from(createHash('sha256').update(bytes).digest()),
      rulesId: await put(bytes),
      itemsId: secrets === undefined ? await put(options.posted ?? encodeItems(items)) : idBytes(secrets.list.id),
      ...(secrets && { itemsKey: secrets.itemsKey }),
      ...(options.shares && { shares: options.shares }),
      ...(gold && { goldRoot: gold.root }),
      endsAt: (await chainTime(world)) + (options.lifeSecs ?? 864_000n),
      terms,
    }),
    fundTask({ payer: operator, task, from: requester.tokens, tagMint: world.tagMint, amount: escrow }),
  );
  const page = pagePda(task, 0);
  const length = Math.floor(itemCount / panels);
  const specs = Array.from({ length: panels }, (_, at) =>
    aPanel({ firstItem: at * length, items: length, seatsFirst: seats }),
  );
  await act(
    world,
    requester,
    openPage({ operator, task, page, bytes: 10_240, amount: escrow / 2n }),
    openPanels({ operator, task, page, specs }),
  );
  return { requester, task, terms, gold, page, pageIndex: 0, rules, items };
}

const named = (bytes: Uint8Array, at: number): NamedItem => ({ name: `${at}`, bytes });
const hidden = ({ secret, items }: { secret: Uint8Array; items: readonly Uint8Array[] }): SealOptions => ({
  secret,
  manifestSecret: newDatasetSecret(),
  order: items.map((_, at) => at),
});

/** A bot's home with `tag` base units in its wallet and caps that let it stake them. */
export async function anEarner(
  world: World,
  arweave: string,
  settings: Record<string, unknown> = {},
  tag = 1_000_000_000n,
): Promise<Home & { tokens: PublicKey }> {
  const home = await aHome(world, {
    gateways: [arweave],
    lookSecs: 0.01,
    caps: { lamportsADay: '5000000000', lamportsInAll: '5000000000', tagADay: String(tag), tagInAll: String(tag) },
    ...settings,
  });
  return { ...home, tokens: await giveTag(world, home.wallet, tag) };
}

export const nobody = (): PublicKey => Keypair.generate().publicKey;
