import { createHmac, timingSafeEqual } from "node:crypto"

/** How long a private file exists and its link is valid, in ms. */
export const PRIVATE_FILE_MS = 60 * 60_000

/** Path of the route that serves private files. */
const PRIVATE_FILES_PATH = "/admin/private-files"

const signatureOf = (secret: string, key: string, expires: number) =>
  createHmac("sha256", secret).update(`private-file\n${key}\n${expires}`).digest("base64url")

/**
 * Path and query of a link to a private file.
 *
 * @param secret the shop's secret for tokens
 * @param expires end of the link's validity, in ms since 1970
 */
export function privateLink(secret: string, key: string, expires: number): string {
  const query = new URLSearchParams({
    expires: String(expires),
    signature: signatureOf(secret, key, expires),
  })
  return `${PRIVATE_FILES_PATH}/${encodeURIComponent(key)}?${query}`
}

/** Whether the shop signed this link and it is still valid. */
export function isValidLink(
  secret: string,
  link: { key: string; expires: number; signature: string },
  now = Date.now(),
): boolean {
  const given = Buffer.from(link.signature)
  const right = Buffer.from(signatureOf(secret, link.key, link.expires))
  return link.expires > now && given.length === right.length && timingSafeEqual(given, right)
}
