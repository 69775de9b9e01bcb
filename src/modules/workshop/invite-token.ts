import { createHash, randomBytes } from "node:crypto"

/**
 * Returns a random token of 43 base64url characters. `staff_<token>` fits into the 64 characters of a
 * Telegram deep link.
 */
export function newToken(): string {
  return randomBytes(32).toString("base64url")
}

/** SHA-256 of the token as hex. Only this hash is stored. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex")
}
