import type { ShopSuite } from "./shop-suite"

type Admin = { options: { headers: Record<string, string>; validateStatus: () => boolean } }
type Answer = { status: number; data: Record<string, { id: string; return_id?: string }> & { code?: string } }

type Line = { id: string; quantity: number }
type Sent = { variant_id: string; quantity: number; unit_price?: number }

type ExchangedGoods = { back: Line[]; out: Sent[]; shipping_option_id?: string }

/** Medusa's exchanges, claims and returns, as the admin's page makes them over HTTP. */
export function replacements(api: ShopSuite["api"], admin: () => Admin) {
  const post = (path: string, body: unknown = {}): Promise<Answer> => api.post(path, body, admin().options)
  const done = async (path: string, body: unknown = {}): Promise<Answer["data"]> => {
    const { status, data } = await post(path, body)
    if (status !== 200) {
      throw new Error(`${path}: HTTP ${status}: ${JSON.stringify(data)}`)
    }
    return data
  }
  /** Adds the goods to send, with a shipping method if there is an option. */
  const send = async (path: string, out: Sent[], shipping_option_id?: string) => {
    await done(`${path}/outbound/items`, { items: out })
    if (shipping_option_id) {
      await done(`${path}/outbound/shipping-method`, { shipping_option_id, custom_amount: 0 })
    }
  }
  const beginExchange = async (orderId: string) => {
    const { exchange } = await done("/admin/exchanges", { order_id: orderId })
    const path = `/admin/exchanges/${exchange.id}`
    /** @returns the id of its return */
    const fill = async ({ back, out, shipping_option_id }: ExchangedGoods): Promise<string> => {
      const { return: begun } = await done(`${path}/inbound/items`, { items: back })
      await send(path, out, shipping_option_id)
      return begun.id
    }
    const request = () => done(`${path}/request`)
    return {
      id: exchange.id,
      fill,
      request,
      /** @returns the id of its return */
      async send(goods: ExchangedGoods): Promise<string> {
        const returnId = await fill(goods)
        await request()
        return returnId
      },
    }
  }
  return {
    post,
    beginExchange,
    /** @returns the id of its return */
    exchange: async (orderId: string, goods: ExchangedGoods) => (await beginExchange(orderId)).send(goods),
    async claim(
      orderId: string,
      {
        claimed,
        out,
        shipping_option_id,
      }: { claimed: (Line & { reason: string })[]; out: Sent[]; shipping_option_id?: string },
    ): Promise<void> {
      const { claim } = await done("/admin/claims", { order_id: orderId, type: "replace" })
      const path = `/admin/claims/${claim.id}`
      await done(`${path}/claim-items`, { items: claimed })
      await send(path, out, shipping_option_id)
      await done(`${path}/request`)
    },
    /** Receives the goods of a requested return. */
    async receive(returnId: string, items: Line[]): Promise<void> {
      await done(`/admin/returns/${returnId}/receive`)
      await done(`/admin/returns/${returnId}/receive-items`, { items })
      await done(`/admin/returns/${returnId}/receive/confirm`)
    },
  }
}
