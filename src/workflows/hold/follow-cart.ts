import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { fitHoldOfCart, renewHold } from "./keep-hold"
import { readDemand } from "./read-demand"
import { demandOf } from "./rules"

const HELD = `
  SELECT item.inventory_item_id, item.quantity FROM cart_hold hold
  JOIN cart_hold_item item ON item.hold_id = hold.id WHERE hold.cart_id = :cart`

const followCartStep = createStep("follow-cart", async (input: { cart_id: string }, { container }) => {
  if (!(await renewHold(container, input.cart_id))) {
    return new StepResponse({ lessened: false })
  }
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  type Row = { inventory_item_id: string; quantity: number }
  const { rows } = await knex.raw<{ rows: Row[] }>(HELD, { cart: input.cart_id })
  const needed = demandOf(await readDemand(container, input.cart_id))
  const lessened = rows.some((row) => row.quantity > (needed.get(row.inventory_item_id) ?? 0))
  if (lessened) {
    await fitHoldOfCart(container, input.cart_id)
  }
  return new StepResponse({ lessened })
})

/**
 * A cart was changed, by whomever: its hold is renewed, and what its lines take no longer is free for others.
 * What they take more was held before it was put in.
 */
export const followCartWorkflow = createWorkflow(
  "follow-cart",
  (input: { cart_id: string }) => new WorkflowResponse(followCartStep(input)),
)
