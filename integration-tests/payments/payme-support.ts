import { randomBytes } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { PAYME } from "../../src/lib/shop"
import { GATEWAY_MODULE } from "../../src/modules/gateway"
import type GatewayModuleService from "../../src/modules/gateway/service"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { sweepGatewayPayments } from "../../src/workflows/payment/settlement/sweep-gateway-payments"
import { checkoutSteps } from "../support/checkout-steps"
import type { DeliveryFixture } from "../support/delivery-fixture"
import { eventually } from "../support/eventually"

export const PAYME_KEY = "test-key-of-payme-of-36-characters-00"
export const PAYME_MERCHANT = "5e730e8e0b852a417aa49ceb"
export { PAYME }

/** Sets Payme's environment. Call it before the shop reads its configuration. */
export function configurePayme(): void {
  process.env.PAYME_MERCHANT_ID = PAYME_MERCHANT
  process.env.PAYME_KEY = PAYME_KEY
}

type Post = (
  url: string,
  body: unknown,
  options: { headers: Record<string, string>; validateStatus: () => boolean; transformRequest?: unknown },
) => Promise<{ status: number; data: unknown }>

export type PaymeResponse = {
  jsonrpc: string
  id: number | string | null
  result?: Record<string, unknown>
  error?: { code: number; message: { ru: string; uz: string; en: string }; data?: string }
}

export const authorization = (key = PAYME_KEY) => `Basic ${Buffer.from(`Paycom:${key}`).toString("base64")}`

/**
 * Calls the shop's route as Payme does.
 * @throws Error when the answer is not HTTP 200
 */
export function paymeClient(api: { post: Post }) {
  let number = 0
  return async (
    method: string,
    params: unknown,
    headers: Record<string, string> = { authorization: authorization() },
  ): Promise<PaymeResponse> => {
    const { status, data } = await api.post(
      "/hooks/payme",
      { jsonrpc: "2.0", id: ++number, method, params },
      { headers, validateStatus: () => true },
    )
    if (status !== 200) {
      throw new Error(`HTTP ${status}: ${JSON.stringify(data)}`)
    }
    return data as PaymeResponse
  }
}

export type PaymeClient = ReturnType<typeof paymeClient>

/** Creates a transaction id in Payme's format: 24 hexadecimal characters. */
export const newTransactionId = () => randomBytes(12).toString("hex")

/** Places an order to be paid with Payme, and returns the values that Payme's calls need. */
export async function placePaymeOrder(
  container: MedusaContainer,
  shop: DeliveryFixture,
  variantId = shop.five.id,
) {
  const steps = checkoutSteps(container, shop)
  const cartId = await steps.readyCart([{ variant_id: variantId, quantity: 1 }])
  const placed = await steps.place(cartId, { provider_id: PAYME })
  return {
    ...placed,
    cartId,
    reference: String(placed.display_id),
    tiyin: placed.total * 100,
    account: { order_id: String(placed.display_id) },
  }
}

export type PaymeOrder = Awaited<ReturnType<typeof placePaymeOrder>>

/** Adds Payme to the region's payment providers, next to cash. */
export async function offerPayme(container: MedusaContainer, shop: { region_id: string }): Promise<void> {
  await container.resolve(ContainerRegistrationKeys.LINK).create([
    {
      [Modules.REGION]: { region_id: shop.region_id },
      [Modules.PAYMENT]: { payment_provider_id: PAYME },
    },
  ])
}

/** Reads an order's money from Medusa, the workshop and the gateway records. */
export async function moneyOf(container: MedusaContainer, orderId: string) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "status",
      "payment_collections.status",
      "payment_collections.captured_amount",
      "payment_collections.refunded_amount",
      "payment_collections.payments.id",
    ],
    filters: { id: orderId },
  })
  const [order]: unknown[] = data
  const { status, payment_collections: collections } = order as {
    status: string
    payment_collections: {
      status: string
      captured_amount: number | null
      refunded_amount: number | null
      payments: { id: string }[]
    }[]
  }
  const [assignment] = await container
    .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    .listAssignments({ order_id: orderId })
  const transactions = await container
    .resolve<GatewayModuleService>(GATEWAY_MODULE)
    .listGatewayTransactions({ order_id: orderId }, { order: { began_at: "ASC" } })
  return {
    order: status,
    assignment: assignment.status,
    assignmentId: assignment.id,
    captured: Number(collections[0].captured_amount ?? 0),
    refunded: Number(collections[0].refunded_amount ?? 0),
    payments: collections[0].payments.length,
    transactions,
  }
}

type MoneyTransaction = Awaited<ReturnType<typeof moneyOf>>["transactions"][number]

/** Interval between two settlement runs in ms. The shop's job runs every 30 s. */
const SETTLED_EVERY_MS = 1000

/**
 * Waits until the order's money matches `expected` and no settlement is in progress. Events settle payments; this
 * function also runs the settlement job, because jobs run by hand in tests. The next step of a test then never meets
 * a half-done settlement.
 */
export async function moneyIs(container: MedusaContainer, orderId: string, expected: object): Promise<void> {
  let next = Date.now() + SETTLED_EVERY_MS
  await eventually(async () => {
    if (Date.now() > next) {
      await sweepGatewayPayments(container)
      next = Date.now() + SETTLED_EVERY_MS
    }
    const money = await moneyOf(container, orderId)
    expect(money).toMatchObject(expected)
    expect(money.transactions.filter(isInFlight)).toEqual([])
  })
}

const isInFlight = (transaction: MoneyTransaction) =>
  transaction.performed_at !== null &&
  transaction.settled_state !== transaction.state &&
  transaction.needs_attention === null
