import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { OUTBOX_MODULE } from "../../../modules/outbox"
import type OutboxModuleService from "../../../modules/outbox/service"
import { shopError } from "../../../lib/errors"

export type SendMessageAgainInput = { id: string }

/**
 * Queues a message again. Has no compensation, because the message may be sent immediately.
 *
 * @throws not_found; message_not_repeatable if the message is queued or sent, or its content was deleted
 */
export const sendMessageAgainStep = createStep(
  "send-message-again",
  async ({ id }: SendMessageAgainInput, { container }) => {
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
    return new StepResponse(undefined)
  },
)
