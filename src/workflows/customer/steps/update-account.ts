import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { TELEGRAM_MODULE } from "../../../modules/telegram"
import type TelegramModuleService from "../../../modules/telegram/service"

type Input = { account_id: string; changes: { customer_id?: string; cart_id?: string } }

/**
 * Stores the customer or the cart of a Telegram account.
 *
 * @throws account_not_found
 */
export const updateAccountStep = createStep(
  "update-account",
  async ({ account_id: id, changes }: Input, { container }) => {
    const service: TelegramModuleService = container.resolve(TELEGRAM_MODULE)
    const before = await service.setBelongings(id, changes)
    if (!before) {
      throw shopError("account_not_found", "There is no such Telegram account.", MedusaError.Types.NOT_FOUND)
    }
    return new StepResponse(id, { id, before })
  },
  async (undo, { container }) => {
    if (undo) {
      const service: TelegramModuleService = container.resolve(TELEGRAM_MODULE)
      await service.setBelongings(undo.id, undo.before)
    }
  },
)
