import { BlockList, isIP } from "node:net"

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4")

/** Removes the prefix of an IPv4-mapped IPv6 address, which dual-stack sockets report. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, "")

/**
 * Whether an address is allowed to call the webhook.
 *
 * @param address the client's address; see src/api/client-address.ts
 * @param allowed addresses, subnets ("10.0.0.0/8") and ranges ("10.0.0.1-10.0.0.9"); an empty list allows
 *   everyone
 */
export function mayCall(address: string, allowed: string[] = []): boolean {
  if (!allowed.length) {
    return true
  }
  const list = new BlockList()
  for (const entry of allowed) {
    const [start, bits] = entry.split("/")
    const [from, to] = start.split("-")
    if (bits !== undefined) {
      list.addSubnet(from, Number(bits), familyOf(from))
    } else {
      list.addRange(from, to ?? from, familyOf(from))
    }
  }
  const caller = plain(address)
  return isIP(caller) > 0 && list.check(caller, familyOf(caller))
}
