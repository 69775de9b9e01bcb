import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { TELEGRAM_MODULE } from "../../modules/telegram"
import type TelegramModuleService from "../../modules/telegram/service"
import { holdModuleOf } from "./hold-module"

export type ItemHold = {
  cart_id: string
  quantity: number
  /** An ISO instant. */
  expires_at: string
  /** The first name of the shopper in Telegram; null for a cart of another channel. */
  telegram_name: string | null
}

const listItemHoldsStep = createStep(
  "list-item-holds",
  async (input: { inventory_item_id: string }, { container }) => {
    const held = await holdModuleOf(container).listOfItem(input.inventory_item_id)
    const carts = held.map(({ cart_id }) => cart_id)
    const accounts = await container
      .resolve<TelegramModuleService>(TELEGRAM_MODULE)
      .listAccounts({ cart_id: carts }, { select: ["cart_id", "first_name"], take: null })
    const names = new Map(accounts.map(({ cart_id, first_name }) => [cart_id, first_name]))
    const holds = held.map(({ cart_id, quantity, expires_at }): ItemHold => ({
      cart_id,
      quantity,
      expires_at: expires_at.toISOString(),
      telegram_name: names.get(cart_id) ?? null,
    }))
    return new StepResponse(holds)
  },
)

/** Lists who holds how much of an inventory item now; the hold that ends first comes first. */
export const listItemHoldsWorkflow = createWorkflow(
  "list-item-holds",
  (input: { inventory_item_id: string }) => new WorkflowResponse(listItemHoldsStep(input)),
)
