import { createHmac } from "node:crypto"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { AbstractPaymentProvider } from "@medusajs/framework/utils"
import provider from "."

type Service = new (cradle: object, options: object) => AbstractPaymentProvider

const SECRET = "whsec_unit"
const INTENT = {
  id: "pi_1",
  object: "payment_intent",
  status: "requires_capture",
  amount: 1999,
  currency: "eur",
}

/** Stripe's API: answers each request with the payment intent. */
let asked: string[] = []
let server: Server
let options: object

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url?.split("?")[0]}`)
    request.resume()
    response.setHeader("content-type", "application/json").end(JSON.stringify(INTENT))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  options = { apiKey: "sk_test_card", webhookSecret: SECRET, apiUrl }
})
afterAll(() => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
})
beforeEach(() => {
  asked = []
})

const services = provider.services as unknown as (Service & { identifier: string })[]
const serviceOf = (name: string) => {
  const found = services.find(({ identifier }) => identifier === name) ?? services[0]
  return new found({ logger: console }, options)
}
const data = { id: "pi_1" }

describe("Medusa's Stripe provider at another host", () => {
  it("has all services of Medusa's module", () => {
    expect(services.map(({ identifier }) => identifier)).toEqual(
      expect.arrayContaining(["stripe", "stripe-ideal", "stripe-bancontact", "stripe-blik"]),
    )
  })

  it.each<[string, string, (card: AbstractPaymentProvider) => Promise<unknown>]>([
    [
      "initiates",
      "POST /v1/payment_intents",
      (card) => card.initiatePayment({ amount: 19.99, currency_code: "eur" }),
    ],
    [
      "updates",
      "POST /v1/payment_intents/pi_1",
      (card) => card.updatePayment({ data, amount: 5, currency_code: "eur" }),
    ],
    ["authorizes", "GET /v1/payment_intents/pi_1", (card) => card.authorizePayment({ data })],
    ["reads the status of", "GET /v1/payment_intents/pi_1", (card) => card.getPaymentStatus({ data })],
    ["captures", "POST /v1/payment_intents/pi_1/capture", (card) => card.capturePayment({ data })],
    ["cancels", "POST /v1/payment_intents/pi_1/cancel", (card) => card.cancelPayment({ data })],
    ["deletes", "POST /v1/payment_intents/pi_1/cancel", (card) => card.deletePayment({ data })],
    [
      "refunds",
      "POST /v1/refunds",
      (card) => card.refundPayment({ data: { ...data, currency: "eur" }, amount: 5 }),
    ],
    ["retrieves", "GET /v1/payment_intents/pi_1", (card) => card.retrievePayment({ data })],
  ])("%s a payment with a call to the configured host", async (_, call, act) => {
    await act(serviceOf("stripe"))
    expect(asked).toEqual([call])
  })

  it("uses the host for every payment method of Medusa's module", async () => {
    for (const { identifier } of services) {
      await serviceOf(identifier).retrievePayment({ data })
    }
    expect(asked).toHaveLength(services.length)
  })

  it("verifies webhooks without a call", async () => {
    const session = { ...INTENT, metadata: { session_id: "payses_1" }, amount_received: 1999 }
    const body = JSON.stringify({ type: "payment_intent.succeeded", data: { object: session } })
    const time = Math.floor(Date.now() / 1000)
    const sign = (secret: string) =>
      `t=${time},v1=${createHmac("sha256", secret).update(`${time}.${body}`).digest("hex")}`
    const card = serviceOf("stripe")
    const read = (secret: string) =>
      card.getWebhookActionAndData({
        data: JSON.parse(body),
        rawData: Buffer.from(body),
        headers: { "stripe-signature": sign(secret) },
      })
    expect(await read(SECRET)).toMatchObject({ action: "captured", data: { session_id: "payses_1" } })
    await expect(read("whsec_other")).rejects.toThrow(/signature/i)
    expect(asked).toEqual([])
  })
})
