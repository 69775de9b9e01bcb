import { createHash, timingSafeEqual } from "node:crypto"

/** The login that Payme shows with every merchant's key. */
const LOGIN = "Paycom"

/** What is kept of a key where the key itself need not be. */
export function keyHash(key: string): string {
  return createHash("sha256").update(key).digest("hex")
}

/**
 * Whether an Authorization header is Payme's. It takes the same time whatever is wrong with the header.
 *
 * @param header as it came: "Basic " and base64 of "Paycom:<key>"
 * @param expected the hash of the key; see {@link keyHash}
 */
export function isPayme(header: string | undefined, expected: string): boolean {
  const [, encoded = ""] = /^Basic ([\w+/=-]{1,512})$/i.exec(header ?? "") ?? []
  const given = Buffer.from(encoded, "base64").toString("utf8")
  const hash = createHash("sha256")
    .update(given.startsWith(`${LOGIN}:`) ? given.slice(LOGIN.length + 1) : "")
    .digest()
  return timingSafeEqual(hash, Buffer.from(expected, "hex"))
}
