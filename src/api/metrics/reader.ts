import { createHash, timingSafeEqual } from "node:crypto"

const digest = (text: string) => createHash("sha256").update(text).digest()

/**
 * Whether someone may read the figures: they show the token that the shop was given; compared in constant time.
 *
 * @param authorization the header as it came
 * @param token the shop's; empty: nobody may
 */
export function mayReadFigures(authorization: string | undefined, token: string): boolean {
  return token !== "" && timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${token}`))
}
