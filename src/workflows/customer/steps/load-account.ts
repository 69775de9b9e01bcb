import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { TELEGRAM_MODULE } from "../../../modules/telegram"
import type TelegramModuleService from "../../../modules/telegram/service"

/**
 * Reads a Telegram account.
 *
 * @throws account_not_found
 */
export const loadAccountStep = createStep(
  "load-account",
  async (input: { account_id: string }, { container }) => {
    const service: TelegramModuleService = container.resolve(TELEGRAM_MODULE)
    const [account] = await service.listAccounts({ id: input.account_id }, { take: 1 })
    if (!account) {
      throw shopError("account_not_found", "There is no such Telegram account.", MedusaError.Types.NOT_FOUND)
    }
    const { id, first_name, last_name, customer_id, cart_id } = account
    return new StepResponse({ id, first_name, last_name, customer_id, cart_id })
  },
)
