/** What a call creates. */
import type { Queries } from '../db/db.ts';
import type { Call } from '../chain/calls.ts';
import type { Entities, Entity } from './entities.ts';

/** The entity a call creates; `undefined` for all other calls. */
export async function birthOf(
  db: Queries,
  entities: Entities,
  { name, accounts }: Call,
  born: bigint,
): Promise<Entity | undefined> {
  const make = (address: string | undefined, rest: Omit<Entity, 'address' | 'born'>): Entity | undefined =>
    address === undefined ? undefined : { address, born, ...rest };
  const { wallet, task, page, seat, member, dataset, license, bid, offer, proposal } = accounts;
  switch (name) {
    case 'createMember':
      return make(member, { kind: 'member', wallet });
    case 'joinTask':
    case 'openValidatorSeat':
      return make(seat, { kind: 'seat', wallet, task });
    case 'openTask':
      return make(task, { kind: 'task', wallet: accounts['requester'], task });
    case 'openPage':
    case 'contestItems':
    case 'contestScore':
    case 'auditPanel':
    case 'accuseLicense': {
      if (task === undefined) return undefined;
      return make(page, { kind: 'page', task, number: await entities.next(db, task, 'page') });
    }
    case 'publishDataset':
      return make(dataset, { kind: 'dataset', wallet: accounts['publisher'], task, dataset });
    case 'openOffer':
      if (dataset === undefined) return undefined;
      return make(offer, { kind: 'offer', dataset, number: await entities.next(db, dataset, 'offer') });
    case 'buyLicense':
      return make(license, { kind: 'license', wallet: accounts['buyer'], dataset });
    case 'bidLicense':
      return make(bid, {
        kind: 'bid',
        wallet: accounts['bidder'],
        dataset: (await entities.get(db, license))?.dataset,
      });
    case 'createProposal':
      return make(proposal, { kind: 'proposal', wallet });
    default:
      return undefined;
  }
}
