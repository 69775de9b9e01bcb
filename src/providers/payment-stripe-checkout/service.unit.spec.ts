import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { Logger } from "@medusajs/framework/types"
import { returningNow } from "../redirect-payment/session"
import StripeCheckoutProvider from "./service"

const PERFORMED = { transaction_id: "pi_1", payment_id: null, at: "2026-11-21T10:00:00.000Z" }
const NEW = { amount: 19.99, currency_code: "eur" }
const ORDER = {
  id: "order_1",
  session_id: "payses_1",
  opened_at: new Date().toISOString(),
  email: "aziza@example.com",
  lines: [{ title: "Red dawn, S", quantity: 1, total: 1999 }],
}

type Asked = { name: string; key: string | undefined; form: URLSearchParams }

/** Stripe's API: the answer to all requests, and the requests so far. */
let answer: { status: number; body: object }
let asked: Asked[] = []
let warnings: string[] = []
let server: Server
let provider: StripeCheckoutProvider

const error = (status: number, fields: object) => ({ status, body: { error: { message: "No.", ...fields } } })

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) {
      chunks.push(chunk as Buffer)
    }
    asked.push({
      name: `${request.method} ${request.url}`,
      key: request.headers["idempotency-key"]?.toString(),
      form: new URLSearchParams(Buffer.concat(chunks).toString()),
    })
    response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const logger = { warn: (line: string) => warnings.push(line) } as unknown as Logger
  provider = new StripeCheckoutProvider(
    { logger },
    { apiKey: "sk_test_unit", webhookSecret: "whsec", apiUrl, returnUrl: "https://t.me/shop" },
  )
})
afterAll(() => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
})
beforeEach(() => {
  asked = []
  warnings = []
  answer = { status: 200, body: { id: "cs_1", url: "https://checkout.stripe.com/cs_1" } }
})

const waiting = (changes: object = {}) => ({
  reference: "42",
  expires_at: new Date(Date.now() + 15 * 60_000).toISOString(),
  order: ORDER,
  ...changes,
})
const paid = { reference: "42", currency_code: "eur", performed: PERFORMED }

describe("Stripe Checkout's provider", () => {
  it("is registered as stripe-checkout", () => expect(provider.getIdentifier()).toBe("stripe-checkout"))

  it("initiates a session without a page, which will show the order", async () => {
    const result = await provider.initiatePayment({ ...NEW, data: { session_id: "payses_1" } })
    expect(result).toMatchObject({
      status: "pending",
      data: { session_id: "payses_1", checkout_url: null, page_id: null, shows_order: true },
    })
    expect(asked).toEqual([])
  })

  it.each([
    ["a three-decimal currency", 20, "kwd"],
    ["nothing", 0, "eur"],
  ])("refuses to initiate %s", async (_, amount, currency_code) => {
    await expect(provider.initiatePayment({ amount, currency_code, data: {} })).rejects.toMatchObject({
      type: "not_allowed",
      message: `Stripe does not accept this amount of ${currency_code.toUpperCase()}.`,
    })
  })

  it("charges a fraction of a zero-decimal currency rounded half up", async () => {
    const total = { amount: 20.5, currency_code: "jpy" }
    expect(await provider.initiatePayment({ ...total, data: {} })).toMatchObject({ status: "pending" })
    await provider.updatePayment({ ...total, data: waiting() })
    expect(asked[0].form.get("line_items[0][price_data][unit_amount]")).toBe("21")
  })

  it("creates one Checkout Session for the order, with the same idempotency key for the same page", async () => {
    const data = waiting()
    const updated = await provider.updatePayment({ ...NEW, data })
    expect(updated.data).toMatchObject({
      checkout_url: "https://checkout.stripe.com/cs_1",
      page_id: "cs_1",
      amount: "19.99",
    })
    expect(updated.data).not.toHaveProperty("order")
    const [{ name, form }] = asked
    expect(name).toBe("POST /v1/checkout/sessions")
    expect(Object.fromEntries(form)).toMatchObject({
      client_reference_id: "42",
      customer_email: "aziza@example.com",
      "line_items[0][price_data][unit_amount]": "1999",
      "metadata[order_id]": "order_1",
      success_url: "https://t.me/shop",
    })
    await provider.updatePayment({ ...NEW, data: updated.data })
    expect(asked).toHaveLength(1)
    await provider.updatePayment({ ...NEW, data })
    expect(asked[1].key).toBe(asked[0].key)
  })

  it("leaves the page to a later call if Stripe refuses it, the window is over or the order is missing", async () => {
    answer = error(500, { type: "api_error" })
    const refused = await provider.updatePayment({ ...NEW, data: waiting() })
    expect(refused.data).toMatchObject({ checkout_url: null, page_id: null })
    expect(warnings).toEqual([expect.stringContaining("order 42")])
    asked = []
    await provider.updatePayment({ ...NEW, data: waiting({ expires_at: new Date(0).toISOString() }) })
    await provider.updatePayment({ ...NEW, data: waiting({ order: undefined }) })
    expect(asked).toEqual([])
  })

  it("authorizes and captures only what Stripe has reported", async () => {
    expect(await provider.authorizePayment({ data: {} })).toMatchObject({ status: "pending_authorization" })
    expect(await provider.authorizePayment({ data: paid })).toEqual({ status: "authorized", data: paid })
    await expect(provider.capturePayment({ data: {} })).rejects.toMatchObject({ type: "not_allowed" })
    expect(await provider.capturePayment({ data: paid })).toEqual({ data: paid })
  })

  it("cancels only a payment without money", async () => {
    expect(await provider.cancelPayment({ data: {} })).toEqual({ data: {} })
    await expect(provider.cancelPayment({ data: paid })).rejects.toMatchObject({ type: "not_allowed" })
  })

  it("refunds a part at Stripe, with Medusa's idempotency key", async () => {
    answer = { status: 200, body: { id: "re_1", status: "succeeded" } }
    const context = { idempotency_key: "ref_1" }
    expect(await provider.refundPayment({ data: paid, amount: 5.5, context })).toEqual({ data: paid })
    const [{ name, form, key }] = asked
    expect([name, key]).toEqual(["POST /v1/refunds", "ref_1"])
    expect(Object.fromEntries(form)).toMatchObject({ payment_intent: "pi_1", amount: "550" })
  })

  it("does not refund again what Stripe has already refunded", async () => {
    const refunded = { ...paid, refunded: PERFORMED }
    expect(await provider.refundPayment({ data: refunded, amount: 19.99 })).toEqual({ data: refunded })
    const returning = { ...paid, returning: returningNow(550, true) }
    const noted = await provider.refundPayment({ data: returning, amount: 5.5 })
    expect(noted.data).toMatchObject({ returning: null, in_cash: 550 })
    expect(asked).toEqual([])
    answer = error(400, { type: "invalid_request_error", code: "charge_already_refunded" })
    expect(await provider.refundPayment({ data: paid, amount: 19.99 })).toEqual({ data: paid })
  })

  it("refuses a refund without money, or with Stripe's message", async () => {
    await expect(provider.refundPayment({ data: {}, amount: 5 })).rejects.toThrow("has not received money")
    answer = error(400, { type: "invalid_request_error", code: "insufficient_funds" })
    await expect(provider.refundPayment({ data: paid, amount: 5 })).rejects.toMatchObject({
      type: "not_allowed",
      message: "Stripe refused the refund: No.",
    })
  })

  it("expires the page of a deleted session, even if Stripe refuses", async () => {
    const data = { ...paid, page_id: "cs_1" }
    expect(await provider.deletePayment({ data })).toEqual({ data })
    answer = error(400, { type: "invalid_request_error" })
    expect(await provider.deletePayment({ data })).toEqual({ data })
    expect(asked.map(({ name }) => name)).toEqual(Array(2).fill("POST /v1/checkout/sessions/cs_1/expire"))
    expect(warnings).toHaveLength(1)
    await provider.deletePayment({ data: paid })
    expect(asked).toHaveLength(2)
  })

  it("retrieves a payment, and derives its status from the reported money", async () => {
    expect(await provider.retrievePayment({ data: paid })).toEqual({ data: paid })
    expect((await provider.getPaymentStatus({ data: {} })).status).toBe("pending_authorization")
    expect((await provider.getPaymentStatus({ data: paid })).status).toBe("captured")
    const data = { ...paid, refunded: PERFORMED }
    expect((await provider.getPaymentStatus({ data })).status).toBe("canceled")
  })

  it("leaves webhooks to the shop's own route", async () => {
    expect(await provider.getWebhookActionAndData()).toEqual({ action: "not_supported" })
  })
})
