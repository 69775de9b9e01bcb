import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { GATEWAY_MODULE } from "../../modules/gateway"
import type GatewayModuleService from "../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../modules/gateway/types"
import { resolutionSteps, type ResolutionStep } from "./rules/resolution"

export type ResolutionInput = {
  transaction_id: string
  /** The user of Medusa's admin who does it. */
  user_id: string
  note?: string | null
}

/**
 * A transaction for which a step may be taken.
 *
 * @throws not_found, and too_late for a step that is not (any more) to be taken
 */
export async function readForResolution(
  container: MedusaContainer,
  id: string,
  step: ResolutionStep,
): Promise<GatewayTransactionRecord> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const [transaction] = await gateway.listGatewayTransactions({ id }, { take: 1 })
  if (!transaction) {
    throw shopError("not_found", "There is no such payment.", MedusaError.Types.NOT_FOUND)
  }
  if (!resolutionSteps(transaction).includes(step)) {
    throw shopError("too_late", "This step is not to be taken for the payment any more.")
  }
  return transaction
}

/** A user of Medusa's admin as history names them. A secret key has no name. */
export async function userNamed(container: MedusaContainer, id: string): Promise<string | null> {
  const [user] = await container.resolve(Modules.USER).listUsers({ id }, { take: 1 })
  return user ? [user.first_name, user.last_name].filter(Boolean).join(" ") || user.email : null
}

/** Keeps in a transaction's history who did what about it. @returns the line's id */
export async function noteResolution(
  container: MedusaContainer,
  step: ResolutionStep,
  { user_id, note }: Pick<ResolutionInput, "user_id" | "note">,
  about: { transaction?: GatewayTransactionRecord; payment_id?: string },
): Promise<string> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const { id } = await gateway.createGatewayResolutions({
    transaction_id: about.transaction?.id ?? null,
    payment_id: about.payment_id ?? null,
    step,
    attention: about.transaction?.needs_attention ?? null,
    note: note ?? null,
    user_id,
    user_name: await userNamed(container, user_id),
  })
  return id
}
