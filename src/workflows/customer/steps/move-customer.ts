import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { giveCustomerRecords, moveCustomerRecords } from "../../../medusa-sql/customer-records"
import { RATING_MODULE } from "../../../modules/rating"
import type RatingModuleService from "../../../modules/rating/service"
import { TELEGRAM_MODULE } from "../../../modules/telegram"
import type TelegramModuleService from "../../../modules/telegram/service"
import type { MergeCustomersInput } from "../merge-customers"

const ratingsOf = (container: MedusaContainer): RatingModuleService => container.resolve(RATING_MODULE)

const giveRatings = (container: MedusaContainer, customer_id: string, ids: string[]) =>
  ratingsOf(container).updateRatings(ids.map((id) => ({ id, customer_id })))

/**
 * Moves the Telegram account of a customer, then ratings and records. A shopper who orders meanwhile already orders as the
 * remaining customer.
 *
 * @returns the payment providers whose account did not move
 */
export const moveCustomerStep = createStep(
  "move-customer",
  async ({ from, into }: MergeCustomersInput, { container }) => {
    const service: TelegramModuleService = container.resolve(TELEGRAM_MODULE)
    const accounts = await service.moveToCustomer({ from, into })
    try {
      const ratings = await ratingsOf(container).moveToCustomer({ from, into })
      try {
        const records = await moveCustomerRecords(container, { from, into })
        return new StepResponse(
          { providers_left: records.providers_left },
          { from, accounts, records, ratings },
        )
      } catch (error) {
        await giveRatings(container, from, ratings)
        throw error
      }
    } catch (error) {
      // Medusa gives the compensation of a failed step no data.
      await service.updateAccounts(accounts.map((id) => ({ id, customer_id: from })))
      throw error
    }
  },
  async (moved, { container }) => {
    if (moved) {
      const { from, accounts, records, ratings } = moved
      await giveRatings(container, from, ratings)
      await giveCustomerRecords(container, from, records)
      const service: TelegramModuleService = container.resolve(TELEGRAM_MODULE)
      await service.updateAccounts(accounts.map((id) => ({ id, customer_id: from })))
    }
  },
)
