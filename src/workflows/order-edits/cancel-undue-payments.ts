import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN, Modules, PaymentCollectionStatus, PaymentSessionStatus } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { balanceOf } from "../payment/order-payment/balance"
import { collectionsOf, readOrderMoney } from "../payment/order-payment/order-money"

/**
 * Cancels the payments that are not captured if nothing is due any more, and the payment links. Core leaves the authorized
 * payment of an order that an edit made free, and the delivery would capture its former amount. Idempotent.
 */
export async function cancelUnduePayments(container: MedusaContainer, orderId: string): Promise<void> {
  const order = await readOrderMoney(container, { id: orderId })
  if (!order || order.status === "canceled" || balanceOf(order).due > 0) {
    return
  }
  const module = container.resolve(Modules.PAYMENT)
  for (const { id, payments, payment_sessions: sessions } of collectionsOf(order)) {
    for (const session of sessions ?? []) {
      if (session?.status === PaymentSessionStatus.PENDING_AUTHORIZATION) {
        await module.deletePaymentSession(session.id)
      }
    }
    const open = (payments ?? []).filter(
      (one) => one && !one.captured_at && !one.canceled_at && MathBN.gt(one.amount, 0),
    )
    for (const payment of open) {
      await module.cancelPayment(payment?.id ?? "")
    }
    if (open.length) {
      await module.updatePaymentCollections(id, { status: PaymentCollectionStatus.CANCELED })
    }
  }
}

/** A step for {@link cancelUnduePayments}. No compensation: nothing is due for these payments. */
export const cancelUnduePaymentsStep = createStep(
  "cancel-undue-payments",
  async ({ order_id: id }: { order_id: string }, { container }) => {
    await cancelUnduePayments(container, id)
    return new StepResponse(undefined)
  },
)
