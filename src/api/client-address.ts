import { isIPv6 } from "node:net"

/**
 * Who calls, as far as it can be believed. X-Forwarded-For is written by whoever likes to; only what our own
 * proxies added at its end is true: with one proxy the last entry, with two the last but one.
 *
 * @param peer the address at the other end of the connection
 * @param forwardedFor the header as it came
 * @param trustedProxies how many proxies of ours stand before the shop
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string {
  const hops = [...(forwardedFor ?? "").split(",").map((hop) => hop.trim()), peer ?? ""].filter(Boolean)
  return hops.at(Math.max(hops.length - 1 - trustedProxies, 0)) ?? ""
}

/** An address as something to count by: of IPv6 a household has a whole /64, and each of its addresses is one's own. */
export function countedAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped || !isIPv6(address)) {
    return mapped?.[1] ?? address
  }
  const [head, tail = ""] = address.split("%")[0].split("::")
  const [start, end] = [head, tail].map((part) => (part ? part.split(":") : []))
  const isShort = address.includes("::")
  const zeros = isShort ? Array<string>(Math.max(8 - start.length - end.length, 0)).fill("0") : []
  return [...start, ...zeros, ...end]
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(":")
}
