import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { WORKSHOP_MODULE } from "../../../src/modules/workshop"
import type WorkshopModuleService from "../../../src/modules/workshop/service"
import { openChangeOf } from "../../../src/workflows/order-edits/open-change"
import type { PlayedOrder, World } from "./actions"

type Pieces = { rose: number; ribbon: number }

const NONE: Pieces = { rose: 0, ribbon: 0 }

/** The flowers of each product of the fixture. */
const KITS: Pieces[] = [{ rose: 20, ribbon: 1 }, { rose: 5, ribbon: 0 }, NONE]

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
  items: { inventory_item_id: string | null; quantity: number }[]
}

type Order = {
  status: string
  total: number
  summary: { paid_total: number; refunded_total: number; pending_difference: number }
  items: { id: string; variant_id: string; quantity: number }[]
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
  "delivery.status",
  "fulfillments.canceled_at",
  "fulfillments.shipped_at",
  "fulfillments.delivered_at",
  "fulfillments.items.inventory_item_id",
  "fulfillments.items.quantity",
]

async function readAll(world: World, { orderId, assignmentId }: PlayedOrder) {
  const { container, shop, api, admin } = world
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const [{ data }, assignment, transitions, isChanging, shown] = await Promise.all([
    container
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({ entity: "order", fields: FIELDS, filters: { id: orderId } }),
    workshop.retrieveAssignment(assignmentId),
    workshop.listTransitions({ assignment_id: assignmentId }, { order: { number: "ASC" } }),
    openChangeOf(container, orderId),
    api.get(`/admin/orders/${orderId}/assignment`, admin.options),
  ])
  const [{ status: order, total, summary, items, delivery, fulfillments: all }] = data as unknown as Order[]
  const reservations = await container
    .resolve(Modules.INVENTORY)
    .listReservationItems({ line_item_id: items.map(({ id }) => id) }, { take: null })
  const fulfillments = all.filter(({ canceled_at }) => !canceled_at)
  const needed = items.reduce<Pieces>((sum, { variant_id, quantity }) => {
    const kit = KITS[shop.variantIds.indexOf(variant_id)]
    return {
      rose: sum.rose + kit.rose * Number(quantity),
      ribbon: sum.ribbon + kit.ribbon * Number(quantity),
    }
  }, NONE)
  return {
    view: { order, status: assignment.status, assignment, transitions },
    bill: {
      total: Number(total),
      paid: Number(summary.paid_total),
      refunded: Number(summary.refunded_total),
      pending: Number(summary.pending_difference),
    },
    isChanging,
    slot: delivery.status,
    balance: shown.data.balance as { due: number; owed: number },
    fulfillments,
    needed,
    reserved: piecesOf(world, reservations),
    written: piecesOf(
      world,
      fulfillments.flatMap((one) => one.items),
    ),
  }
}

type All = Awaited<ReturnType<typeof readAll>>

/** Stock and fulfillment agree with the workshop's status. */
function checkStock({ view, isChanging, fulfillments, needed, reserved, written }: All): void {
  const { status, assignment } = view
  const { rose, ribbon } = reserved
  const all = { rose: rose + written.rose, ribbon: ribbon + written.ribbon }
  if (status === "canceled") {
    return expect({ reserved, written }).toEqual({ reserved: NONE, written: NONE })
  }
  expect(all).toEqual(needed)
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
    expect(Boolean(shipped_at)).toBe(!isInShop)
  }
  expect(Boolean(delivered_at)).toBe(status === "delivered")
}

/** Medusa's money, the workshop's status and the amounts that staff see agree. */
function checkMoney({ view, bill, balance }: All): void {
  const { status } = view
  const { total, paid, refunded, pending } = bill
  if (status === "canceled") {
    return expect({ paid: refunded, owed: 0 }).toEqual({ paid, owed: balance.owed })
  }
  if (status === "returned") {
    return expect(balance.owed).toBe(Math.max(0, -pending) * 100)
  }
  expect(pending).toBe(total - paid + refunded)
  expect(balance).toMatchObject({
    due: Math.max(0, Math.min(total - paid, pending)) * 100,
    owed: Math.max(0, -pending) * 100,
  })
  if (status === "delivered") {
    expect(balance.due).toBe(0)
  }
}

const MEDUSA_STATUS: Record<string, string[]> = {
  canceled: ["canceled"],
  delivered: ["completed"],
  // An unpaid order is canceled when it is returned.
  returned: ["pending", "canceled"],
}

function checkHistory({ view, slot }: All): void {
  const { status, order, assignment, transitions } = view
  expect(MEDUSA_STATUS[status] ?? ["pending"]).toContain(order)
  expect(slot).toBe(status === "canceled" ? "released" : "booked")
  transitions.forEach(({ from }, index) => expect(from).toBe(index ? transitions[index - 1].to : null))
  expect(transitions.at(-1)?.to).toBe(status)
  expect(Boolean(assignment.closed_at)).toBe(["delivered", "returned", "canceled"].includes(status))
  if (status === "offered") {
    expect(assignment.florist_id).toBeNull()
  }
}

/**
 * Checks that the workshop, Medusa's order, its fulfillment and payment, the stock, the slot and the open amounts agree.
 *
 * @returns the workshop's status
 * @throws Error when they do not
 */
export async function checkOrder(world: World, order: PlayedOrder): Promise<string> {
  const all = await readAll(world, order)
  checkStock(all)
  checkMoney(all)
  checkHistory(all)
  return all.view.status
}

/** Checks that the stock is balanced over all orders. @param opening pieces before the first order */
export async function checkLedger({ container, shop }: World, opening: number): Promise<void> {
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
    expect([name, Number(level?.stocked_quantity) + sums.written[name]]).toEqual([name, opening])
    expect([name, Number(level?.reserved_quantity)]).toEqual([name, sums.reserved[name]])
  }
}
