/** What a proposal changes, decoded from the account itself: what a voter should read. */
import type { ProposalAccount } from '@tagger/client';
import type { Chain } from '../chain/door.ts';
import { span } from '../format/span.ts';
import { text } from '../text/index.ts';
import { nameOf, PARAMS, RULES, shown } from './parameters.ts';
import type { Present } from './state.ts';

export interface ShownChange {
  name: string;
  before: string;
  after: string;
}

/** Old and new, in words, against what is in force now; empty where nothing differs. */
export function changesOf(
  { client }: Chain,
  { change }: Pick<ProposalAccount, 'change'>,
  present: Present,
): ShownChange[] {
  const said = text.govern;
  const { config, governance, list } = present;
  const effects = client.effectsOf(change, { config, governance, domains: list });
  const { params, governance: rules, pause } = client.PROPOSAL_KIND;
  if (change.kind === params || change.kind === rules) {
    const specs = change.kind === params ? PARAMS : RULES;
    return effects.map(({ what, before, after }) => {
      const unit = specs.find(({ field }) => field === what)?.unit ?? 'times';
      return { name: nameOf(what), before: shown(unit, BigInt(before)), after: shown(unit, BigInt(after)) };
    });
  }
  if (change.kind === pause)
    return effects.map(({ what }) => ({
      name: said.paused.entries[what] ?? what,
      before: said.open,
      after: said.pausedFor(span(change.pauseSecs)),
    }));
  return effects.map(({ before, after }) =>
    before === ''
      ? { name: said.domain(after), before: said.fresh, after }
      : { name: said.domain(before), before, after: said.retired(before) },
  );
}
