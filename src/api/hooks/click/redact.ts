import type { ClickCall } from "../../../providers/payment-click/protocol/requests"

/** Fields without personal data and secrets. The signature and free texts are left out. */
const KEPT = [
  "click_trans_id",
  "service_id",
  "click_paydoc_id",
  "merchant_trans_id",
  "merchant_prepare_id",
  "amount",
  "action",
  "error",
  "sign_time",
] as const

const LENGTH = 64

/** Returns the fields of a call that may be stored. Removes NUL characters, which PostgreSQL rejects. */
export function callFields(call: ClickCall): Record<string, string> {
  const kept = KEPT.flatMap((name): [string, string][] => {
    const value = call[name]
    return value === undefined ? [] : [[name, value.replaceAll("\0", "").slice(0, LENGTH)]]
  })
  return Object.fromEntries(kept)
}
