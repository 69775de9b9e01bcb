import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { TIMED_OUT } from "../../../modules/gateway/service"
import type { GatewayTransactionRecord, TransactionName } from "../../../modules/gateway/types"
import { WORKSHOP_MODULE } from "../../../modules/workshop"
import type WorkshopModuleService from "../../../modules/workshop/service"
import { readOrderMoney } from "../order-money"
import { refusePayment, type PaymentRefusal } from "../rules/payable"

export type PerformPaymentInput = TransactionName & {
  /** What is noted as the reason when the order cannot be had any more; in the gateway's own numbers. */
  lost_reason: number
  /**
   * Whether the gateway has taken the money before it asked. Then it is performed in any case, so that the money
   * is on record, and settling it shows it to staff.
   */
  is_debited?: boolean
  /** Whether also one that was given up here is performed: its gateway gives the money back to nobody by itself. */
  even_given_up?: boolean
}

export type PerformedPayment =
  | {
      transaction: GatewayTransactionRecord
      moved: boolean
      /** Why the order cannot be had for the money that was taken. */
      lost?: Exclude<PaymentRefusal, "busy">
    }
  | { refusal: "no_transaction" | "canceled" }

const LOCK_SECONDS = 15

/** Performs a transaction in progress, or gives it up when it can no longer have its order. */
async function performLocked(
  container: MedusaContainer,
  known: GatewayTransactionRecord,
  { lost_reason: lostReason, is_debited: isDebited = false, even_given_up: evenGivenUp }: PerformPaymentInput,
): Promise<PerformedPayment> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const now = new Date()
  const order = await readOrderMoney(container, { id: known.order_id })
  const charge = { amount: known.amount, currency_code: known.currency_code }
  const isOver = known.expires_at !== null && known.expires_at <= now
  const lost = refusePayment(order, charge, { now, onTime: false })
  const transaction =
    !isDebited && (isOver || lost)
      ? await gateway.giveUp(known, isOver ? TIMED_OUT : lostReason, now)
      : await gateway.perform(known, now, evenGivenUp)
  // A twin may have been first: then it is the twin's answer.
  return transaction.state === "performed" ? { transaction, moved: true, lost } : { refusal: "canceled" }
}

async function perform(container: MedusaContainer, input: PerformPaymentInput): Promise<PerformedPayment> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const known = await gateway.findTransaction(input)
  if (!known) {
    return { refusal: "no_transaction" }
  }
  if (known.state === "performed") {
    return { transaction: known, moved: false }
  }
  const isGivenUp = known.state === "canceled" && known.performed_at === null
  if (known.state === "canceled" && !(isGivenUp && input.even_given_up)) {
    return { refusal: "canceled" }
  }
  // For the lock's name alone: the order's money is read under it.
  const [assignment] = await container
    .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    .listAssignments({ order_id: known.order_id }, { select: ["id"], take: 1 })
  return container
    .resolve(Modules.LOCKING)
    .execute([`assignment:${assignment?.id}`], () => performLocked(container, known, input), {
      timeout: LOCK_SECONDS,
    })
}

/**
 * Notes that a gateway has an order's money, unless the order cannot be had for it any more and the gateway asks
 * before it takes: then the transaction is canceled before money moves. It happens under the lock of the order's way, so that the order is not canceled
 * meanwhile, and it is not undone: the gateway has heard the answer.
 */
export const performTransactionStep = createStep(
  "perform-transaction",
  async (input: PerformPaymentInput, { container }) => new StepResponse(await perform(container, input)),
)
