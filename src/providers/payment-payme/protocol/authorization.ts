import { createHash, timingSafeEqual } from "node:crypto"

/** Login in Payme's Authorization header, the same for all merchants. */
const LOGIN = "Paycom"

/** SHA-256 of a key in hexadecimal; the shop stores only the hash. */
export function keyHash(key: string): string {
  return createHash("sha256").update(key).digest("hex")
}

/**
 * Verifies Payme's Authorization header in constant time.
 *
 * @param header "Basic " and the base64 of "Paycom:<key>"
 * @param expected hash of the key; see {@link keyHash}
 */
export function isPayme(header: string | undefined, expected: string): boolean {
  const [, encoded = ""] = /^Basic ([\w+/=-]{1,512})$/i.exec(header ?? "") ?? []
  const given = Buffer.from(encoded, "base64").toString("utf8")
  const hash = createHash("sha256")
    .update(given.startsWith(`${LOGIN}:`) ? given.slice(LOGIN.length + 1) : "")
    .digest()
  return timingSafeEqual(hash, Buffer.from(expected, "hex"))
}
