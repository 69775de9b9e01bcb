import { createHash, randomBytes } from "node:crypto"

/** A random token of 43 characters of base64url: `staff_<token>` fits into a Telegram deep link (64). */
export function newToken(): string {
  return randomBytes(32).toString("base64url")
}

/** The only form in which a token is stored. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex")
}
