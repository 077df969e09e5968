/** Something to do for visitors: a task of short texts, as a requester would post it. */
import type { Connection, Keypair, PublicKey } from '@solana/web3.js';
import {
  bitsFor,
  CLAIM_MODE,
  fetchClock,
  METHOD,
  oneWave,
  setAside,
  taskPda,
  fetchConfig,
  type TaskTerms,
} from '@tagger/client';
import { openPagesFor } from '../pages.ts';
import { publish } from '../publish.ts';

const CLASSES = ['negative', 'positive'];
/** By us. The shipped model finds words of praise or blame in each, so that the bots have an answer, and it is wrong about some. */
const REVIEWS = [
  'The lamp is bright, steady and cheap. I love it and bought a second one.',
  'It stopped working after three days and nobody answers my letters. Terrible service.',
  'A warm, funny film with a wonderful lead. I cried at the end.',
  'The soup was cold, the waiter was rude and the evening was a sad failure.',
  'My old phone held its charge twice as long. I am very disappointed by this one.',
  'Quiet, fast and easy to clean. A perfect machine.',
  'The story is boring and none of the jokes land.',
  'A lovely hotel by the sea, and the breakfast alone is worth the trip.',
  'The seams came apart in the first wash. Poor quality, I am angry.',
  'A beautiful book. I have recommended it to everybody I know.',
  'Half of the screws were missing from the box, and that is a shame.',
  'The concert was amazing and over far too soon; what a voice!',
  'The chair squeaks whenever I move. I regret buying this awful thing.',
  'The guide knew every stone of the old town and made us laugh all day. Great fun.',
  'The update deleted all of my photographs. A horrible mistake.',
  'Our children love it and have played with nothing else since their birthday.',
  'The room smelled bad and the shower was broken.',
  'Great sound for the price, and the cable is long enough at last.',
  'The bread was stale, the cheese was dry and the bill was an insult.',
  'A gentle, helpful course: after a week I could hold a happy conversation.',
  'The bicycle arrived damaged, with a flat tyre. Bad packaging.',
  'I was afraid of the dentist for years. Not any more, thanks to her good hands.',
  'The battery is dead by noon, which is useless.',
  'The garden is even more beautiful than in the pictures.',
];
const BATCH = 6;
const SEATS = 3;
const NONCE = 11n;

export interface Post {
  connection: Connection;
  requester: Keypair;
  tagMint: PublicKey;
  arweave: string;
}

/** Four panels of six texts for three people each, open for two weeks. Called again, it goes on where it stopped. */
export async function postWork({ connection, requester, tagMint, arweave }: Post): Promise<PublicKey> {
  const config = await fetchConfig(connection);
  if (config === null) throw new Error('this chain has no Tagger');
  const { feeBps } = config.params;
  const terms: TaskTerms = {
    price: 20_000n,
    bond: 200_000n,
    itemCount: REVIEWS.length,
    holdSecs: 3_600,
    commitSecs: 86_400,
    revealSecs: 43_200,
    goldSecs: 43_200,
    classes: CLASSES.length,
    tauBps: 9_500,
    bits: bitsFor(CLASSES.length),
    method: METHOD.weighted,
    claimMode: CLAIM_MODE.selfChosen,
    seatsLimit: SEATS,
  };
  const specs = Array.from({ length: REVIEWS.length / BATCH }, (_, at) => oneWave(at * BATCH, BATCH, SEATS));
  // The chain's clock is ahead of this machine's: the demo let days go by.
  const ahead = (await fetchClock(connection)).seconds - BigInt(Math.floor(Date.now() / 1000));
  const task = taskPda(requester.publicKey, NONCE);
  await publish(connection, {
    ...{
      requester,
      nonce: NONCE,
      title: 'Happy or unhappy?',
      classes: CLASSES,
      items: REVIEWS,
      terms,
      tagMint,
      arweave,
    },
    instructions: 'Read what somebody wrote and say whether the writer was happy with it.',
    languages: ['en'],
    secondsPerItem: 4,
    lifeSecs: ahead + 14n * 86_400n,
    funds: setAside(specs, terms, feeBps),
  });
  const plan = { operator: requester.publicKey, task, terms, panels: specs, feeBps };
  await openPagesFor({ connection, wallet: requester }, plan);
  return task;
}
