import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { TELEGRAM_MODULE } from "../../../modules/telegram"
import type TelegramModuleService from "../../../modules/telegram/service"

/**
 * Marks the customer of a Telegram account as registered, if they were a guest. Medusa replaces a guest when their cart
 * gets another e-mail.
 */
export const registerCustomerStep = createStep(
  "register-customer",
  async ({ id }: { id: string }, { container }): Promise<StepResponse<undefined, string | undefined>> => {
    const customers = container.resolve(Modules.CUSTOMER)
    const telegram = container.resolve<TelegramModuleService>(TELEGRAM_MODULE)
    const [account] = await telegram.listAccounts({ customer_id: id }, { take: 1 })
    const { has_account } = await customers.retrieveCustomer(id)
    if (!account || has_account) {
      return new StepResponse(undefined, undefined)
    }
    await customers.updateCustomers(id, { has_account: true } as object)
    return new StepResponse(undefined, id)
  },
  async (id, { container }) => {
    if (id) {
      await container.resolve(Modules.CUSTOMER).updateCustomers(id, { has_account: false } as object)
    }
  },
)
