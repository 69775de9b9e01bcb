import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { addToCartWorkflow, createCartWorkflow, deleteLineItemsWorkflow } from "@medusajs/medusa/core-flows"
import type { SandboxClient } from "../../../packages/sandbox/telegram/client"
import expireUnpaidOrders from "../../../src/jobs/expire-unpaid-orders"
import { asError } from "../../../src/lib/as-error"
import { isLockTimeout } from "../../../src/lib/errors"
import { CURRENCY } from "../../../src/lib/shop"
import { WORKSHOP_MODULE } from "../../../src/modules/workshop"
import type WorkshopModuleService from "../../../src/modules/workshop/service"
import { BOBUR, DILNOZA, MADINA } from "../../bot/support"
import type { createAdmin } from "../../support/admin"
import { billOf, orderEdits } from "../../support/order-edits"
import type { ShopSuite } from "../../support/shop-suite"
import type { WorkshopFixture } from "../../support/workshop-fixture"
import { runTransition, type Step } from "../../support/workshop-view"
import { changeDelivery, DELIVERY_CHANGES, type DeliveryChange } from "./delivery-changes"
import type { Gateway } from "./gateways"
import type { Pieces } from "./kits"
import { cancelReplacement, cancelReturn, receiveReturn, replace, requestReturn } from "./replacements"

export type PlayedOrder = {
  orderId: string
  assignmentId: string
  /** The order's number, which gateways and cards use. */
  number: number
  /** Id of the payment provider with which it was placed. */
  provider: string
  /** Cart of another shopper who wants the same flowers. */
  cartId?: string
  /** Changes of its delivery that the shop has accepted. */
  deliveryChanges: DeliveryChange[]
}

/** What an action may meet: `undefined` when there is nothing to do for it. */
export type Answer = { status: number; data: unknown } | undefined

export type World = {
  container: MedusaContainer
  shop: WorkshopFixture
  api: ShopSuite["api"]
  admin: Awaited<ReturnType<typeof createAdmin>>
  gateways: Record<string, Gateway>
  telegram: SandboxClient
  /** Registered customer to whom staff transfer orders. */
  otherCustomerId: string
  /** Pieces that received returns have put back into stock. */
  broughtBack: Pieces
}

const member = (telegramId: number) => ({ type: "staff" as const, telegram_id: String(telegramId) })
const [FLORIST, COURIER, MANAGER] = [member(DILNOZA), member(BOBUR), member(MADINA)]

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
  "core_fulfill",
  "core_ship",
  "core_deliver",
  "core_cancel_fulfillment",
  "core_complete",
  "core_archive",
  "core_transfer",
  "core_transfer_to_guest",
  "pay_back",
  "shopper_cancel",
  "exchange",
  "claim",
  "claim_with_return",
  "cancel_exchange",
  "cancel_claim",
  "return_one",
  "return_two",
  "return_receive",
  "return_receive_damaged",
  "return_cancel",
] as const

/** Actions of the gateways, of the clock and of another shopper. */
const OUTSIDE = [
  "gateway_begin",
  "gateway_pay",
  "gateway_again",
  "gateway_give_back",
  "window_ends",
  "cart_takes",
  "cart_leaves",
] as const

export type ActionName =
  | keyof typeof STEPS
  | (typeof IN_MEDUSA)[number]
  | (typeof OUTSIDE)[number]
  | (typeof DELIVERY_CHANGES)[number]

const isDeliveryChange = (name: ActionName): name is (typeof DELIVERY_CHANGES)[number] =>
  (DELIVERY_CHANGES as readonly string[]).includes(name)

const isInMedusa = (name: ActionName): boolean => (IN_MEDUSA as readonly string[]).includes(name)

/** Whether the action runs Medusa's own workflows of an order: the shopper's other zone is an order edit. */
export const takesMedusasLock = (name: ActionName): boolean => isInMedusa(name) || name === "shopper_zone"

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
  ...DELIVERY_CHANGES.map((name): [ActionName, number] => [name, 2]),
  ...OUTSIDE.map((name): [ActionName, number] => [name, name.startsWith("gateway") ? 3 : 2]),
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

/** Runs an action. The shop may refuse it, also because another action holds the lock: HTTP clients get 409 then. */
async function refusable(action: () => Promise<unknown>): Promise<void> {
  try {
    await action()
  } catch (error) {
    if (!isLockTimeout(error) && !REFUSALS.includes((error as { type?: string }).type ?? "")) {
      throw error
    }
  }
}

const runStep = ({ container }: World, { assignmentId }: PlayedOrder, step: Step): Promise<void> =>
  refusable(() => runTransition(container, assignmentId, step))

/** The buttons of Medusa's order page for a fulfillment, an order and its customer. */
async function pressInMedusa(
  { container, api, admin, shop, otherCustomerId }: World,
  { orderId }: PlayedOrder,
  name: ActionName,
): Promise<Answer> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    // Medusa reads quantities only together with the totals.
    fields: [
      "total",
      "items.id",
      "items.quantity",
      "fulfillments.id",
      "fulfillments.canceled_at",
      "fulfillments.delivered_at",
    ],
    filters: { id: orderId },
  })
  const [order] = data as unknown as {
    items: { id: string; quantity: number }[]
    fulfillments: { id: string; canceled_at: string | null; delivered_at: string | null }[]
  }[]
  const path = `/admin/orders/${orderId}`
  const items = order.items.map(({ id, quantity }) => ({ id, quantity: Number(quantity) }))
  const post = (to: string, body: object = {}): Promise<Answer> =>
    api.post(`${path}/${to}`, body, admin.options)
  const made = order.fulfillments.filter(({ canceled_at }) => !canceled_at)
  const fulfillment = made.find(({ delivered_at }) => !delivered_at) ?? made[0]
  const onFulfillment = (to: string, body?: object) =>
    fulfillment && post(`fulfillments/${fulfillment.id}/${to}`, body)
  switch (name) {
    case "core_fulfill":
      return post("fulfillments", { items, location_id: shop.locationId })
    case "core_ship":
      return onFulfillment("shipments", { items, labels: [] })
    case "core_deliver":
      return onFulfillment("mark-as-delivered")
    case "core_cancel_fulfillment":
      return onFulfillment("cancel")
    case "core_complete":
      return post("complete")
    case "core_archive":
      return post("archive")
    case "core_transfer":
      return post("transfer", { customer_id: otherCustomerId })
    default:
      return post("transfer/guest", { email: "guest@example.uz" })
  }
}

/** The actions of {@link OUTSIDE}. */
async function runOutside(world: World, order: PlayedOrder, name: ActionName): Promise<void> {
  const { container, shop, gateways } = world
  const gateway = gateways[order.provider] as Gateway | undefined
  if (name.startsWith("gateway")) {
    if (!gateway) {
      return
    }
    const { total } = await billOf(container, order.orderId)
    const bill = { reference: String(order.number), minorUnits: Math.round(total * 100) }
    const calls: Partial<Record<ActionName, keyof Omit<Gateway, "held">>> = {
      gateway_begin: "begin",
      gateway_pay: "pay",
      gateway_again: "again",
      gateway_give_back: "giveBack",
    }
    await gateway[calls[name] ?? "again"](bill)
    return
  }
  switch (name) {
    case "window_ends":
      await container
        .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
        .updateAssignments({ id: order.assignmentId, payment_due_at: new Date(Date.now() - 1000) })
      return expireUnpaidOrders(container)
    case "cart_takes": {
      const cartId = (order.cartId ??= await createCart(world))
      await refusable(() =>
        addToCartWorkflow(container).run({
          input: { cart_id: cartId, items: [{ variant_id: shop.variantIds[0], quantity: 1 }] },
        }),
      )
      return
    }
    default: {
      const cart_id = order.cartId
      const lines = cart_id ? await container.resolve(Modules.CART).listLineItems({ cart_id }) : []
      if (cart_id && lines.length) {
        await refusable(() =>
          deleteLineItemsWorkflow(container).run({ input: { cart_id, ids: lines.map(({ id }) => id) } }),
        )
      }
    }
  }
}

async function createCart({ container, shop }: World): Promise<string> {
  const { result } = await createCartWorkflow(container).run({
    input: {
      region_id: shop.regionId,
      sales_channel_id: shop.salesChannelId,
      currency_code: CURRENCY,
    },
  })
  return result.id
}

async function runInMedusa(world: World, order: PlayedOrder, name: ActionName): Promise<Answer> {
  const { orderId } = order
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
    case "exchange":
    case "claim":
      return replace(world, order, name)
    case "claim_with_return":
      return replace(world, order, "claim", true)
    case "cancel_exchange":
      return cancelReplacement(world, order, "exchanges")
    case "cancel_claim":
      return cancelReplacement(world, order, "claims")
    case "return_one":
      return requestReturn(world, order, [0])
    case "return_two":
      return requestReturn(world, order, [0, 1])
    case "return_receive":
      return receiveReturn(world, order)
    case "return_receive_damaged":
      return receiveReturn(world, order, true)
    case "return_cancel":
      return cancelReturn(world, order)
    case "shopper_cancel": {
      const by = { type: "shopper" as const, telegram_id: "42", customer_id: shop.customerId }
      await runStep(world, order, { action: "cancel", by })
      return undefined
    }
    default:
      return pressInMedusa(world, order, name)
  }
}

/**
 * Does an action. It may be refused.
 *
 * @throws Error when the shop answers with a fault
 */
export async function act(world: World, order: PlayedOrder, name: ActionName): Promise<void> {
  try {
    await perform(world, order, name)
  } catch (error) {
    throw new Error(`${name} of order ${order.number}: ${asError(error).message}`, { cause: error })
  }
}

async function perform(world: World, order: PlayedOrder, name: ActionName): Promise<void> {
  if (name in STEPS) {
    return runStep(world, order, STEPS[name as keyof typeof STEPS])
  }
  if (!isInMedusa(name) && !isDeliveryChange(name)) {
    return runOutside(world, order, name)
  }
  const answer = await (isDeliveryChange(name)
    ? changeDelivery(world, order, name)
    : runInMedusa(world, order, name))
  if (answer && answer.status >= 500) {
    throw new Error(`${name}: HTTP ${answer.status}: ${JSON.stringify(answer.data)}`)
  }
}
