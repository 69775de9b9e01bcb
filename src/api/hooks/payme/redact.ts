/** The fields of a fiscal receipt that are kept. */
const RECEIPT = [
  "receipt_id",
  "status_code",
  "message",
  "terminal_id",
  "fiscal_sign",
  "qr_code_url",
  "date",
] as const

/** The fields of a call that say nothing of a person and open nothing. */
const CALL = ["id", "time", "amount", "reason", "from", "to", "type"] as const

const LENGTH = 300

function pick(from: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  const kept = names.flatMap((name): [string, unknown][] => {
    const value = from[name]
    if (typeof value === "string") {
      // PostgreSQL keeps no zero byte.
      return [[name, value.replaceAll("\0", "").slice(0, LENGTH)]]
    }
    return typeof value === "number" || typeof value === "boolean" ? [[name, value]] : []
  })
  return Object.fromEntries(kept)
}

/** What is kept of a fiscal receipt. */
export const receiptFields = (data: Record<string, unknown>) => pick(data, RECEIPT)

/** What is kept of a call's parameters: no password, no card, no phone. */
export const callFields = (params: Record<string, unknown>) => pick(params, CALL)
