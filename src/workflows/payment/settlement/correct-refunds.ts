import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { MathBN, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { paymentsOf, readOrderMoney, type OrderMoney } from "../order-payment/order-money"

type Booked = { id: string; reference_id: string; amount: BigNumberInput }
type Orders = { updateOrderTransactions: (change: { id: string; version: number }) => Promise<unknown> }

const sumOf = (rows: { amount: BigNumberInput }[]) =>
  rows.reduce((total, { amount }) => MathBN.add(total, amount), MathBN.convert(0))

async function correct(container: MedusaContainer, order: OrderMoney): Promise<void> {
  const orders = container.resolve(Modules.ORDER)
  const booked = (await orders.listOrderTransactions(
    { order_id: order.id, reference: "refund" },
    { select: ["id", "reference_id", "amount"], take: null },
  )) as Booked[]
  for (const { id: paymentId, refunds } of paymentsOf(order)) {
    const made = (refunds ?? []).flatMap((refund) => refund ?? [])
    const ids = new Set(made.map(({ id }) => id))
    const single = booked.filter(({ reference_id }) => ids.has(reference_id))
    // Medusa's cancellation gives one transaction to all refunds of a payment.
    const whole = booked.filter(({ reference_id }) => reference_id === paymentId)
    const missing = MathBN.add(sumOf(made), sumOf(single))
    if (MathBN.eq(missing, MathBN.mult(sumOf(whole), -1))) {
      continue
    }
    const { version, currency_code } = await orders.retrieveOrder(order.id, {
      select: ["version", "currency_code"],
    })
    for (const { id } of whole) {
      // Medusa corrects only the sums of the order's version in which the transaction was written.
      await (orders as unknown as Orders).updateOrderTransactions({ id, version })
      await orders.deleteOrderTransactions(id)
    }
    if (MathBN.gt(missing, 0)) {
      await orders.addOrderTransactions({
        order_id: order.id,
        amount: MathBN.mult(missing, -1),
        currency_code,
        reference: "refund",
        reference_id: paymentId,
      })
    }
  }
}

/** Lock times in s. */
const LOCK = { timeout: 15, expire: 60 }

/**
 * Makes the refunded sum of a canceled order equal to the refunds of its payments. Medusa's cancellation adds each refund to
 * this sum, also one that the gateway refused, and adds only the first refund of a payment. Idempotent.
 */
export const correctRefunds = (container: MedusaContainer, orderId: string): Promise<void> =>
  container.resolve(Modules.LOCKING).execute(
    [`refunds:${orderId}`],
    async () => {
      const order = await readOrderMoney(container, { id: orderId })
      if (order) {
        await correct(container, order)
      }
    },
    LOCK,
  )

/** A step for {@link correctRefunds}. Has no compensation: the sums are right afterwards in any case. */
export const correctRefundsStep = createStep(
  "correct-refunds",
  async (input: { order_id: string }, { container }) => {
    await correctRefunds(container, input.order_id)
    return new StepResponse(undefined)
  },
)
