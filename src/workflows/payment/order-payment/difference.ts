import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { MathBN, Modules, PaymentCollectionStatus } from "@medusajs/framework/utils"
import { createOrderPaymentCollectionWorkflow } from "@medusajs/medusa/core-flows"
import { fromUnits, minorUnits, toUnits } from "../../../lib/money"
import { awaitedSession, type OrderMoney, type sessionsOf } from "./order-money"
import { differenceDue, isPaid } from "./payable"

type Session = ReturnType<typeof sessionsOf>[number]

/** Lifetime of a payment link for a difference, in ms. Stripe closes a page after 24 hours. */
const LINK_MS = 23 * 60 * 60_000

const UNPAID: string[] = [PaymentCollectionStatus.NOT_PAID, PaymentCollectionStatus.AWAITING]

/** Until when a session can be paid: the end of the order's payment window, or of the link for a difference. */
export function endOf(order: OrderMoney, { created_at: opened }: Session): Date | null {
  if (isPaid(order)) {
    return new Date(new Date(opened).getTime() + LINK_MS)
  }
  const due = order.assignment?.payment_due_at
  return due ? new Date(due) : null
}

/** The awaited session; of a paid order only one that asks for the current difference and has not ended. */
export function openSession(order: OrderMoney): Session | undefined {
  const session = awaitedSession(order)
  if (!session || !isPaid(order)) {
    return session
  }
  const isRight = minorUnits(session.amount) === differenceDue(order)
  return isRight && Number(endOf(order, session)) > Date.now() ? session : undefined
}

type WithCollections = {
  id: string
  currency_code: string
  payment_collections?: ({ id: string; status: string; amount: BigNumberInput } | null)[] | null
}

/**
 * Finds the order's payment collection that has no payment, and gives it the amount that is due. Creates it if it is
 * missing. Its status becomes `not_paid`, because Medusa marks no other collection as paid, for example in cash.
 *
 * @param due in the currency's main unit
 * @returns the id of the collection
 */
export async function openCollection(
  container: MedusaContainer,
  order: WithCollections,
  due: number,
): Promise<string> {
  const amount = fromUnits(toUnits(due, order.currency_code), order.currency_code)
  const open = order.payment_collections?.find((one) => one && UNPAID.includes(one.status))
  if (!open) {
    const { result } = await createOrderPaymentCollectionWorkflow(container).run({
      input: { order_id: order.id, amount },
    })
    return result[0].id
  }
  if (!MathBN.eq(open.amount, amount) || open.status !== PaymentCollectionStatus.NOT_PAID) {
    await container
      .resolve(Modules.PAYMENT)
      .updatePaymentCollections(open.id, { amount, status: PaymentCollectionStatus.NOT_PAID })
  }
  return open.id
}
