import { createHash, timingSafeEqual } from "node:crypto"

const digest = (text: string) => createHash("sha256").update(text).digest()

/**
 * Checks the bearer token of a metrics request in constant time.
 *
 * @param authorization the Authorization header
 * @param token the configured token; empty denies everyone
 */
export function mayReadFigures(authorization: string | undefined, token: string): boolean {
  return token !== "" && timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${token}`))
}
