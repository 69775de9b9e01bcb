import type { ClickCall } from "../../../providers/payment-click/protocol/requests"

/** The fields of a call that say nothing of a person and open nothing: not the signature, nor free texts. */
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

/** What is kept of a call. PostgreSQL keeps no zero byte. */
export function callFields(call: ClickCall): Record<string, string> {
  const kept = KEPT.flatMap((name): [string, string][] => {
    const value = call[name]
    return value === undefined ? [] : [[name, value.replaceAll("\0", "").slice(0, LENGTH)]]
  })
  return Object.fromEntries(kept)
}
