import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { resolutionSteps, type ResolutionStep } from "./resolution-steps"

export type ResolutionInput = {
  transaction_id: string
  /** Medusa's admin user. */
  user_id: string
  note?: string | null
}

/**
 * Reads a transaction and checks that the step is allowed.
 *
 * @throws not_found; too_late if the step is not allowed (any more)
 */
export async function readForResolution(
  container: MedusaContainer,
  id: string,
  step: ResolutionStep,
): Promise<GatewayTransactionRecord> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const [transaction] = await gateway.listGatewayTransactions({ id }, { take: 1 })
  if (!transaction) {
    throw shopError("not_found", "The payment does not exist.", MedusaError.Types.NOT_FOUND)
  }
  if (!resolutionSteps(transaction).includes(step)) {
    throw shopError("too_late", "This action is no longer allowed for the payment.")
  }
  return transaction
}

/** Name of an admin user for the history; null for a secret API key. */
async function userNamed(container: MedusaContainer, id: string): Promise<string | null> {
  const [user] = await container.resolve(Modules.USER).listUsers({ id }, { take: 1 })
  return user ? [user.first_name, user.last_name].filter(Boolean).join(" ") || user.email : null
}

/**
 * Records an action of staff.
 *
 * @returns the id of the record
 */
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
