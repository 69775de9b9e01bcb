import type { StripeStandIn } from "../../../packages/sandbox/stripe"
import { ApiError } from "../../../packages/sandbox/stripe/errors"
import { newId, seconds, type Page } from "../../../packages/sandbox/stripe/objects"
import { eventually } from "../../support/eventually"
import { STRIPE } from "../stripe-support"
import type { Answer, GatewayProtocol } from "./protocol"
import type { ModelOrder, ModelShop } from "./shop"
import type { StripePages } from "./stripe-pages"
import { StripePost } from "./stripe-post"

/** What happens outside Stripe. */
type Others = {
  /** Runs the shop's jobs of some minutes. */
  sweep: () => Promise<void>
  /** The shopper changes the payment method to cash. */
  turnToCash: (order: ModelOrder) => Promise<void>
  /**
   * Sends a forged "paid" event.
   * @returns the HTTP status of the shop's answer
   */
  lie: (page: Page) => Promise<number>
}

const REFUSED: Answer = { refused: 400 }

/**
 * Stripe in the model. `begin` starts a bank transfer; `perform` is its arrival or a card payment; `cancel` is a
 * failed transfer, a declined card, or a refund in the dashboard. The story's own events hold, lose, repeat and
 * release Stripe's events.
 */
export function stripeProtocol(
  { account, state, webhook }: StripeStandIn,
  shop: ModelShop,
  pages: StripePages,
  { sweep, turnToCash, lie }: Others,
): GatewayProtocol {
  const post = new StripePost(webhook, pages.referenceOf)

  /** Acts on a page unless Stripe refuses, and waits until the shop has answered the events. */
  async function act(order: ModelOrder, id: string, does: (page: Page) => void): Promise<Answer> {
    const page = await pages.of(order, id)
    if (!page) {
      return REFUSED
    }
    try {
      does(page)
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error
      }
      return REFUSED
    }
    await post.settled(order.reference)
    return { values: {} }
  }

  const isInFlight = (id: string) => pages.intentOf(id)?.status === "processing"
  const leftOf = (id: string) => {
    const charge = pages.chargeOf(id)
    return charge ? charge.amount - charge.amount_refunded : 0
  }

  return {
    provider: STRIPE,
    newId: () => newId("pi"),
    debitsFirst: true,
    refusals: { begin: [400], perform: [400], cancel: [400], check: [] },

    async begin(order, id, wrong) {
      if (wrong) {
        const page = await pages.of(order, id)
        return page ? { refused: await lie(page) } : REFUSED
      }
      return act(order, id, (page) => account.beginTransfer(page))
    },
    perform: (order, id) =>
      act(order, id, (page) => (isInFlight(id) ? account.endTransfer(page, true) : account.pay(page))),
    cancel: (order, id) =>
      act(order, id, (page) => {
        if (isInFlight(id)) {
          account.endTransfer(page, false)
        } else if (page.status === "open") {
          account.decline(page)
        } else {
          account.refund(account.intent(id))
        }
      }),

    /** Expires a page that outlives its order. */
    async timeOut(order, id) {
      await act(order, id, (page) => {
        page.expires_at = seconds()
        account.page(page.id)
      })
      await shop.closeWindow(order)
    },

    acts: {
      holdEvents: async ({ reference }) => post.set(reference, "held"),
      loseEvents: async ({ reference }) => post.set(reference, "lost"),
      releaseEvents: ({ reference }) => post.release(reference),
      repeatEvents: ({ reference }) => post.repeat(reference),
      async refundPart(order, id) {
        await act(order, id, () => {
          if (leftOf(id)) {
            account.refund(account.intent(id), Math.ceil(leftOf(id) / 3))
          }
        })
      },
      /** Changes the page's amount, as when staff edit the order after the page was created. */
      async changeAmount(order, id) {
        await act(order, id, (page) => {
          if (page.status === "open") {
            page.amount_total += 100
            state.intents[id].amount += 100
          }
        })
      },
      turnToCash,
      askStripe: sweep,
    },

    returned: (ids) => ids.reduce((sum, id) => sum + (pages.chargeOf(id)?.amount_refunded ?? 0), 0),

    async sweep(order) {
      await post.release(order.reference)
      if (await pages.isDead(order)) {
        await shop.closeWindow(order)
      }
      await sweep()
    },

    /** The money at Stripe equals Medusa's captures minus refunds. Canceled orders have none. */
    async agrees(order, ids) {
      await eventually(async () => {
        await post.settled(order.reference)
        const { captured, refunded, order: status } = await shop.money(order)
        const held = ids.reduce((sum, id) => sum + leftOf(id), 0)
        if (held !== Math.round((captured - refunded) * 100)) await sweep()
        expect({ held }).toEqual({ held: Math.round((captured - refunded) * 100) })
        expect(captured - refunded).toBeGreaterThanOrEqual(0)
        expect(status === "canceled" && held > 0).toBe(false)
      })
      await pages.end(order, ids)
      await post.forget(order.reference)
      if (await pages.isDead(order)) {
        await shop.closeWindow(order)
      }
    },
  }
}
