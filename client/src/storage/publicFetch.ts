/**
 * A transport for services: it connects to public addresses only, and to the very address that was checked, so that
 * neither a redirect nor a name that changes its mind leads into the service's own network.
 */
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { TaggerClientError } from '../clientError.ts';
import type { Transport } from './gateway.ts';
import { connect } from './nodeTransport.ts';

/** All addresses of a name, as `dns.lookup` with `all` gives them. */
export type Lookup = (
  host: string,
  options: { all: true },
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

export interface PublicFetchOptions {
  /** Hosts with their port that may be private, `127.0.0.1:1984`: what the operator himself runs. */
  allow?: readonly string[];
  /** Default: the system's resolver. */
  lookup?: Lookup;
}

/** IPv4 ranges that are not the public internet (IANA special-purpose registry, RFC 6890). */
const INNER = new BlockList();
for (const range of [
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24',
  '192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4',
].flatMap((line) => line.split(' '))) {
  const [net = '', bits] = range.split('/');
  INNER.addSubnet(net, Number(bits), 'ipv4');
}
// Of IPv6 only 2000::/3 is public at all; in it, ranges that carry IPv4 inside or are set apart.
const OUTER6 = new BlockList();
OUTER6.addSubnet('2000::', 3, 'ipv6');
const INNER6 = new BlockList();
INNER6.addSubnet('2001::', 23, 'ipv6');
INNER6.addSubnet('2001:db8::', 32, 'ipv6');
INNER6.addSubnet('2002::', 16, 'ipv6');
INNER6.addSubnet('3fff::', 20, 'ipv6');

/** Whether an IP address belongs to the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !INNER.check(address, 'ipv4');
  return family === 6 && OUTER6.check(address, 'ipv6') && !INNER6.check(address, 'ipv6');
}

/** Throws `PrivateAddress`, from the transport, for what is not public and not allowed. */
export function publicFetch(options: PublicFetchOptions = {}): Transport {
  const { allow = [], lookup = systemLookup } = options;
  return async (address, init) => {
    const url = new URL(address);
    if (allow.includes(url.host)) return connect(url, init);
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) !== 0 && !isPublicAddress(literal)) throw inner(url.host);
    return connect(url, init, checked(lookup));
  };
}

/** Hands on what the resolver says only if all of it is public. */
function checked(lookup: Lookup): LookupFunction {
  return (host, options, done) => {
    lookup(host, { all: true }, (error, addresses) => {
      const first = addresses?.[0];
      if (error !== null) return done(error, '', 0);
      if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address)))
        return done(inner(host), '', 0);
      if (options.all === true) return done(null, addresses);
      return done(null, first.address, first.family);
    });
  };
}

const inner = (host: string): TaggerClientError =>
  new TaggerClientError('PrivateAddress', `${host} is no public address: name it in the service's own settings`);
