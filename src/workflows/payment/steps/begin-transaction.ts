import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { TIMED_OUT } from "../../../modules/gateway/service"
import type { GatewayTransactionRecord, TransactionName } from "../../../modules/gateway/types"
import { readOrderMoney } from "../order-money"
import { busyWith, refusePayment, type Charge, type PaymentRefusal } from "../rules/payable"

export type BeginPaymentInput = TransactionName &
  Charge & {
    /** The order's number, as the gateway says it. */
    reference: string
    /** What the gateway's own API knows the payment by, where that is another id. */
    payment_id?: string | null
    /** When it began, by the gateway's clock. A workflow's input may carry an instant as a text. */
    gateway_time: Date | string
    /** When the gateway gives it up by itself. */
    expires_at: Date | string | null
    /** Whether the gateway has the money already: then it is noted whatever becomes of the order. */
    is_debited?: boolean
  }

export type BegunPayment =
  { transaction: GatewayTransactionRecord } | { refusal: PaymentRefusal | "timed_out" }

/**
 * Notes that a gateway begins to take an order's money. Told again, it answers the same transaction, also when
 * the order could not be paid any more; one that the gateway has given up is canceled. It is not undone: the gateway has heard the answer.
 */
export const beginTransactionStep = createStep(
  "begin-transaction",
  async (input: BeginPaymentInput, { container }) => {
    const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
    const now = new Date()
    const known = await gateway.findTransaction(input)
    const expiresAt = input.expires_at === null ? null : new Date(input.expires_at)
    const isOver = expiresAt !== null && expiresAt <= now
    if (known) {
      const transaction = isOver ? await gateway.giveUp(known, TIMED_OUT, now) : known
      return new StepResponse<BegunPayment>({ transaction })
    }
    if (isOver) {
      return new StepResponse<BegunPayment>({ refusal: "timed_out" })
    }
    const order = await readOrderMoney(container, { reference: input.reference })
    const { is_debited: isDebited = false, ...named } = input
    const refusal = isDebited ? undefined : refusePayment(order, input, { now, onTime: true })
    if (refusal || !order) {
      return new StepResponse<BegunPayment>({ refusal: refusal ?? "no_order" })
    }
    const transaction = {
      ...named,
      order_id: order.id,
      gateway_time: new Date(input.gateway_time),
      began_at: now,
      expires_at: expiresAt,
    }
    const begun = await gateway.begin(transaction, isDebited)
    return new StepResponse<BegunPayment>("busy" in begun ? { refusal: busyWith(begun.busy) } : begun)
  },
)
