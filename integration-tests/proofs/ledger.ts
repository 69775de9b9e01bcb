import { INTERRUPTED } from "../../src/workflows/checkout/repair-half-order"
import type { ShopProcesses } from "../support/shop-processes"

/** One inventory item's figures, each from a different table. */
export type LedgerLine = {
  sku: string
  /** Medusa's stocked quantity. */
  stocked: number
  /** Medusa's reserved quantity. */
  reserved: number
  /** Sum of Medusa's reservations. */
  reservations: number
  /** Needed by orders that wait for a florist. */
  owed: number
  /** Needed by orders whose flowers are written off. */
  used: number
  /** Sum of the fulfillments that wrote them off. */
  fulfilled: number
  /** Held by live cart holds. */
  held: number
}

const LEDGER = `
  with written_off as (
    select distinct of.order_id from order_fulfillment of join fulfillment f on f.id = of.fulfillment_id
    where f.canceled_at is null and f.deleted_at is null and of.deleted_at is null
  ), demand as (
    select pvi.inventory_item_id as item,
      sum(oi.quantity * pvi.required_quantity) filter (where w.order_id is null) as owed,
      sum(oi.quantity * pvi.required_quantity) filter (where w.order_id is not null) as used
    from "order" o
    join order_item oi on oi.order_id = o.id and oi.version = o.version and oi.deleted_at is null
    join order_line_item li on li.id = oi.item_id
    join product_variant_inventory_item pvi on pvi.variant_id = li.variant_id and pvi.deleted_at is null
    left join written_off w on w.order_id = o.id
    where o.status <> 'canceled' and o.deleted_at is null
    group by 1
  ), reservations as (
    select inventory_item_id as item, sum(quantity) as n from reservation_item where deleted_at is null group by 1
  ), fulfilled as (
    select fi.inventory_item_id as item, sum(fi.quantity) as n
    from fulfillment_item fi join fulfillment f on f.id = fi.fulfillment_id
    where f.canceled_at is null and f.deleted_at is null and fi.deleted_at is null group by 1
  ), held as (
    select hi.inventory_item_id as item, sum(hi.quantity) as n
    from cart_hold_item hi join cart_hold h on h.id = hi.hold_id
    where h.expires_at > now() and h.deleted_at is null and hi.deleted_at is null group by 1
  )
  select ii.sku, il.stocked_quantity::int as stocked, il.reserved_quantity::int as reserved,
    coalesce(r.n, 0)::int as reservations, coalesce(d.owed, 0)::int as owed, coalesce(d.used, 0)::int as used,
    coalesce(f.n, 0)::int as fulfilled, coalesce(h.n, 0)::int as held
  from inventory_level il
  join inventory_item ii on ii.id = il.inventory_item_id and ii.deleted_at is null
  left join demand d on d.item = ii.id
  left join reservations r on r.item = ii.id
  left join fulfilled f on f.item = ii.id
  left join held h on h.item = ii.id
  where il.deleted_at is null order by ii.sku`

/** The shop's stock by inventory item. */
export const ledgerOf = (shop: ShopProcesses): Promise<LedgerLine[]> => shop.rows<LedgerLine>(LEDGER)

/** Remembers the stock before the first order. */
export class Ledger {
  private constructor(
    private readonly shop: ShopProcesses,
    private readonly opening: Map<string, number>,
  ) {}

  static async open(shop: ShopProcesses): Promise<Ledger> {
    const lines = await ledgerOf(shop)
    return new Ledger(shop, new Map(lines.map(({ sku, stocked, used }) => [sku, stocked + used])))
  }

  /** The items whose figures do not add up, each with its error. Empty in a correct shop. */
  async faults(): Promise<string[]> {
    const lines = await ledgerOf(this.shop)
    return lines.flatMap((line) => {
      const { sku, stocked, reserved, reservations, owed, used, fulfilled, held } = line
      const rules: [string, boolean][] = [
        ["reserved is the sum of the reservations", reserved === reservations],
        ["what is reserved is what the open orders need", reservations === owed],
        ["what is written off is what the accepted orders needed", fulfilled === used],
        ["nothing came or went but by orders", stocked + used === this.opening.get(sku)],
        ["no more is promised than there is", reserved <= stocked],
        ["no more is held than is free", held <= stocked - reserved],
      ]
      return rules.filter(([, holds]) => !holds).map(([rule]) => `${rule}: not so in ${JSON.stringify(line)}`)
    })
  }
}

/**
 * Each order must have exactly one cart, one assignment and one delivery. An order that was canceled because its process
 * died while it placed the order has none of them: its cart got another order.
 */
const RECORDS = `
  select o.display_id as number,
    case when o.status = 'canceled' and o.metadata ? '${INTERRUPTED}' then 0 else 1 end as expected,
    (select count(*) from order_cart oc where oc.order_id = o.id and oc.deleted_at is null)::int as carts,
    (select count(*) from workshop_assignment a where a.order_id = o.id and a.deleted_at is null)::int as assignments,
    (select count(*) from delivery d where d.order_id = o.id and d.deleted_at is null)::int as deliveries
  from "order" o where o.deleted_at is null order by o.display_id`

export type OrderRecords = {
  number: number
  expected: number
  carts: number
  assignments: number
  deliveries: number
}

/** The orders with a missing or duplicate record. Empty in a correct shop. */
export async function oddOrders(shop: ShopProcesses): Promise<OrderRecords[]> {
  const orders = await shop.rows<OrderRecords>(RECORDS)
  return orders.filter(({ expected, carts, assignments, deliveries }) =>
    [carts, assignments, deliveries].some((count) => count !== expected),
  )
}

/** Sets the stocked quantity of an item. */
export async function setStock(shop: ShopProcesses, sku: string, pieces: number): Promise<void> {
  const changed = await shop.rows(
    `update inventory_level set stocked_quantity = $2::int,
       raw_stocked_quantity = jsonb_build_object('value', $2::text, 'precision', 20)
     where inventory_item_id = (select id from inventory_item where sku = $1 and deleted_at is null)
     returning id`,
    sku,
    pieces,
  )
  if (changed.length !== 1) {
    throw new Error(`The shop has no ${sku}.`)
  }
}
