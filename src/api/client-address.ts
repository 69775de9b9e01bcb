import ipaddr from "ipaddr.js"

/**
 * The client's address. A client can write any X-Forwarded-For, so only the entries that the shop's own proxies
 * appended are used: the last one with one proxy, the last but one with two.
 *
 * @param peer the address at the other end of the connection
 * @param forwardedFor the X-Forwarded-For header
 * @param trustedProxies number of the shop's own proxies in front of it
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string {
  const hops = [...(forwardedFor ?? "").split(",").map((hop) => hop.trim()), peer ?? ""].filter(Boolean)
  return hops.at(Math.max(hops.length - 1 - trustedProxies, 0)) ?? ""
}

/**
 * Key of an address for rate limits: an IPv4 address itself; for IPv6 its /64 network, because one household
 * usually has a whole /64.
 * Returns an invalid address unchanged.
 */
export function countedAddress(address: string): string {
  if (!ipaddr.isValid(address)) {
    return address
  }
  const parsed = ipaddr.process(address)
  return parsed instanceof ipaddr.IPv6
    ? parsed.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(":")
    : parsed.toString()
}
