/** What the program is set to, as far as somebody plans with it who has no account yet. */
import { configPda, decodeAccount, domainsOf, domainsPda, PROGRAM_ID } from '@tagger/client';
import { Type } from 'typebox';
import { Refusal } from '../refusal.ts';
import { route, type Route } from '../route.ts';
import { Flag, shaped, Text, U64, u64 } from '../shape.ts';
import { rows, sql } from '../sql.ts';

const Program = Type.Object({
  minStake: u64('Base units of stake a level is counted by'),
  domains: Type.Array(
    Type.Object({
      place: Type.Integer({ description: 'What tasks and records refer to; never changes' }),
      name: Text,
      retired: Flag,
    }),
  ),
  readSlot: U64,
});

interface Stored {
  address: string;
  data: Uint8Array;
  read_slot: bigint;
}

const infoOf = ({ data }: Stored) => ({
  data: Buffer.from(data),
  owner: PROGRAM_ID,
  lamports: 0,
  executable: false,
});

export const PROGRAM: Route[] = [
  route(
    { name: 'getProgram', path: '/program', summary: 'Least stake and domains', tag: 'index', answer: Program },
    async (_, { db }) => {
      const [own, named] = [configPda().toBase58(), domainsPda().toBase58()];
      const found = await rows<Stored>(
        db,
        sql`select address, data, read_slot from account where address in (${own}, ${named})`,
      );
      const config = found.find(({ address }) => address === own);
      if (config === undefined)
        throw new Refusal('NotReady', 'the index has no configuration yet: wait until it has caught up');
      const list = found.find(({ address }) => address === named);
      return shaped(Program, {
        minStake: decodeAccount('config', infoOf(config)).params.minStake,
        domains: list === undefined ? [] : domainsOf(decodeAccount('domains', infoOf(list))),
        readSlot: config.read_slot,
      });
    },
  ),
];
