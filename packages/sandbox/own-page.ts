import type { IncomingMessage } from "node:http"

/**
 * Whether a request comes from the sandbox's own page or from a program. Rejects requests of other web pages
 * (cross-origin) and of names that point to this machine (DNS rebinding).
 *
 * @param host the address on which the server listens; 0.0.0.0 and :: may have any name
 */
export function isFromOwnPage({ headers }: IncomingMessage, host: string): boolean {
  const { origin, host: asked = "" } = headers
  if (origin !== undefined && origin !== `http://${asked}`) return false
  const anyName = host === "0.0.0.0" || host === "::"
  return anyName || ["localhost", "127.0.0.1", "[::1]", host].includes(asked.replace(/:\d+$/, ""))
}
