import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import type Stripe from "stripe"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { readSession } from "../../../providers/redirect-payment/session"
import type { Status } from "../../../modules/workshop/order-transitions"
import { DIFFERENCE_STATUSES as WITH_DIFFERENCE, isCanceled } from "../order-payment/payable"
import { STRIPE } from "../../../lib/shop"

const SECOND = 1000
const MINUTE = 60 * SECOND
/** Age in ms below which a page may not be stored in its session yet. */
const NEW_MS = 2 * MINUTE
/** A page is open for 24 hours at most; the last payment may take longer. In ms. */
const DAY_MS = 26 * 60 * MINUTE
/** Maximum duration of a bank transfer, in ms. */
const LONGEST_MS = 30 * 24 * 60 * MINUTE
/** Objects of Stripe that are compared with the shop's records at once. */
const BATCH = 100

const since = (ms: number) => Math.floor((Date.now() - ms) / SECOND)

type Page = Stripe.Checkout.Session

/** Reads all objects of a list, in batches. */
async function* batchesOf<Item>(list: AsyncIterable<Item>): AsyncGenerator<Item[]> {
  let batch: Item[] = []
  for await (const item of list) {
    batch.push(item)
    if (batch.length === BATCH) {
      yield batch
      batch = []
    }
  }
  yield batch
}

/** Reads the recent Checkout Sessions of this shop with the given status, in batches. */
async function* pagesAtStripe(
  stripe: Stripe,
  status: "open" | "complete",
  ms = DAY_MS,
): AsyncGenerator<Page[]> {
  const list = stripe.checkout.sessions.list({ status, created: { gte: since(ms) }, limit: BATCH })
  for await (const pages of batchesOf(list)) {
    yield pages.filter(({ metadata }) => metadata?.order_id)
  }
}

type PagedCollection = {
  captured_amount: BigNumberInput | null
  payment_sessions: ({ provider_id: string; data: Record<string, unknown> | null } | null)[] | null
}

type PagedOrder = {
  id: string
  status: string
  assignment: { status: Status } | null
  payment_collections: (PagedCollection | null)[] | null
}

/** Reads the orders of the pages in one query, because the sweep runs every minute. */
async function ordersOf(container: MedusaContainer, pages: Page[]): Promise<Map<string, PagedOrder>> {
  const ids = pages.flatMap(({ metadata }) => metadata?.order_id ?? [])
  if (!ids.length) {
    return new Map()
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "id",
      "status",
      "assignment.status",
      "payment_collections.captured_amount",
      "payment_collections.payment_sessions.provider_id",
      "payment_collections.payment_sessions.data",
    ],
    filters: { id: [...new Set(ids)] },
  })
  return new Map((data as unknown as PagedOrder[]).map((order) => [order.id, order]))
}

const isPaid = ({ captured_amount: captured }: PagedCollection) => MathBN.gt(captured ?? 0, 0)

function isNeeded({ status, assignment, payment_collections }: PagedOrder, page: Page): boolean {
  const collections = (payment_collections ?? []).filter((one) => one !== null)
  const own = collections.find(({ payment_sessions: sessions }) =>
    sessions?.some((one) => one?.provider_id === STRIPE && readSession(one.data ?? {}).page_id === page.id),
  )
  if (!own || isCanceled({ status, assignment })) {
    return false
  }
  // After an edit, a paid order has a page for the difference until it is delivered.
  const isDifference =
    WITH_DIFFERENCE.includes(assignment?.status) && !isPaid(own) && collections.some(isPaid)
  return assignment?.status === "awaiting_payment" || isDifference
}

/**
 * Lists open pages of the shop's orders that are finished or use another payment method. The store may open pages of its
 * own in the same Stripe account for other orders.
 */
export async function needlessPages(container: MedusaContainer, stripe: Stripe): Promise<string[]> {
  const needless: string[] = []
  for await (const open of pagesAtStripe(stripe, "open")) {
    const pages = open.filter(({ created }) => created * SECOND <= Date.now() - NEW_MS)
    const orders = await ordersOf(container, pages)
    const done = pages.filter((page) => {
      const order = orders.get(page.metadata?.order_id ?? "")
      return order?.assignment && !isNeeded(order, page)
    })
    needless.push(...done.map(({ id }) => id))
  }
  return needless
}

const intentOf = ({ payment_intent: intent }: Pick<Page, "payment_intent">) =>
  typeof intent === "string" ? intent : intent?.id

/**
 * Lists paid pages without a gateway transaction.
 *
 * @param isDaily whether to include bank transfers that began up to 30 days ago
 */
export async function missedPages(
  container: MedusaContainer,
  stripe: Stripe,
  isDaily: boolean,
): Promise<string[]> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const missed: string[] = []
  for await (const pages of pagesAtStripe(stripe, "complete", isDaily ? LONGEST_MS : DAY_MS)) {
    const names = pages.map(intentOf).filter((id) => id !== undefined)
    const known = await gateway.listGatewayTransactions(
      { provider_id: STRIPE, external_id: names },
      { select: ["external_id"], take: null },
    )
    const ids = new Set(known.map(({ external_id }) => external_id))
    missed.push(...pages.filter((page) => !ids.has(intentOf(page) ?? "")).map(({ id }) => id))
  }
  return missed
}

/** Lists payments of this shop that Stripe refunded in the last day; the events can be lost. */
export async function refundedPayments(container: MedusaContainer, stripe: Stripe): Promise<string[]> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const refunded = new Set<string>()
  const list = stripe.refunds.list({ created: { gte: since(DAY_MS) }, limit: BATCH })
  for await (const refunds of batchesOf(list)) {
    const names = refunds.map(intentOf).filter((id) => id !== undefined)
    const known = await gateway.listGatewayTransactions(
      { provider_id: STRIPE, external_id: [...new Set(names)], state: "performed" },
      { select: ["external_id"], take: null },
    )
    known.forEach(({ external_id }) => refunded.add(external_id))
  }
  return [...refunded]
}
