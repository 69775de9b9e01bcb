import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Every row of an order by table; lines are sorted by title. */
const TABLES: Record<string, string> = {
  order: `select o.* from "order" o where o.id = :order`,
  order_item: `select i.* from order_item i join order_line_item l on l.id = i.item_id
    where i.order_id = :order order by l.title, i.quantity`,
  order_line_item: `select l.* from order_line_item l join order_item i on i.item_id = l.id
    where i.order_id = :order order by l.title, i.quantity`,
  order_shipping: `select * from order_shipping where order_id = :order`,
  order_shipping_method: `select m.* from order_shipping_method m
    join order_shipping s on s.shipping_method_id = m.id where s.order_id = :order`,
  shipping_address: `select a.* from order_address a join "order" o on o.shipping_address_id = a.id
    where o.id = :order`,
  billing_address: `select a.* from order_address a join "order" o on o.billing_address_id = a.id
    where o.id = :order`,
  order_summary: `select * from order_summary where order_id = :order`,
  order_transaction: `select * from order_transaction where order_id = :order`,
  order_cart: `select * from order_cart where order_id = :order and deleted_at is null`,
  order_payment_collection: `select * from order_payment_collection where order_id = :order and deleted_at is null`,
  order_promotion: `select * from order_promotion where order_id = :order and deleted_at is null`,
  reservation_item: `select r.* from reservation_item r join order_item i on i.item_id = r.line_item_id
    join order_line_item l on l.id = i.item_id
    where i.order_id = :order and r.deleted_at is null order by l.title, r.quantity`,
  payment_collection: `select c.* from payment_collection c
    join order_payment_collection p on p.payment_collection_id = c.id where p.order_id = :order`,
  payment_session: `select s.* from payment_session s
    join order_payment_collection p on p.payment_collection_id = s.payment_collection_id where p.order_id = :order`,
  payment: `select y.* from payment y
    join order_payment_collection p on p.payment_collection_id = y.payment_collection_id where p.order_id = :order`,
  cart: `select c.* from cart c join order_cart p on p.cart_id = c.id where p.order_id = :order`,
  cart_hold: `select h.* from cart_hold h join order_cart p on p.cart_id = h.cart_id where p.order_id = :order`,
  delivery: `select * from delivery where order_id = :order`,
  workshop_assignment: `select * from workshop_assignment where order_id = :order`,
  workshop_transition: `select t.* from workshop_transition t
    join workshop_assignment a on a.id = t.assignment_id where a.order_id = :order`,
}

/** Columns that may differ: the session's payer, which the shop does not set for cash, and the times of sweeps. */
const NOT_COMPARED = ["context", "announced_at", "remembered_at"]

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/
const ID = /\b([a-z_]+)_[0-9A-HJKMNP-TV-Z]{26}\b/g

/**
 * The comparable part of two duplicate orders: ids become numbers in order of appearance, times become one constant,
 * and sequence numbers become another.
 */
export function commonOf(value: unknown): unknown {
  const met = new Map<string, string>()
  const numbered = (id: string, kind: string) => {
    const name = met.get(id) ?? `${kind} ${met.size + 1}`
    met.set(id, name)
    return name
  }
  const visit = (one: unknown, key = ""): unknown => {
    if (["display_id", "number", "reference"].includes(key)) {
      return typeof one
    }
    if (one instanceof Date || (typeof one === "string" && TIME.test(one))) {
      return "a moment"
    }
    if (typeof one === "string") {
      return one.replace(ID, numbered).replace(/(?<=transaction_param=)\d+/, "number")
    }
    if (Array.isArray(one)) {
      return one.map((item) => visit(item))
    }
    if (typeof one !== "object" || one === null) {
      return one
    }
    const entries = Object.entries(one).filter(([name]) => !NOT_COMPARED.includes(name))
    return Object.fromEntries(entries.map(([name, item]) => [name, visit(item, name)]))
  }
  return visit(value)
}

export async function rowsOfOrder(container: MedusaContainer, orderId: string) {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const rows: Record<string, Record<string, unknown>[]> = {}
  for (const [table, statement] of Object.entries(TABLES)) {
    const found = await knex.raw<{ rows: Record<string, unknown>[] }>(statement, { order: orderId })
    rows[table] = found.rows
  }
  return rows
}
