import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { RateLimiterRes, type RateLimiterAbstract } from "rate-limiter-flexible"
import { shopError } from "../../../lib/errors"
import { rateLimiter } from "../../../lib/rate-limiter"
import { readPhone } from "../../delivery/rules/texts"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { readOrderMoney } from "../order-payment/order-money"
import { recordGatewayCall } from "../transactions/record-gateway-call"
import { openSession } from "../order-payment/difference"
import { amountDue, isPaid, refusePayment } from "../order-payment/payable"
import { CLICK } from "../../../lib/shop"
import { storeClient } from "../../../lib/store-client"
import { limitsOf } from "../../settings"
import { clickCabinet } from "./cabinet"
import { outcomeOf } from "./record-answer"

const HOUR_SECONDS = 60 * 60

let bills: RateLimiterAbstract | undefined

/**
 * Counts the invoices to a phone number, because a client chooses the number, and of a shopper and an IP address. They are
 * not stored.
 *
 * @throws too_many_bills
 */
async function countBill(container: MedusaContainer, phone: string, customer: string | null): Promise<void> {
  const points = limitsOf(container).billsPerHour
  if (!points) {
    return
  }
  bills ??= rateLimiter(container, { name: "bills-of-phone", points, seconds: HOUR_SECONDS })
  try {
    for (const key of [phone, customer, storeClient()]) {
      if (key) {
        await bills.consume(key)
      }
    }
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) {
      throw refusal
    }
    throw shopError(
      "too_many_bills",
      "Too many invoices in one hour: pay on the payment page, or try again later.",
    )
  }
}

export type SendInvoiceInput = {
  order_id: string
  /** Phone number of the Click app, in any common format. */
  phone: string
}

/**
 * Sends a Click invoice for an order that awaits payment by Click.
 *
 * @returns Click's invoice id
 * @throws not_found, provider_unavailable, too_late, payment_in_progress, invoice_refused, gateway_silent,
 *   invalid_phone, too_many_bills
 */
export async function sendClickInvoice(
  container: MedusaContainer,
  { order_id: id, phone }: SendInvoiceInput,
): Promise<string> {
  const to = readPhone(phone).replace(/\D/g, "")
  const order = await readOrderMoney(container, { id })
  if (!order) {
    throw shopError("not_found", "The order does not exist.", MedusaError.Types.NOT_FOUND)
  }
  const cabinet = clickCabinet(container)
  if (!cabinet || openSession(order)?.provider_id !== CLICK) {
    throw shopError("provider_unavailable", "The order does not await payment by Click.")
  }
  const amount = amountDue(order) ?? 0
  const now = new Date()
  const charge = { amount, currency_code: order.currency_code }
  if (refusePayment(order, charge, { now, onTime: true })) {
    throw shopError("too_late", "The order no longer awaits payment.")
  }
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  if (await gateway.activeTransaction(order.id, now, isPaid(order))) {
    throw shopError("payment_in_progress", "A payment for the order is in progress.")
  }
  await countBill(container, to, order.customer_id)
  const reference = String(order.display_id)
  const started = performance.now()
  const result = await cabinet.api.createInvoice({ phone: to, amount, reference })
  await recordGatewayCall(container, {
    provider_id: CLICK,
    external_id: null,
    method: "invoice/create",
    reference,
    // The phone number is personal data and is not stored.
    request: { amount },
    answer: "answer" in result ? { invoice_id: result.answer.invoice_id } : result,
    outcome: outcomeOf(result),
    took_ms: Math.round(performance.now() - started),
  })
  if ("refusal" in result) {
    throw shopError("invoice_refused", `Click refused the invoice: ${result.refusal}`)
  }
  if ("silence" in result) {
    throw shopError("gateway_silent", "Click did not answer. Try again.")
  }
  return result.answer.invoice_id
}
