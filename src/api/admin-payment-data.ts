import type { MedusaResponse } from "@medusajs/framework/http"
import type { StaffRole } from "../modules/workshop/order-transitions"
import { mayCall } from "./admin-access"

/** Names of the relations to payments and payment sessions. Their `data` is the gateway's: card, phone, payment ids. */
const PAYMENT = /^payments?(_sessions?)?$/

/** Whether a role may read what the gateway stores with a payment. */
export const readsPaymentData = (role: StaffRole): boolean => mayCall(role, "GET", "/admin/payments")

/** Whether a field of the query parameter `order` sorts by the data of payments, which tells what the data is. */
export function sortsByPaymentData(field: string): boolean {
  const names = field.replace(/^[+\-*\s]+/, "").split(".")
  const data = names.indexOf("data")
  return data > 0 && PAYMENT.test(names[data - 1].trim())
}

function withoutData(payment: unknown): unknown {
  if (typeof payment !== "object" || payment === null) {
    return payment
  }
  const { data: _data, ...rest } = payment as Record<string, unknown>
  return rest
}

/**
 * Leaves out the data of payments in the response, wherever they are in it. Medusa's default fields of an order contain it,
 * and workflows return it, so the query cannot be the only place of this rule.
 */
export function leaveOutPaymentData(res: MedusaResponse): void {
  const send = res.json.bind(res)
  res.json = (body) => {
    const text = JSON.stringify(body) as string | undefined
    return send(
      text &&
        JSON.parse(text, (key, value: unknown) => {
          if (!PAYMENT.test(key)) {
            return value
          }
          return Array.isArray(value) ? value.map(withoutData) : withoutData(value)
        }),
    )
  }
}
