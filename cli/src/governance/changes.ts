/** What `tagger governance propose` can ask for, from its options. */
import {
  domainAppendChange,
  domainRetireChange,
  domainsOf,
  governanceChange,
  paramsChange,
  PAUSE,
  pauseChange,
  TaggerClientError,
  type Change,
  type ConfigAccount,
  type DomainsAccount,
  type GovernanceAccount,
} from '@tagger/client';

export interface ProposeFlags {
  /** `name=value`, as often as wanted. */
  set: string[];
  appendDomain?: string;
  retireDomain?: string;
  pause?: string;
  hours: bigint;
}

export interface Present {
  config: ConfigAccount;
  governance: GovernanceAccount;
  domains: DomainsAccount;
}

const refused = (message: string): TaggerClientError => new TaggerClientError('BadChange', message);

/** The one change the options name. Throws `BadChange` when they name none, several, or something that does not exist. */
export function changeOf(flags: ProposeFlags, present: Present): Change {
  const wanted = [
    ...(flags.set.length > 0 ? [() => settings(flags.set, present)] : []),
    ...(flags.appendDomain !== undefined ? [() => domainAppendChange(flags.appendDomain ?? '')] : []),
    ...(flags.retireDomain !== undefined ? [() => domainRetireChange(placeOf(flags.retireDomain ?? '', present))] : []),
    ...(flags.pause !== undefined
      ? [() => pauseChange(entriesOf(flags.pause ?? ''), Number(flags.hours * 3_600n))]
      : []),
  ];
  const [change] = wanted;
  if (change === undefined || wanted.length > 1)
    throw refused('one proposal asks for one thing: --set, --append-domain, --retire-domain or --pause');
  return change();
}

/** All parameters, or all rules of voting, with some of them set anew: no set of them is ever half in force. */
function settings(list: string[], { config, governance }: Present): Change {
  const pairs = list.map((text) => {
    const match = /^(\w+)=(\d+)$/.exec(text);
    if (match === null) throw refused(`"${text}": write name=value, with a whole number in the unit of the parameter`);
    return [match[1] ?? '', match[2] ?? ''] as const;
  });
  const [params, rules] = [config.params, governance.params].map((present) => known(present, pairs));
  if (params !== undefined) return paramsChange({ ...config.params, ...params });
  if (rules !== undefined) return governanceChange({ ...governance.params, ...rules });
  const names = [...Object.keys(config.params), ...Object.keys(governance.params)].filter(
    (name) => name !== 'reserved',
  );
  throw refused(`parameters and rules of voting are two proposals; there are ${[...new Set(names)].join(', ')}`);
}

/** The pairs with the types the fields have, if all of them are fields of `present`. */
function known(present: object, pairs: (readonly [string, string])[]): Record<string, bigint | number> | undefined {
  const types = new Map(Object.entries(present).map(([name, value]) => [name, typeof value]));
  const typed = pairs.map(([name, value]) => {
    const type = types.get(name);
    return [name, type === 'bigint' ? BigInt(value) : type === 'number' ? Number(value) : undefined] as const;
  });
  if (typed.some(([, value]) => value === undefined)) return undefined;
  return Object.fromEntries(typed) as Record<string, bigint | number>;
}

function placeOf(name: string, { domains }: Present): number {
  const list = domainsOf(domains);
  const found = list.find((domain) => domain.name === name && !domain.retired);
  if (found === undefined)
    throw refused(`there is no domain "${name}": there are ${list.map((domain) => domain.name).join(', ')}`);
  return found.place;
}

function entriesOf(text: string): number {
  return text.split(',').reduce((bits, entry) => {
    const bit = PAUSE[entry.trim() as keyof typeof PAUSE] as number | undefined;
    if (bit === undefined) throw refused(`"${entry}" can't be paused: ${Object.keys(PAUSE).join(', ')} can`);
    return bits | bit;
  }, 0);
}
