import type { MedusaContainer } from "@medusajs/framework/types"
import type Stripe from "stripe"
import { missedPages } from "./stripe-pages"

describe("missedPages", () => {
  it("reads Stripe's list to its end, in small statements", async () => {
    const count = 2350
    const asked: string[][] = []
    const stripe = {
      checkout: {
        sessions: {
          list: async function* () {
            for (let at = 0; at < count; at++) {
              yield { id: `cs_${at}`, payment_intent: `pi_${at}`, metadata: { order_id: `order_${at}` } }
            }
          },
        },
      },
    } as unknown as Stripe
    const gateway = {
      listGatewayTransactions: async ({ external_id }: { external_id: string[] }) => {
        asked.push(external_id)
        return external_id.filter((id) => id !== `pi_${count - 1}`).map((id) => ({ external_id: id }))
      },
    }
    const container = { resolve: () => gateway } as unknown as MedusaContainer
    expect(await missedPages(container, stripe, true)).toEqual([`cs_${count - 1}`])
    expect(Math.max(...asked.map((ids) => ids.length))).toBe(100)
  })
})
