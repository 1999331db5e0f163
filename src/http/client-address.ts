import { BlockList, isIP, SocketAddress } from 'node:net';

/** Whose word on a caller's address is taken: nobody's, so many proxies', or those at some addresses. */
export type ProxyTrust =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'count'; readonly proxies: number }
  | { readonly kind: 'ranges'; readonly ranges: readonly string[] };

/** Finds the address that rates count by; null where there is none. */
export type AddressFinder = (
  peer: string | null,
  forwardedFor: string | readonly string[] | undefined,
) => string | null;

/**
 * Reads `X-Forwarded-For` from the right, where our own proxies write, as far as they are trusted.
 *
 * What stands further left was written by the caller, who may write anything; so an entry that is no
 * address ends the reading at the last one that is.
 */
export function addressFinder(trust: ProxyTrust): AddressFinder {
  const trusted = trust.kind === 'ranges' ? listOf(trust.ranges) : null;
  return (peer, forwardedFor) => {
    const own = plain(peer);
    if (trust.kind === 'nobody' || own === null) return own;
    const passedOn = entriesOf(forwardedFor);
    const mayGoOn = (address: string, hops: number): boolean =>
      trust.kind === 'count' ? hops < trust.proxies : trusted?.(address) === true;
    let address = own;
    for (let hops = 0; hops < passedOn.length && mayGoOn(address, hops); hops += 1) {
      const next = plain(passedOn.at(-1 - hops) ?? null);
      if (next === null) break;
      address = next;
    }
    return address;
  };
}

/**
 * Whether a text names an address or a range of addresses, `10.0.0.0/8`.
 *
 * The range of all addresses is none: whoever calls would be believed.
 */
export function isRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const kind = isIP(address);
  if (kind === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  const length = /^\d{1,3}$/.test(bits) ? Number(bits) : 0;
  return length >= 1 && length <= (kind === 4 ? 32 : 128);
}

/** A longer list is not one of proxies. */
const mostEntries = 50;

function entriesOf(header: string | readonly string[] | undefined): readonly string[] {
  const text = typeof header === 'string' ? header : (header ?? []).join(',');
  return text.split(',').slice(-mostEntries);
}

/** An address without port, brackets and the prefix of mapped ones, in its one spelling; null when it is none. */
function plain(text: string | null): string | null {
  const bare = (text ?? '')
    .trim()
    .replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')
    .replace(/^((?:::ffff:)?\d+\.\d+\.\d+\.\d+):\d+$/i, '$1');
  const kind = isIP(bare);
  if (kind === 0) return null;
  const { address } = new SocketAddress({ address: bare, family: kind === 6 ? 'ipv6' : 'ipv4' });
  return address.replace(/^::ffff:(?=\d+\.)/, '');
}

function listOf(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
