import type { MedusaContainer } from "@medusajs/framework/types"
import type Stripe from "stripe"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { readSession } from "../../../providers/redirect-payment/session"
import { isCanceled } from "../rules/payable"
import { readOrderMoney, sessionsOf, type OrderMoney } from "../order-money"
import { STRIPE } from "./account"

const SECOND = 1000
const MINUTE = 60 * SECOND
/** A page that was made so short a while ago may not be in its order's session yet. */
const NEW_MS = 2 * MINUTE
/** A page lives a day at most, and its last payment may take a while. */
const DAY_MS = 26 * 60 * MINUTE
/** More pages than a shop has in a day; whatever is more is looked at by the next sweeps. */
const MOST_PAGES = 2000
const MOST_REFUNDS = 2000

const sinceYesterday = () => Math.floor((Date.now() - DAY_MS) / SECOND)

type Page = Stripe.Checkout.Session

/** Stripe's pages of the last day in this state, those that this shop has made. */
async function pagesAtStripe(stripe: Stripe, status: "open" | "complete"): Promise<Page[]> {
  const pages = await stripe.checkout.sessions
    .list({ status, created: { gte: sinceYesterday() }, limit: 100 })
    .autoPagingToArray({ limit: MOST_PAGES })
  return pages.filter(({ metadata }) => metadata?.order_id)
}

function isNeeded(order: OrderMoney, page: Page): boolean {
  const isAwaited = order.assignment?.status === "awaiting_payment" && !isCanceled(order)
  const isItsPage = sessionsOf(order).some(
    ({ provider_id: id, data }) => id === STRIPE && readSession(data ?? {}).page_id === page.id,
  )
  return isAwaited && isItsPage
}

/** The pages that are open at Stripe for orders of this shop that are over, or are paid in another way. */
export async function needlessPages(container: MedusaContainer, stripe: Stripe): Promise<string[]> {
  const needless: string[] = []
  for (const page of await pagesAtStripe(stripe, "open")) {
    const isNew = page.created * SECOND > Date.now() - NEW_MS
    const order = isNew ? undefined : await readOrderMoney(container, { id: page.metadata?.order_id ?? "" })
    if (order && !isNeeded(order, page)) {
      needless.push(page.id)
    }
  }
  return needless
}

const intentOf = ({ payment_intent: intent }: Pick<Page, "payment_intent">) =>
  typeof intent === "string" ? intent : intent?.id

/** The pages that were paid at Stripe without a word of it to the shop. */
export async function missedPages(container: MedusaContainer, stripe: Stripe): Promise<string[]> {
  const pages = await pagesAtStripe(stripe, "complete")
  const names = pages.map(intentOf).filter((id) => id !== undefined)
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const known = await gateway.listGatewayTransactions(
    { provider_id: STRIPE, external_id: names },
    { select: ["external_id"], take: null },
  )
  const ids = new Set(known.map(({ external_id }) => external_id))
  return pages.flatMap((page) => (ids.has(intentOf(page) ?? "") ? [] : [page.id]))
}

/**
 * The payments of this shop of which Stripe has given money back in the last day, perhaps without a word of it to
 * the shop.
 */
export async function refundedPayments(container: MedusaContainer, stripe: Stripe): Promise<string[]> {
  const refunds = await stripe.refunds
    .list({ created: { gte: sinceYesterday() }, limit: 100 })
    .autoPagingToArray({ limit: MOST_REFUNDS })
  const names = refunds.map(intentOf).filter((id) => id !== undefined)
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const known = await gateway.listGatewayTransactions(
    { provider_id: STRIPE, external_id: [...new Set(names)], state: "performed" },
    { select: ["external_id"], take: null },
  )
  return known.map(({ external_id }) => external_id)
}
