import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { createAdmin } from "../../support/admin"
import { billOf, orderEdits } from "../../support/order-edits"
import type { ShopSuite } from "../../support/shop-suite"
import type { WorkshopFixture } from "../../support/workshop-fixture"
import { runTransition, staff, type Step } from "../../support/workshop-view"

export type PlayedOrder = { orderId: string; assignmentId: string }

/** What an action may meet: `undefined` when there is nothing to do for it. */
type Answer = { status: number; data: unknown } | undefined

export type World = {
  container: MedusaContainer
  shop: WorkshopFixture
  api: ShopSuite["api"]
  admin: Awaited<ReturnType<typeof createAdmin>>
}

const [FLORIST, COURIER, MANAGER] = [staff("florist"), staff("courier"), staff("manager")]

/** The workshop's own actions. */
const STEPS = {
  accept: { action: "accept", by: FLORIST },
  give_back: { action: "give_back", by: FLORIST },
  mark_ready: { action: "mark_ready", by: FLORIST, photo_file_id: "photo" },
  take_delivery: { action: "take_delivery", by: COURIER },
  give_back_delivery: { action: "give_back_delivery", by: COURIER },
  pick_up: { action: "pick_up", by: COURIER },
  deliver: { action: "deliver", by: COURIER },
  fail_delivery: { action: "fail_delivery", by: COURIER, reason: "Nobody home" },
  return: { action: "return", by: MANAGER, reason: "Refused" },
  cancel: { action: "cancel", by: MANAGER, reason: "The shopper asked" },
} satisfies Record<string, Step>

/** Actions in Medusa's admin. */
const IN_MEDUSA = [
  "edit_up",
  "edit_down",
  "edit_add",
  "edit_price",
  "edit_begin",
  "edit_leave",
  "core_cancel",
  "core_capture",
  "core_mark_paid",
  "core_refund",
  "pay_back",
  "shopper_cancel",
] as const

export type ActionName = keyof typeof STEPS | (typeof IN_MEDUSA)[number]

export const isInMedusa = (name: ActionName): boolean => !(name in STEPS)

/** The actions with their weights: a story that never delivers an order proves little. */
export const WEIGHTS: [ActionName, number][] = [
  ...(["accept", "mark_ready", "take_delivery", "pick_up", "deliver"] as const).map(
    (name): [ActionName, number] => [name, 5],
  ),
  ...(["edit_up", "edit_down", "edit_add"] as const).map((name): [ActionName, number] => [name, 3]),
  ...(["give_back", "give_back_delivery", "fail_delivery", "return", "cancel"] as const).map(
    (name): [ActionName, number] => [name, 1],
  ),
  ...IN_MEDUSA.slice(3).map((name): [ActionName, number] => [name, 1]),
]

type Payment = { id: string; captured_at: string | null; canceled_at: string | null }

async function moneyOf({ container }: World, orderId: string) {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "status",
      "payment_collections.id",
      "payment_collections.status",
      "payment_collections.payments.id",
      "payment_collections.payments.captured_at",
      "payment_collections.payments.canceled_at",
    ],
    filters: { id: orderId },
  })
  const [order] = data as unknown as {
    status: string
    payment_collections: { id: string; status: string; payments: Payment[] }[]
  }[]
  return {
    status: order.status,
    open: order.payment_collections.find(({ status }) => status === "not_paid"),
    payments: order.payment_collections.flatMap(({ payments }) => payments),
  }
}

/** Types of errors that refuse an action. Any other error is a fault. */
const REFUSALS = ["invalid_data", "not_allowed", "not_found", "forbidden", "conflict"]

/** Runs a workshop action; a refusal is an answer. */
async function runStep({ container }: World, { assignmentId }: PlayedOrder, step: Step): Promise<void> {
  try {
    await runTransition(container, assignmentId, step)
  } catch (error) {
    if (!REFUSALS.includes((error as { type?: string }).type ?? "")) {
      throw error
    }
  }
}

async function runInMedusa(
  world: World,
  { orderId, assignmentId }: PlayedOrder,
  name: ActionName,
): Promise<Answer> {
  const { api, admin, shop } = world
  const post = (path: string, body: object = {}): Promise<Answer> => api.post(path, body, admin.options)
  const edits = orderEdits(api, () => admin)
  const lineOf = async (variant: number) => {
    const { lines } = await billOf(world.container, orderId)
    return lines.find(({ variant_id }) => variant_id === shop.variantIds[variant]) ?? lines[0]
  }
  const edit = async (change: () => Promise<Answer>): Promise<Answer> => {
    const begun = await edits.begin(orderId)
    if (begun.status !== 200) {
      return begun
    }
    const changed = await change()
    const confirmed = changed?.status === 200 ? await edits.confirm(orderId) : changed
    return confirmed?.status === 200 ? confirmed : edits.cancel(orderId)
  }
  switch (name) {
    case "edit_up":
    case "edit_down": {
      const { id, quantity } = await lineOf(0)
      const to = name === "edit_up" ? quantity + 1 : Math.max(1, quantity - 1)
      return edit(() => edits.change(orderId, id, { quantity: to }))
    }
    case "edit_price": {
      const { id, quantity } = await lineOf(1)
      return edit(() => edits.change(orderId, id, { quantity, unit_price: 70_000 }))
    }
    case "edit_add":
      return edit(() => edits.add(orderId, shop.variantIds[1]))
    case "edit_begin":
      return edits.begin(orderId)
    case "edit_leave":
      return edits.cancel(orderId)
    case "core_cancel":
      return post(`/admin/orders/${orderId}/cancel`)
    case "core_capture": {
      const { payments } = await moneyOf(world, orderId)
      const due = payments.find(({ captured_at, canceled_at }) => !captured_at && !canceled_at)
      return due && post(`/admin/payments/${due.id}/capture`)
    }
    case "core_mark_paid": {
      const { status, open } = await moneyOf(world, orderId)
      return open && status !== "canceled"
        ? post(`/admin/payment-collections/${open.id}/mark-as-paid`, { order_id: orderId })
        : undefined
    }
    case "core_refund": {
      const { pending } = await billOf(world.container, orderId)
      const { payments, status } = await moneyOf(world, orderId)
      const paid = payments.find(({ captured_at }) => captured_at)
      return paid && pending < 0 && status !== "canceled"
        ? post(`/admin/payments/${paid.id}/refund`, { amount: -pending })
        : undefined
    }
    case "pay_back": {
      // A cancellation refunds the whole payment, so staff give cash back only for a closed order.
      const { status } = await moneyOf(world, orderId)
      return status === "completed" ? post(`/admin/orders/${orderId}/balance/pay-back`) : undefined
    }
    case "shopper_cancel": {
      const by = { type: "shopper" as const, telegram_id: "42", customer_id: shop.customerId }
      await runStep(world, { orderId, assignmentId }, { action: "cancel", by })
      return undefined
    }
    default:
      return undefined
  }
}

/**
 * Does an action. It may be refused.
 *
 * @throws Error when the shop answers with a fault
 */
export async function act(world: World, order: PlayedOrder, name: ActionName): Promise<void> {
  if (name in STEPS) {
    return runStep(world, order, STEPS[name as keyof typeof STEPS])
  }
  const answer = await runInMedusa(world, order, name)
  if (answer && answer.status >= 500) {
    throw new Error(`${name}: HTTP ${answer.status}: ${JSON.stringify(answer.data)}`)
  }
}
