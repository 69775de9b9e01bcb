import type { MedusaContainer } from "@medusajs/framework/types"
import { createAdmin } from "../support/admin"
import type { BotSuite } from "../bot/support"

type Payment = { provider_id: string; amount: number; captured_at: string | null; canceled_at: string | null }
type Fulfillment = {
  id: string
  canceled_at: string | null
  shipped_at: string | null
  delivered_at: string | null
}
export type OrderRecord = {
  id: string
  display_id: number
  status: string
  payment_status: string
  fulfillment_status: string
  currency_code: string
  total: number
  item_total: number
  shipping_total: number
  email: string | null
  items: { product_title: string; variant_title: string; quantity: number; unit_price: number }[]
  shipping_address: {
    first_name: string
    last_name: string
    phone: string
    address_1: string
    country_code: string
  }
  shipping_methods: { name: string; amount: number }[]
  customer: { first_name: string; last_name: string; phone: string | null; has_account: boolean }
  sales_channel: { name: string }
  payment_collections: { status: string; amount: number; payments: Payment[] }[]
  fulfillments: Fulfillment[]
}

export type AssignmentRecord = {
  assignment: {
    id: string
    status: string
    florist_name: string | null
    courier_name: string | null
    photo_file_id: string | null
  }
  delivery: {
    method: string
    recipient_name: string
    recipient_phone: string
    address: string | null
    status: string
    card_text: string | null
    comment: string | null
  }
  transitions: {
    action: string
    from: string | null
    to: string
    actor_name: string | null
    reason: string | null
  }[]
}

/** [stocked, reserved] of every inventory item, by SKU. */
export type Stock = Record<string, [number, number]>

const ORDER_FIELDS = [
  "id,display_id,status,currency_code,email,total,item_total,shipping_total",
  "*items,*shipping_address,*shipping_methods,*customer,*sales_channel",
  "*payment_collections,*payment_collections.payments,*fulfillments",
].join()

/** Reads the shop's data through Medusa's Admin API with a login of its own. */
export class Records {
  private constructor(
    private readonly api: BotSuite["api"],
    private readonly headers: Record<string, string>,
  ) {}

  static async of(api: BotSuite["api"], container: MedusaContainer): Promise<Records> {
    const { options } = await createAdmin(container)
    return new Records(api, options.headers)
  }

  async orders(): Promise<OrderRecord[]> {
    const { orders } = await this.get<{ orders: OrderRecord[] }>(
      "/admin/orders?fields=id&order=display_id&limit=50",
    )
    return Promise.all(orders.map(({ id }) => this.order(id)))
  }

  async order(id: string): Promise<OrderRecord> {
    return (await this.get<{ order: OrderRecord }>(`/admin/orders/${id}?fields=${ORDER_FIELDS}`)).order
  }

  /**
   * The newest order.
   * @throws Error when there is none
   */
  async newest(): Promise<OrderRecord> {
    const order = (await this.orders()).at(-1)
    if (!order) {
      throw new Error("There is no order.")
    }
    return order
  }

  assignment(orderId: string): Promise<AssignmentRecord> {
    return this.get(`/admin/orders/${orderId}/assignment`)
  }

  async stock(): Promise<Stock> {
    const { inventory_items: items } = await this.get<{
      inventory_items: { sku: string; stocked_quantity: number; reserved_quantity: number }[]
    }>("/admin/inventory-items?limit=1000&fields=sku,stocked_quantity,reserved_quantity")
    return Object.fromEntries(
      items.map(({ sku, stocked_quantity, reserved_quantity }) => [
        sku,
        [stocked_quantity, reserved_quantity],
      ]),
    )
  }

  /** Refunds an order's captured payment, as the button in Medusa's admin does. */
  async refund(orderId: string): Promise<void> {
    const { data } = await this.api.get(`/admin/orders/${orderId}?fields=*payment_collections.payments`, {
      headers: this.headers,
    })
    const order: { payment_collections: { payments: { id: string; amount: number }[] }[] } = data.order
    for (const { id, amount } of order.payment_collections.flatMap(({ payments }) => payments)) {
      await this.api.post(`/admin/payments/${id}/refund`, { amount }, { headers: this.headers })
    }
  }

  private async get<Answer>(path: string): Promise<Answer> {
    const { data } = await this.api.get(path, { headers: this.headers })
    return data
  }
}

/** Changes of [stocked, reserved] since `before`, without unchanged items. */
export function changesSince(before: Stock, now: Stock): Stock {
  const changes = Object.entries(now).map(([sku, [stocked, reserved]]): [string, [number, number]] => {
    const [wasStocked, wasReserved] = before[sku] ?? [0, 0]
    return [sku, [stocked - wasStocked, reserved - wasReserved]]
  })
  return Object.fromEntries(changes.filter(([, [stocked, reserved]]) => stocked || reserved))
}

/** Medusa's three states of an order, with its payments and fulfillments. */
export function statesOf({
  status,
  payment_status,
  fulfillment_status,
  payment_collections,
  fulfillments,
}: OrderRecord) {
  const payments = payment_collections.flatMap(({ payments }) => payments)
  const open = fulfillments.filter(({ canceled_at }) => !canceled_at)
  return {
    order: status,
    payment: payment_status,
    fulfillment: fulfillment_status,
    captured: payments.filter(({ captured_at }) => captured_at).length,
    fulfillments: open.length,
  }
}
