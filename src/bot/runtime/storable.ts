import type { Update } from "grammy/types"

/** PostgreSQL stores neither NUL nor an unpaired surrogate. */
const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
/** Finds the JSON escapes of these characters. A payload without a match is stored unchanged. */
const SUSPICIOUS = /\\u(0000|d[89a-f])/i

/** Returns the update with characters that PostgreSQL cannot store replaced. */
export function storable(update: Update): Update {
  if (!SUSPICIOUS.test(JSON.stringify(update))) {
    return update
  }
  const replace = (_: string, value: unknown) =>
    typeof value === "string" ? value.replace(UNSTORABLE, "\ufffd") : value
  return JSON.parse(JSON.stringify(update, replace))
}
