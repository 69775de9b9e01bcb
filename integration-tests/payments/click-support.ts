import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createClickStandIn, type ClickStandIn } from "../../packages/sandbox/click"
import { codeOf, numberIn } from "../../packages/sandbox/click/hooks"
import type { Payment } from "../../packages/sandbox/click/ledger"
import { CLICK } from "../../src/lib/shop"
import askClick from "../../src/jobs/ask-click"
import settleGatewayPayments from "../../src/jobs/settle-gateway-payments"
import { checkoutSteps } from "../support/checkout-steps"
import type { DeliveryFixture } from "../support/delivery-fixture"
import { standInPort } from "../support/free-port"

export { CLICK }

const KEYS = {
  serviceId: "30123",
  merchantId: "20456",
  merchantUserId: "40789",
  secretKey: "Q7pX-test-click",
}
export const SECRET_KEY = KEYS.secretKey
export const SERVICE_ID = KEYS.serviceId

/** The fiscal codes of the delivery on a receipt. */
export const DELIVERY = { ikpu: "10112006002000000", packageCode: "1209885" }

/** The environment of a shop that uses the stand-in at an address. */
export const clickEnvironment = (url: string) => ({
  CLICK_SERVICE_ID: KEYS.serviceId,
  CLICK_MERCHANT_ID: KEYS.merchantId,
  CLICK_MERCHANT_USER_ID: KEYS.merchantUserId,
  CLICK_SECRET_KEY: KEYS.secretKey,
  CLICK_CHECKOUT_URL: `${url}/click/services/pay`,
  CLICK_API_URL: `${url}/click/v2/merchant`,
  CLICK_TAX_ID: "301234567",
  CLICK_DELIVERY_IKPU: DELIVERY.ikpu,
  CLICK_DELIVERY_PACKAGE_CODE: DELIVERY.packageCode,
})

/**
 * Runs a Click stand-in during a suite and sets the shop's environment for it. Call it before the suite's own hooks.
 */
export function withClick(): {
  click: () => ClickStandIn
  /** The stand-in's base address. */
  url: () => string
  /** Sets the shop's address. Call it once the shop listens. */
  shopIsAt: (url: string | undefined) => void
} {
  let standIn: ClickStandIn
  let server: Server
  let url = ""
  let shop = ""
  beforeAll(async () => {
    const port = await standInPort("click")
    standIn = createClickStandIn({ ...KEYS, shopUrl: () => shop })
    server = createServer(async (request, response) => {
      if (!(await standIn.handle(request, response))) {
        response.writeHead(404).end()
      }
    })
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    Object.assign(process.env, clickEnvironment(url))
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await standIn.close()
  })
  return {
    click: () => standIn,
    url: () => url,
    shopIsAt: (at = "") => {
      shop = at
    },
  }
}

/** Adds Click to the region's payment providers, next to cash. */
export async function offerClick(container: MedusaContainer, shop: { region_id: string }): Promise<void> {
  await container.resolve(ContainerRegistrationKeys.LINK).create([
    {
      [Modules.REGION]: { region_id: shop.region_id },
      [Modules.PAYMENT]: { payment_provider_id: CLICK },
    },
  ])
}

/** Places an order to be paid with Click. */
export async function placeClickOrder(container: MedusaContainer, shop: DeliveryFixture) {
  const steps = checkoutSteps(container, shop)
  const cartId = await steps.readyCart([{ variant_id: shop.five.id, quantity: 1 }])
  const placed = await steps.place(cartId, { provider_id: CLICK })
  return { ...placed, reference: String(placed.display_id), amount: placed.total * 100 }
}

export type ClickOrder = Awaited<ReturnType<typeof placeClickOrder>>

/** Makes Click's calls and returns the error codes of the answers. */
export function clickCalls(click: () => ClickStandIn) {
  return {
    begin: (order: ClickOrder): Payment => click().ledger.begin(order.reference, order.amount),
    async prepare(payment: Payment): Promise<number | undefined> {
      const call = await click().shop.prepare(payment)
      payment.prepareId = numberIn(call, "merchant_prepare_id") ?? payment.prepareId
      return codeOf(call)
    },
    /** @param error 0 when Click took the money, negative when it did not */
    async complete(payment: Payment, error = 0): Promise<number | undefined> {
      return codeOf(await click().shop.complete(payment, error))
    },
  }
}

/** Simulates some minutes: the shop polls Click, then settles the results in Medusa. */
export async function minutesPass(container: MedusaContainer): Promise<void> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  await knex.raw(
    `update gateway_transaction set asked_at = null, fiscal_due_at = null,
     began_at = began_at - interval '3 minutes' where provider_id = ?`,
    [CLICK],
  )
  await askClick(container)
  await settleGatewayPayments(container)
}
