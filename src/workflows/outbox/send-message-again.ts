import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { OUTBOX_MODULE } from "../../modules/outbox"
import type OutboxModuleService from "../../modules/outbox/service"
import { shopError } from "../../lib/errors"

export type SendMessageAgainInput = { id: string }

/**
 * Sends a message again that failed, was skipped or has an unknown result. Of two concurrent calls only one
 * succeeds.
 *
 * @throws not_found; message_not_repeatable if the message is queued or sent, or its content was deleted
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
      "Only a message that failed, was skipped or has an unknown result can be sent again.",
    )
  }
}
