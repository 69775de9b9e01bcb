import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { asError } from "../../../lib/as-error"
import { isStripeError } from "../../../providers/payment-stripe-checkout/protocol/client"
import { attachToOrder } from "../order-payment/attach-to-order"
import { stripeOf } from "./account"
import { closePage } from "./close-page"
import { missedDisputes } from "./disputed-payments"
import { followStripeEvent } from "./follow-event"
import { followStripePayment } from "./follow-payment"
import { returnStrayPayments } from "./return-stray-payments"
import { missedPages, needlessPages, refundedPayments } from "./stripe-pages"
import { awaitedPages, openPayments, unfollowedEvents } from "./unfinished"

export type AskStripeInput = {
  /** Whether to search the last day for payments and refunds without events. */
  is_thorough: boolean
  /** Whether the search also covers bank transfers that began weeks ago. */
  is_daily?: boolean
}

/**
 * Finishes unfinished work with Stripe: missing pages, unprocessed events, payments without events, due
 * refunds, and open pages of finished orders. A failed item does not block the others; the next run retries it.
 */
export async function askStripe(container: MedusaContainer, input: AskStripeInput): Promise<void> {
  const stripe = stripeOf(container)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  if (!stripe) {
    return
  }
  const each = async <Item>(items: Item[], act: (item: Item) => Promise<unknown>): Promise<void> => {
    for (const item of items) {
      try {
        await act(item)
      } catch (error) {
        if (isStripeError(error) && error.type === "StripeConnectionError") {
          throw error
        }
        logger.warn(`Stripe sweep: an item failed and will be retried: ${asError(error).message}`)
      }
    }
  }
  try {
    await each(await unfollowedEvents(container), (id) => followStripeEvent(container, { event_id: id }))
    const { lacking, open } = await awaitedPages(container)
    await each(lacking, (id) => attachToOrder(container, id))
    const asked = [...open, ...(await openPayments(container))]
    const missed = input.is_thorough
      ? [
          ...(await missedPages(container, stripe, input.is_daily ?? false)),
          ...(await refundedPayments(container, stripe)),
          ...(await missedDisputes(container, stripe)),
        ]
      : []
    await each([...asked, ...missed], (id) => followStripePayment(container, id))
    await each(await needlessPages(container, stripe), (id) => closePage(container, id))
    await returnStrayPayments(container)
  } catch (error) {
    if (!isStripeError(error)) {
      throw error
    }
    logger.warn(`Stripe sweep stopped and will be retried in a minute: ${error.message}`)
  }
}
