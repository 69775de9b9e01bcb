import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { OUTBOX_MODULE } from "../../modules/outbox"
import type OutboxModuleService from "../../modules/outbox/service"
import { shopError } from "../../lib/errors"

export type SendMessageAgainInput = { id: string }

/**
 * Sends a message again that failed, was skipped, or may not have arrived. Of concurrent calls, one succeeds.
 *
 * @throws not_found; message_not_repeatable if it is in progress, was delivered, or its text is deleted
 */
export async function sendMessageAgain(
  container: MedusaContainer,
  { id }: SendMessageAgainInput,
): Promise<void> {
  const outbox = container.resolve<OutboxModuleService>(OUTBOX_MODULE)
  const [message] = await outbox.listMessages({ id }, { select: ["id"], take: 1 })
  if (!message) {
    throw shopError("not_found", `There is no message ${id}.`, MedusaError.Types.NOT_FOUND)
  }
  if (!(await outbox.sendAgain(id))) {
    throw shopError(
      "message_not_repeatable",
      "Only a message that failed, was left out, or may not have arrived can be sent again.",
    )
  }
}
