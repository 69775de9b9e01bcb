import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { TELEGRAM_MODULE } from "../../../modules/telegram"
import type TelegramModuleService from "../../../modules/telegram/service"

type Input = { account_id: string; changes: { customer_id?: string; cart_id?: string } }

/** Remembers a Telegram account's customer, or the cart that it fills. */
export const updateAccountStep = createStep(
  "update-account",
  async (input: Input, { container }) => {
    const service: TelegramModuleService = container.resolve(TELEGRAM_MODULE)
    const before = await service.retrieveAccount(input.account_id)
    await service.updateAccounts({ id: before.id, ...input.changes })
    return new StepResponse(before.id, {
      id: before.id,
      customer_id: before.customer_id,
      cart_id: before.cart_id,
    })
  },
  async (before, { container }) => {
    if (before) {
      const service: TelegramModuleService = container.resolve(TELEGRAM_MODULE)
      await service.updateAccounts(before)
    }
  },
)
