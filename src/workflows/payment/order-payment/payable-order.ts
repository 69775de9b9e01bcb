import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { readPayable } from "../../../medusa-sql/payable-order"
import type { Status } from "../../../modules/workshop/order-transitions"
import { payableAssignmentOf } from "../../../modules/workshop/statements"
import { readOrderMoney } from "./order-money"

/** The order data that decides whether it can be paid, and the amount. */
export type PayableOrder = {
  id: string
  status: string
  currency_code: string
  total: BigNumberInput
  /** Of Medusa. Missing for an order as it was placed. */
  summary?: { pending_difference?: BigNumberInput | null } | null
  payment_collections:
    | ({
        amount: BigNumberInput
        captured_amount: BigNumberInput | null
        refunded_amount?: BigNumberInput | null
      } | null)[]
    | null
  assignment: { id: string; status: Status; payment_due_at: string | Date | null } | null
}

/** An order's number as gateways send it; display_id is a PostgreSQL integer. */
const NUMBER = /^[1-9]\d{0,9}$/
const LAST_NUMBER = 2_147_483_647

function numberIn(reference: string): number | undefined {
  return NUMBER.test(reference) && Number(reference) <= LAST_NUMBER ? Number(reference) : undefined
}

/**
 * Reads the current payment data of an order.
 *
 * @param which the order's id, or its number as gateways send it
 * @returns undefined if the order does not exist
 */
export async function readPayableOrder(
  container: MedusaContainer,
  which: { id: string } | { reference: string },
): Promise<PayableOrder | undefined> {
  const key = "id" in which ? which.id : numberIn(which.reference)
  if (key === undefined) {
    return undefined
  }
  const order = await readPayable<PayableOrder["assignment"]>(container, key, payableAssignmentOf("o.id"))
  if (!order || order.total === null) {
    // Medusa's query computes the total.
    return order && readOrderMoney(container, { id: order.id })
  }
  return { ...order, total: order.total, summary: { pending_difference: order.pending } }
}
