import type { MedusaContainer } from "@medusajs/framework/types"
import { payable } from "../../../lib/money"
import { shopError } from "../../../lib/errors"
import { DELIVERY_MODULE } from "../../../modules/delivery"
import type { BuyerProblem } from "../../../modules/delivery/order-limits"
import type DeliveryModuleService from "../../../modules/delivery/service"
import { isNoShow, statusOf } from "../../../modules/workshop/statements"
import { BUYER_PROBLEMS } from "../../delivery/rules/choose-slot"
import { limitsOf } from "../../settings"
import { readOrderMoney, type OrderMoney } from "./order-money"

const deliveryModule = (container: MedusaContainer) =>
  container.resolve<DeliveryModuleService>(DELIVERY_MODULE)

const inputOf = (container: MedusaContainer, { id, total, currency_code }: OrderMoney) => ({
  order_id: id,
  buyer: {
    total: payable(total, currency_code),
    limits: limitsOf(container),
    facts: { statusOf, isNoShow },
  },
})

/** Lets an unpaid order be paid in cash. @throws open_cash_orders, cash_refused, first_order_in_advance, gift_in_advance */
export async function admitCash(container: MedusaContainer, order: OrderMoney): Promise<void> {
  const problem = await deliveryModule(container).admitCash(inputOf(container, order))
  if (problem) {
    throw shopError(problem, BUYER_PROBLEMS[problem])
  }
}

/** Takes back {@link admitCash}. */
export const undoCash = (container: MedusaContainer, orderId: string): Promise<void> =>
  deliveryModule(container).undoCash(orderId)

/** Why {@link admitCash} would refuse an order at this moment; undefined when it would not. */
export async function cashProblem(
  container: MedusaContainer,
  orderId: string,
): Promise<BuyerProblem | undefined> {
  const order = await readOrderMoney(container, { id: orderId })
  return order && deliveryModule(container).cashProblemOf(inputOf(container, order))
}
