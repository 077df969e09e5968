/** How reviews ended: the verdict, and what each validator was paid and lost for his seat. */
import type { Queries } from '../db/db.ts';
import { insert, type Row } from '../db/bulk.ts';
import type { Call } from '../chain/calls.ts';
import type { Fields } from '../chain/layout.ts';
import type { Place } from './books.ts';
import type { Entities } from './entities.ts';

const VERDICT = { page: 'text', born: 'bigint', labels: 'bytea', slot: 'bigint', signature: 'text' } as const;

const RESULT = {
  page: 'text',
  born: 'bigint',
  panel: 'bigint',
  slot_number: 'smallint',
  task: 'text',
  wallet: 'text',
  reward: 'numeric',
  slashed: 'numeric',
  slot: 'bigint',
  signature: 'text',
} as const;

export class Reviews {
  private verdicts: Row[] = [];
  private results: Row[] = [];

  constructor(private readonly entities: Entities) {}

  forget(): void {
    [this.verdicts, this.results] = [[], []];
  }

  /** What a call says about the end of a review. */
  async take(db: Queries, { name, args, accounts, events }: Call, { signature, slot }: Place): Promise<void> {
    const ends = name === 'concludeCase' || name === 'concludeAccusation';
    if (!ends && name !== 'collectVotes') return;
    const page = await this.entities.get(db, accounts['page']);
    if (page?.task === undefined) return;
    const { address, born, task } = page;
    if (ends) {
      const told = events.find((event) => event.name === 'caseConcluded')?.data['verdict'];
      this.verdicts.push([address, born, told as Uint8Array | undefined, slot, signature]);
      return;
    }
    const wallet = (await this.entities.get(db, accounts['member']))?.wallet;
    if (wallet === undefined) return;
    const entries = args['entries'] as Fields[];
    const told = entries.length === 1 ? events.find((event) => event.name === 'collected')?.data : undefined;
    const [reward, slashed] = [told?.['reward'] as bigint | undefined, told?.['slashed'] as bigint | undefined];
    for (const { panel, slot: seat } of entries)
      this.results.push([
        address,
        born,
        panel as bigint,
        seat as number,
        task,
        wallet,
        reward,
        slashed,
        slot,
        signature,
      ]);
  }

  async flush(db: Queries): Promise<void> {
    const [verdicts, results] = [this.verdicts, this.results];
    this.forget();
    await insert(db, 'verdict', VERDICT, verdicts);
    await insert(db, 'vote_result', RESULT, results);
  }
}
