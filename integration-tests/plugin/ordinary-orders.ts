import type { HostStore, Key } from "./host-store"

/** One answer of the store, without what differs between two equal orders. */
export type Answered = { route: string; status: number; body: unknown }

type Purchase = { handle: string; key?: Key; codes?: string[]; isShipped?: boolean }

/** Orders that have nothing to do with flowers. */
const PURCHASES: Record<string, Purchase> = {
  "T-shirt": { handle: "t-shirt" },
  "T-shirt in the wholesale channel": { handle: "t-shirt", key: "Wholesale" },
  "product that is not shipped": { handle: "certificate", isShipped: false },
  "product without kept stock": { handle: "mug" },
  "free order": { handle: "t-shirt", codes: ["FREE-GOODS", "FREE-SHIPPING"] },
}

/** Number of orders that {@link ordinaryOrders} places. */
export const ORDINARY_ORDERS = Object.keys(PURCHASES).length

/**
 * Places the orders of a store that sells other things than flowers, over the Store API.
 *
 * @returns each answer of the store, by purchase
 */
export async function ordinaryOrders(store: HostStore): Promise<Record<string, Answered[]>> {
  const orders: Record<string, Answered[]> = {}
  for (const [name, purchase] of Object.entries(PURCHASES)) {
    await store.useKey(purchase.key ?? "Storefront of Almaty")
    orders[name] = await order(store, purchase)
  }
  await store.useKey("Storefront of Almaty")
  return orders
}

/** Puts the last piece of a product into the carts of two shoppers. Medusa itself holds no stock for a cart. */
export async function lastPieceTwice(store: HostStore): Promise<number[]> {
  const carts = [new Shopper(store), new Shopper(store)]
  const statuses = []
  for (const shopper of carts) {
    await shopper.begins()
    statuses.push((await shopper.adds("last-t-shirt")).status)
  }
  return statuses
}

async function order(store: HostStore, { handle, codes, isShipped = true }: Purchase): Promise<Answered[]> {
  const shopper = new Shopper(store)
  await shopper.begins()
  await shopper.adds(handle)
  await shopper.calls("POST", "", {
    email: "arman@example.kz",
    shipping_address: { first_name: "Arman", address_1: "Abay, 1", city: "Almaty", country_code: "kz" },
  })
  if (isShipped) {
    const { shipping_options } = await shopper.asks<{ shipping_options: { id: string }[] }>(
      `/shipping-options?cart_id=${shopper.cartId}`,
    )
    await shopper.calls("POST", "/shipping-methods", { option_id: shipping_options[0].id })
  }
  if (codes) {
    await shopper.calls("POST", "/promotions", { promo_codes: codes })
  }
  await shopper.pays()
  await shopper.calls("POST", "/complete")
  return shopper.answers
}

class Shopper {
  readonly answers: Answered[] = []
  cartId = ""

  constructor(private readonly store: HostStore) {}

  async begins(): Promise<void> {
    const { regions } = await this.asks<{ regions: { id: string }[] }>("/regions")
    const { body } = await this.store.store<{ cart: { id: string } }>("POST", "/carts", {
      region_id: regions[0].id,
    })
    this.cartId = body.cart.id
  }

  async adds(handle: string): Promise<Answered> {
    const { products } = await this.asks<{ products: { variants: { id: string }[] }[] }>(
      `/products?handle=${handle}`,
    )
    return this.calls("POST", "/line-items", { variant_id: products[0].variants[0].id, quantity: 1 })
  }

  async pays(): Promise<void> {
    const { body } = await this.store.store<{ payment_collection: { id: string } }>(
      "POST",
      "/payment-collections",
      { cart_id: this.cartId },
    )
    await this.store.store("POST", `/payment-collections/${body.payment_collection.id}/payment-sessions`, {
      provider_id: "pp_system_default",
    })
  }

  async asks<Body>(route: string): Promise<Body> {
    return (await this.store.store<Body>("GET", route)).body
  }

  /** Calls a route of the cart and keeps the answer. */
  async calls(method: "GET" | "POST", route: string, body?: object): Promise<Answered> {
    const { status, body: answer } = await this.store.store(method, `/carts/${this.cartId}${route}`, body)
    const answered = { route, status, body: withoutChance(answer) }
    this.answers.push(answered)
    return answered
  }
}

const ID = /^([a-z_]+)_[0-9A-HJKMNP-TV-Z]{26}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T/

/** Replaces ids, times and numbers of orders, and sorts lists, whose order Medusa does not promise. */
function withoutChance(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (key, value: unknown) => {
    if (Array.isArray(value)) {
      return value.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
    }
    if (typeof value === "string") {
      return ID.exec(value)?.[1] ?? (INSTANT.test(value) ? "time" : value)
    }
    return key === "display_id" ? "number" : value
  })
}
