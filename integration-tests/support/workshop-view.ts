import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { getOrderDetailWorkflow } from "@medusajs/medusa/core-flows"
import { errorCode } from "../../src/lib/errors"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type { Action, StaffRole } from "../../src/modules/workshop/order-transitions"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import type { Actor } from "../../src/workflows/assignment/actor"
import { assignmentWorkflows } from "../../src/workflows/assignment"
import type { WorkshopFixture } from "./workshop-fixture"

export const TELEGRAM_IDS = {
  owner: "1001",
  manager: "1002",
  florist: "1003",
  florist2: "1004",
  courier: "1005",
  courier2: "1006",
  accountant: "1007",
  marketing: "1008",
} as const

export type Colleague = keyof typeof TELEGRAM_IDS

export const staff = (who: Colleague): Actor => ({ type: "staff", telegram_id: TELEGRAM_IDS[who] })

/** Creates one staff member for each role, and a second florist and courier. */
export async function hireStaff(container: MedusaContainer): Promise<Record<Colleague, string>> {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const members = await workshop.createStaffMembers(
    Object.entries(TELEGRAM_IDS).map(([name, telegram_id]) => ({
      name,
      telegram_id,
      role: name.replace("2", "") as StaffRole,
    })),
  )
  return Object.fromEntries(members.map(({ name, id }) => [name, id])) as Record<Colleague, string>
}

export type Step = { action: Action; by: Actor; reason?: string; photo_file_id?: string }

/**
 * Runs one transition.
 *
 * @returns the new status, or the error code of a refusal
 */
export async function runTransition(
  container: MedusaContainer,
  assignmentId: string,
  step: Step,
): Promise<string> {
  const { action, by, ...more } = step
  try {
    const { result } = await assignmentWorkflows[action](container).run({
      input: { assignment_id: assignmentId, actor: by, ...more },
    })
    return result.assignment.status
  } catch (error) {
    const code = errorCode(error)
    if (!code) {
      throw error
    }
    return code
  }
}

/** Reads an order, its assignment, its payments and returns, and the stock of its flowers. */
export async function look(container: MedusaContainer, shop: WorkshopFixture, orderId: string) {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const { result: order } = await getOrderDetailWorkflow(container).run({
    input: {
      order_id: orderId,
      fields: [
        "id",
        "status",
        "currency_code",
        "items.*",
        "items.detail.*",
        "summary.*",
        "total",
        "returns.*",
      ],
    },
  })
  const [assignment] = await workshop.listAssignments({ order_id: orderId })
  const transitions = await workshop.listTransitions(
    { assignment_id: assignment.id },
    { order: { number: "ASC" } },
  )
  const { data: paid } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["payment_collections.payments.id"],
    filters: { id: orderId },
  })
  const { data: returns } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "return", fields: ["status"], filters: { order_id: orderId } })
  const levels = await container
    .resolve(Modules.INVENTORY)
    .listInventoryLevels({ location_id: shop.locationId })
  const stock = (item: string) => {
    const level = levels.find((one) => one.inventory_item_id === item)
    return [Number(level?.stocked_quantity), Number(level?.reserved_quantity)]
  }
  return {
    order: order.status,
    payment: order.payment_status,
    fulfillment: order.fulfillment_status,
    fulfillments: (order.fulfillments ?? []).filter(({ canceled_at }) => !canceled_at).length,
    status: assignment.status,
    rose: stock(shop.flowers.rose),
    ribbon: stock(shop.flowers.ribbon),
    assignment,
    medusa: order,
    returns,
    payments:
      paid[0].payment_collections?.flatMap(
        (collection: { payments?: { id: string }[] } | null) => collection?.payments ?? [],
      ) ?? [],
    history: transitions.map(({ action }) => action),
    transitions,
  }
}

/**
 * Selects the fields that the tests compare after each transition. `rose` and `ribbon` are [stocked,
 * reserved] quantities.
 */
export function states(view: Awaited<ReturnType<typeof look>>) {
  const { order, payment, fulfillment, fulfillments, status, rose, ribbon } = view
  return { order, payment, fulfillment, fulfillments, status, rose, ribbon }
}
