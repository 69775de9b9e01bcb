import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { minorUnits } from "../../../lib/money"
import type { Cash } from "../../../modules/workshop/types"
import { readBalance } from "../../payment/order-payment/balance"
import type { CheckedAction } from "./check-action"

/** Reads what a courier collects at the door; null for other actors, whose cash is in the shop already. */
export const readCashStep = createStep(
  "read-cash",
  async ({ assignment, actor }: CheckedAction, { container }) => {
    if (actor.role !== "courier" || assignment.method !== "delivery") {
      return new StepResponse(null)
    }
    const { order, balance } = await readBalance(container, assignment.order_id)
    const cash: Cash = { amount: minorUnits(balance.due), currency_code: order.currency_code }
    return new StepResponse(cash)
  },
)
