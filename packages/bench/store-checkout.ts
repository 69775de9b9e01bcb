import { Agent, request } from "node:http"
import { ask } from "../../scripts/start/database"
import { IDLE_MS } from "./shopper"
import type { Stand } from "./stand"

/** Data that a storefront loads before the first order. */
export type StoreData = {
  regionId: string
  channelId: string
  variantIds: string[]
  zoneId: string
  slotId: string
  /** Payment provider of the orders. */
  providerId: string
}

const CASH = "pp_system_default"

type Json = Record<string, unknown>

/** A Store API client with keep-alive connections. */
export class Storefront {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64, timeout: IDLE_MS })

  constructor(private readonly stand: Pick<Stand, "url" | "headers">) {}

  /** @throws Error when the status is neither 200 nor 201 */
  call(method: "GET" | "POST", path: string, body?: Json): Promise<Json> {
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.stand.url}${path}`,
        { agent: this.agent, method, headers: { ...this.stand.headers, "content-type": "application/json" } },
        (response) => {
          const parts: Buffer[] = []
          response.on("data", (part: Buffer) => parts.push(part))
          response.once("end", () => {
            const text = Buffer.concat(parts).toString()
            if (response.statusCode === 200 || response.statusCode === 201) {
              resolve(JSON.parse(text) as Json)
            } else {
              reject(new Error(`${method} ${path}: ${response.statusCode} ${text.slice(0, 200)}`))
            }
          })
        },
      )
      sent.once("error", reject)
      sent.end(body && JSON.stringify(body))
    })
  }

  close(): void {
    this.agent.destroy()
  }
}

const idOf = (answer: Json, of: string) => String((answer[of] as Json).id)

/** Loads the data that a storefront needs. @param providerId payment provider of the orders */
export async function loadStoreData(
  stand: Stand,
  storefront: Storefront,
  providerId = CASH,
): Promise<StoreData> {
  const { databaseUrl } = stand
  const [region] = await ask<{ id: string }>(databaseUrl, "select id from region where deleted_at is null")
  const [channel] = await ask<{ id: string }>(
    databaseUrl,
    "select default_sales_channel_id as id from store where deleted_at is null",
  )
  const variants = await ask<{ id: string }>(
    databaseUrl,
    `select variant.id from product_variant variant join product on product.id = variant.product_id
     where product.handle like 'bouquet-%' and variant.deleted_at is null order by variant.id limit 20`,
  )
  const [zone] = await ask<{ id: string }>(
    databaseUrl,
    "select id from shipping_option where deleted_at is null and (data->>'max_km') is not null limit 1",
  )
  const { slots } = await storefront.call("GET", "/store/delivery-slots?method=delivery&days=3")
  const slot = (slots as { id: string; available: boolean }[]).find(({ available }) => available)
  return {
    regionId: region.id,
    channelId: channel.id,
    variantIds: variants.map(({ id }) => id),
    zoneId: zone.id,
    slotId: slot?.id ?? "",
    providerId,
  }
}

/**
 * Places one order over the Store API with the same calls as Medusa's storefronts.
 *
 * @param turn selects the bouquet
 * @returns the order's number and its total in soums (major units)
 */
export async function orderOverStore(
  storefront: Storefront,
  known: StoreData,
  turn: number,
  note: (step: string, ms: number) => void,
): Promise<{ number: number; total: number }> {
  const post = async (step: string, path: string, body: Json) => {
    const began = performance.now()
    const answer = await storefront.call("POST", path, body)
    note(step, performance.now() - began)
    return answer
  }
  const variantId = known.variantIds[turn % known.variantIds.length]
  const where = { region_id: known.regionId, sales_channel_id: known.channelId }
  const cart = `/store/carts/${idOf(await post("cart", "/store/carts", where), "cart")}`
  await post("line", `${cart}/line-items`, { variant_id: variantId, quantity: 1 })
  await post("delivery", `${cart}/delivery`, {
    method: "delivery",
    recipient_name: "Зилола Каримова",
    recipient_phone: "+998901234567",
    address: "ул. Навои, 12",
    shipping_option_id: known.zoneId,
    slot_id: known.slotId,
  })
  await post("shipping method", `${cart}/shipping-methods`, { option_id: known.zoneId })
  const collection = await post("payment collection", "/store/payment-collections", {
    cart_id: cart.split("/").at(-1),
  })
  const sessions = `/store/payment-collections/${idOf(collection, "payment_collection")}/payment-sessions`
  await post("payment session", sessions, { provider_id: known.providerId })
  const done = await post("complete", `${cart}/complete`, {})
  if (done.type !== "order") {
    throw new Error(`the cart was not completed: ${JSON.stringify(done).slice(0, 200)}`)
  }
  const { display_id: number, total } = done.order as Json
  return { number: Number(number), total: Number(total) }
}
