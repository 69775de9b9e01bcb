import type { Update } from "grammy/types"

/** PostgreSQL keeps neither a NUL nor half of a surrogate pair; nobody types them, and the update goes on. */
const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
/** As they stand in JSON: what has none of them needs no second look. */
const SUSPICIOUS = /\\u(0000|d[89a-f])/i

/** The update with what cannot be stored replaced. */
export function storable(update: Update): Update {
  if (!SUSPICIOUS.test(JSON.stringify(update))) {
    return update
  }
  const replace = (_: string, value: unknown) =>
    typeof value === "string" ? value.replace(UNSTORABLE, "\ufffd") : value
  return JSON.parse(JSON.stringify(update, replace))
}
