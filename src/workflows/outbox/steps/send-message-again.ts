import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { OUTBOX_MODULE } from "../../../modules/outbox"
import type OutboxModuleService from "../../../modules/outbox/service"
import { shopError } from "../../../lib/errors"

export type SendMessageAgainInput = { id: string }

/**
 * Puts a message back among those that are to be sent. Its last act is all it does, so there is nothing to undo:
 * from then on the message may be on its way.
 *
 * @throws message_not_repeatable for one that is under way, that arrived, or whose words are forgotten
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
        "Only a message that failed, was left out, or may not have arrived can be sent again.",
      )
    }
    return new StepResponse(undefined)
  },
)
