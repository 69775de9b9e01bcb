import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { CASH_PROVIDER } from "../../../src/lib/shop"
import { GATEWAY_MODULE } from "../../../src/modules/gateway"
import type GatewayModuleService from "../../../src/modules/gateway/service"
import { WORKSHOP_MODULE } from "../../../src/modules/workshop"
import type WorkshopModuleService from "../../../src/modules/workshop/service"
import { openChangeOf } from "../../../src/workflows/order-edits/open-change"
import { heldNow } from "../../support/holds"
import type { PlayedOrder, World } from "./actions"
import { checkCards } from "./cards"
import { checkDelivery } from "./delivery-changes"
import type { Gateway } from "./gateways"
import { KITS, NONE, type Pieces } from "./kits"

/** Sums pieces of inventory items. */
function piecesOf({ shop }: World, rows: { inventory_item_id: string | null; quantity: unknown }[]): Pieces {
  const sum = (item: string) =>
    rows.reduce((total, row) => total + (row.inventory_item_id === item ? Number(row.quantity) : 0), 0)
  return { rose: sum(shop.flowers.rose), ribbon: sum(shop.flowers.ribbon) }
}

type Fulfillment = {
  canceled_at: string | null
  shipped_at: string | null
  delivered_at: string | null
  items: { inventory_item_id: string | null; line_item_id: string | null; quantity: number }[]
}

type Line = {
  id: string
  variant_id: string
  unit_price: number
  quantity: number
  detail: {
    return_requested_quantity: number
    return_received_quantity: number
    return_dismissed_quantity: number
  }
}

type Order = {
  status: string
  total: number
  shipping_total: number
  /** Medusa lowers the total by money that was given back without a return. */
  credit_line_total: number
  summary: { paid_total: number; refunded_total: number; pending_difference: number }
  items: Line[]
  delivery: { status: string }
  fulfillments: Fulfillment[]
}

const FIELDS = [
  "status",
  "total",
  "summary",
  "items.id",
  "items.variant_id",
  "items.quantity",
  "items.unit_price",
  "items.detail.*",
  "shipping_total",
  "credit_line_total",
  "delivery.status",
  "fulfillments.canceled_at",
  "fulfillments.shipped_at",
  "fulfillments.delivered_at",
  "fulfillments.items.inventory_item_id",
  "fulfillments.items.line_item_id",
  "fulfillments.items.quantity",
]

/** What the goods cost that the shopper keeps, and what the goods cost that the shopper has to bring back. */
function priceOf({ items, shipping_total, credit_line_total: credit }: Order): {
  kept: number
  awaited: number
} {
  const price = (count: (line: Line) => number) =>
    items.reduce((sum, line) => sum + Number(line.unit_price) * count(line), 0)
  const kept = ({ quantity, detail }: Line) =>
    Number(quantity) - Number(detail.return_received_quantity) - Number(detail.return_dismissed_quantity)
  return {
    kept: Number(shipping_total) + price(kept) - Number(credit ?? 0),
    awaited: price(({ detail }) => Number(detail.return_requested_quantity)),
  }
}

async function readAll(world: World, { orderId, assignmentId }: PlayedOrder) {
  const { container, shop } = world
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const [{ data }, assignment, transitions, isChanging] = await Promise.all([
    container
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({ entity: "order", fields: FIELDS, filters: { id: orderId } }),
    workshop.retrieveAssignment(assignmentId),
    workshop.listTransitions({ assignment_id: assignmentId }, { order: { number: "ASC" } }),
    openChangeOf(container, orderId),
  ])
  const [read] = data as unknown as Order[]
  const { status: order, total, summary, items, delivery, fulfillments: all } = read
  const reservations = await container
    .resolve(Modules.INVENTORY)
    .listReservationItems({ line_item_id: items.map(({ id }) => id) }, { take: null })
  const fulfillments = all.filter(({ canceled_at }) => !canceled_at)
  // Goods of an exchange or a claim are another round of the order. Its former rounds are shipped before it begins.
  const { reopened_at } = assignment
  const isFormer = ({ shipped_at, delivered_at }: Fulfillment) =>
    [shipped_at, delivered_at].some((at) => at && reopened_at && new Date(at) < new Date(reopened_at))
  const former = fulfillments.filter(isFormer)
  const delivered = new Set(former.flatMap((one) => one.items.map(({ line_item_id }) => line_item_id)))
  const needed = (lines: Order["items"]) =>
    lines.reduce<Pieces>((sum, { variant_id, quantity }) => {
      const kit = KITS[shop.variantIds.indexOf(variant_id)]
      return {
        rose: sum.rose + kit.rose * Number(quantity),
        ribbon: sum.ribbon + kit.ribbon * Number(quantity),
      }
    }, NONE)
  const open = items.filter(({ id, quantity }) => !delivered.has(id) && Number(quantity) > 0)
  const written = (some: Fulfillment[]) =>
    piecesOf(
      world,
      some.flatMap((one) => one.items),
    )
  return {
    view: { order, status: assignment.status, assignment, transitions },
    bill: {
      total: Number(total),
      paid: Number(summary.paid_total),
      refunded: Number(summary.refunded_total),
      pending: Number(summary.pending_difference),
      ...priceOf(read),
    },
    isChanging,
    slot: delivery.status,
    reserved: piecesOf(world, reservations),
    all: { needed: needed(items), written: written(fulfillments) },
    round: {
      isEmpty: !open.length,
      needed: needed(open),
      written: written(fulfillments.filter((one) => !isFormer(one))),
      fulfillments: fulfillments.filter((one) => !isFormer(one)),
    },
  }
}

type All = Awaited<ReturnType<typeof readAll>>

/** Stock and fulfillment agree with the workshop's status. */
function checkStock({ view, isChanging, reserved, all, round }: All): void {
  const { status, assignment } = view
  const { rose, ribbon } = reserved
  const { needed, written, fulfillments } = round
  if (status === "canceled") {
    return expect({ reserved, written: all.written }).toEqual({ reserved: NONE, written: NONE })
  }
  expect({ rose: rose + all.written.rose, ribbon: ribbon + all.written.ribbon }).toEqual(all.needed)
  if (round.isEmpty) {
    // The exchange or the claim was canceled, so the order is closed again.
    expect(Boolean(assignment.closed_at)).toBe(true)
    return expect({ reserved, count: fulfillments.length }).toEqual({ reserved: NONE, count: 0 })
  }
  if (status === "awaiting_payment" || status === "offered") {
    return expect({ reserved, count: fulfillments.length }).toEqual({ reserved: needed, count: 0 })
  }
  const isInShop = (status === "accepted" || status === "ready") && !assignment.picked_up_at
  if (isInShop && isChanging && !fulfillments.length) {
    // An open edit: the flowers stay reserved until it ends.
    return expect(reserved).toEqual(needed)
  }
  expect({ written, count: fulfillments.length }).toEqual({ written: needed, count: 1 })
  const [{ shipped_at, delivered_at }] = fulfillments
  if (status !== "returned") {
    // Medusa's button "Mark as delivered" needs no shipment.
    expect(Boolean(shipped_at ?? delivered_at)).toBe(!isInShop)
  }
  expect(Boolean(delivered_at)).toBe(status === "delivered")
}

/** Medusa's sums are what the lines cost. A requested return counts at once, before its goods are back. */
function checkSums({ view, bill }: All): void {
  if (view.status !== "canceled" && view.status !== "returned") {
    const { total, kept, awaited, paid, refunded, pending } = bill
    expect({ total, pending }).toEqual({ total: kept, pending: kept - awaited - paid + refunded })
  }
}

/** Medusa has followed what the gateway reported, or staff see why not. */
async function checkSettled({ container }: World, { orderId, provider }: PlayedOrder): Promise<void> {
  if (provider !== CASH_PROVIDER) {
    const transactions = await container
      .resolve<GatewayModuleService>(GATEWAY_MODULE)
      .listGatewayTransactions({ order_id: orderId })
    const open = transactions.filter(
      (one) => one.performed_at && one.settled_state !== one.state && !one.needs_attention,
    )
    expect(open.map(({ state }) => state)).toEqual([])
  }
}

/** Medusa's money, the gateway's money and the amounts that staff see agree, or staff see the difference. */
async function checkMoney(world: World, order: PlayedOrder, { view, bill }: All): Promise<void> {
  const { container, api, admin, gateways } = world
  const { status } = view
  const { paid, refunded, pending } = bill
  const { data } = await api.get(`/admin/orders/${order.orderId}/assignment`, admin.options)
  const balance = data.balance as { due: number; owed: number }
  const transactions = await container
    .resolve<GatewayModuleService>(GATEWAY_MODULE)
    .listGatewayTransactions({ order_id: order.orderId })
  const isFlagged = transactions.some(({ needs_attention }) => needs_attention !== null)
  const gateway = gateways[order.provider] as Gateway | undefined
  const held = gateway ? gateway.held(String(order.number)) : 0
  const performed = transactions.filter(({ state }) => state === "performed")
  if (!isFlagged) {
    expect({ held }).toEqual({ held: (await takenBy(world, order)) * 100 })
    expect(performed.length).toBe(held > 0 ? 1 : 0)
  }
  if (status === "canceled") {
    expect(balance).toMatchObject({ due: 0, owed: 0 })
    // What Medusa did not give back is at the gateway, and staff see it.
    expect(paid - refunded).toBe(isFlagged ? held / 100 : 0)
    return
  }
  expect(balance.owed).toBe(Math.max(0, -pending) * 100)
  if (status !== "returned") {
    expect(balance.due).toBe(Math.max(0, pending) * 100)
  }
  if (status === "delivered") {
    expect(balance.due).toBe(0)
  }
}

/** The note of a refund that was given back in cash. */
const IN_CASH = "given back in cash"

/**
 * What Medusa captured and did not refund of the payments by the order's gateway, in the currency's main unit. The gateway
 * keeps what staff gave back in cash.
 */
async function takenBy({ container }: World, { orderId, provider }: PlayedOrder): Promise<number> {
  if (provider === CASH_PROVIDER) {
    return 0
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "payment_collections.payments.provider_id",
      "payment_collections.payments.captures.amount",
      "payment_collections.payments.refunds.amount",
      "payment_collections.payments.refunds.note",
    ],
    filters: { id: orderId },
  })
  type Sums = { amount: number; note?: string | null }[]
  const [{ payment_collections: collections }] = data as unknown as {
    payment_collections: { payments: { provider_id: string; captures: Sums; refunds: Sums }[] }[]
  }[]
  const sum = (rows: Sums) => rows.reduce((all, { amount }) => all + Number(amount), 0)
  return collections
    .flatMap(({ payments }) => payments)
    .filter(({ provider_id }) => provider_id === provider)
    .reduce(
      (all, { captures, refunds }) =>
        all + sum(captures) - sum(refunds.filter(({ note }) => note !== IN_CASH)),
      0,
    )
}

/** The cart of another shopper holds exactly what its lines need. */
async function checkCart({ container, shop }: World, { cartId }: PlayedOrder): Promise<void> {
  if (cartId) {
    const lines = await container.resolve(Modules.CART).listLineItems({ cart_id: cartId }, { take: null })
    const count = lines.reduce((sum, { quantity }) => sum + Number(quantity), 0)
    const [kit] = KITS
    const held = piecesOf({ shop } as World, await heldNow(container, cartId))
    expect(held).toEqual({ rose: kit.rose * count, ribbon: kit.ribbon * count })
  }
}

const MEDUSA_STATUS: Record<string, string[]> = {
  canceled: ["canceled", "archived"],
  delivered: ["completed", "archived"],
  // An unpaid order is canceled when it is returned. Staff complete and archive a closed order.
  returned: ["pending", "canceled", "completed", "archived"],
}

function checkHistory({ view, slot }: All): void {
  const { status, order, assignment, transitions } = view
  // Medusa's order stays completed while the goods of an exchange or a claim are made.
  const open = ["pending", ...(assignment.reopened_at ? ["completed", "archived"] : [])]
  expect(MEDUSA_STATUS[status] ?? open).toContain(order)
  expect(slot).toBe(status === "canceled" ? "released" : "booked")
  transitions.forEach(({ from }, index) => expect(from).toBe(index ? transitions[index - 1].to : null))
  expect(transitions.at(-1)?.to).toBe(status)
  expect(Boolean(assignment.closed_at)).toBe(["delivered", "returned", "canceled"].includes(status))
  if (status === "offered") {
    expect(assignment.florist_id).toBeNull()
  }
}

/**
 * Checks that the workshop, Medusa's order, its fulfillment and sums, the stock and the slot agree.
 *
 * @returns the workshop's status
 * @throws Error when they do not
 */
export async function checkOrder(world: World, order: PlayedOrder): Promise<string> {
  await checkSettled(world, order)
  const all = await readAll(world, order)
  checkStock(all)
  checkSums(all)
  checkHistory(all)
  await checkOpenDelivery(world, order, all)
  return all.view.status
}

/** Checks the delivery of an open order. The delivery of a closed order does not change any more. */
async function checkOpenDelivery(
  world: World,
  order: PlayedOrder,
  { view: { assignment } }: All,
): Promise<void> {
  if (!assignment.closed_at) {
    await checkDelivery(world, order, Boolean(assignment.reopened_at))
  }
}

/**
 * Checks at the end of a story everything that {@link checkOrder} checks, and the money at the gateway and in the admin,
 * the cart of another shopper, and the cards in the chats.
 *
 * @returns the workshop's status
 * @throws Error when they do not agree
 */
export async function checkEnd(world: World, order: PlayedOrder): Promise<string> {
  const all = await readAll(world, order)
  checkStock(all)
  checkSums(all)
  checkHistory(all)
  await checkOpenDelivery(world, order, all)
  await checkMoney(world, order, all)
  await checkCart(world, order)
  await checkCards(world, order)
  return all.view.status
}

/** The pieces that neither orders nor carts have. */
export async function freePieces({ container, shop }: World): Promise<Pieces> {
  const levels = await container
    .resolve(Modules.INVENTORY)
    .listInventoryLevels({ location_id: shop.locationId })
  const held = piecesOf({ shop } as World, await heldNow(container))
  const free = (name: keyof Pieces) => {
    const level = levels.find(({ inventory_item_id: id }) => id === shop.flowers[name])
    return Number(level?.stocked_quantity) - Number(level?.reserved_quantity) - held[name]
  }
  return { rose: free("rose"), ribbon: free("ribbon") }
}

/**
 * Checks that the stock is balanced over all orders and carts.
 *
 * @param opening pieces that were ever put into stock
 */
export async function checkLedger(world: World, opening: Pieces): Promise<void> {
  const { container, shop } = world
  const inventory = container.resolve(Modules.INVENTORY)
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "fulfillment",
    fields: ["canceled_at", "items.inventory_item_id", "items.quantity", "order.id"],
  })
  const written = (data as unknown as (Fulfillment & { order: { id: string } | null })[])
    .filter(({ canceled_at, order }) => !canceled_at && order)
    .flatMap(({ items }) => items)
  const [levels, reservations] = await Promise.all([
    inventory.listInventoryLevels({ location_id: shop.locationId }),
    inventory.listReservationItems({}, { take: null }),
  ])
  const sums = {
    written: piecesOf({ shop } as World, written),
    reserved: piecesOf({ shop } as World, reservations),
  }
  for (const name of ["rose", "ribbon"] as const) {
    const level = levels.find(({ inventory_item_id: id }) => id === shop.flowers[name])
    const inShop = Number(level?.stocked_quantity) - world.broughtBack[name]
    expect([name, inShop + sums.written[name]]).toEqual([name, opening[name]])
    expect([name, Number(level?.reserved_quantity)]).toEqual([name, sums.reserved[name]])
  }
  const free = await freePieces(world)
  expect(Math.min(free.rose, free.ribbon)).toBeGreaterThanOrEqual(0)
}
