import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { readSession } from "../../../../providers/redirect-payment/session"
import { readOrderMoney, sessionsOf } from "../../order-money"
import { STRIPE } from "../account"
import { closePage } from "../close-page"

/** Closes the pages of an order that is over. They are not opened again: an order that is over stays over. */
export const closePagesStep = createStep(
  "close-pages",
  async ({ order_id: id }: { order_id: string }, { container }) => {
    const order = await readOrderMoney(container, { id })
    const own = order ? sessionsOf(order).filter(({ provider_id }) => provider_id === STRIPE) : []
    for (const { data } of own) {
      const { page_id: page, performed } = readSession(data ?? {})
      if (page && !performed) {
        await closePage(container, page)
      }
    }
    return new StepResponse(undefined)
  },
)
