/** Stored fields of a fiscal receipt. */
const RECEIPT = [
  "receipt_id",
  "status_code",
  "message",
  "terminal_id",
  "fiscal_sign",
  "qr_code_url",
  "date",
] as const

/** Fields of a call without personal data and secrets. */
const CALL = ["id", "time", "amount", "reason", "from", "to", "type"] as const

const LENGTH = 300

function pick(from: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  const kept = names.flatMap((name): [string, unknown][] => {
    const value = from[name]
    if (typeof value === "string") {
      // PostgreSQL rejects NUL characters.
      return [[name, value.replaceAll("\0", "").slice(0, LENGTH)]]
    }
    return typeof value === "number" || typeof value === "boolean" ? [[name, value]] : []
  })
  return Object.fromEntries(kept)
}

/** Returns the fields of a fiscal receipt that may be stored. */
export const receiptFields = (data: Record<string, unknown>) => pick(data, RECEIPT)

/** Returns the parameters of a call that may be stored: no password, card or phone. */
export const callFields = (params: Record<string, unknown>) => pick(params, CALL)
