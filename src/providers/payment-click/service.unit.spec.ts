import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import ClickPaymentProvider from "./service"

const PERFORMED = { transaction_id: "12345", payment_id: "777", at: "2026-11-21T10:00:00.000Z" }
const NEW = { amount: 280_000, currency_code: "uzs" }

/** Click's Merchant API: answers by "METHOD path", and the requests so far. */
const answers = new Map<string, object | null>()
let asked: string[] = []
let server: Server
let provider: ClickPaymentProvider

beforeAll(async () => {
  server = createServer((request, response) => {
    const name = `${request.method} ${request.url}`
    asked.push(name)
    const answer = answers.get(name)
    response.end(answer ? JSON.stringify(answer) : "<html>Bad gateway</html>")
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  provider = new ClickPaymentProvider(
    {},
    {
      serviceId: "30123",
      merchantId: "20456",
      merchantUserId: "40789",
      secretKey: "secret",
      apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    },
  )
})
afterAll(() => new Promise((resolve) => server.close(resolve)))
beforeEach(() => {
  asked = []
  answers.clear()
})

const STATUS = "GET /payment/status/30123/777"
const REVERSAL = "DELETE /payment/reversal/30123/777"
const PAID = { error_code: 0, payment_status: 2 }
const paid = { reference: "42", amount: "280000", currency_code: "uzs", performed: PERFORMED }
const refund = (data: Record<string, unknown> = paid, amount = 280_000) =>
  provider.refundPayment({ data, amount })

describe("Click's provider", () => {
  it("is registered as click", () => expect(provider.getIdentifier()).toBe("click"))

  it("initiates a session without a page", async () => {
    const result = await provider.initiatePayment({
      ...NEW,
      data: { session_id: "payses_1", return_url: "javascript:alert(1)" },
      context: { idempotency_key: "payses_1" },
    })
    expect(result).toMatchObject({
      id: "payses_1",
      status: "pending",
      data: { session_id: "payses_1", reference: null, checkout_url: null, return_url: null },
    })
  })

  it.each([
    ["another currency", 280_000, "usd"],
    ["less than half a soum", 0.49, "uzs"],
  ])("refuses to initiate %s", async (_, amount, currency_code) => {
    await expect(provider.initiatePayment({ amount, currency_code, data: {} })).rejects.toMatchObject({
      type: "not_allowed",
      message: expect.stringContaining("Click accepts only UZS"),
    })
  })

  it("charges a total with a fraction of a soum rounded half up", async () => {
    const total = { amount: 193_333.5, currency_code: "uzs" }
    expect(await provider.initiatePayment({ ...total, data: {} })).toMatchObject({ status: "pending" })
    const updated = await provider.updatePayment({ ...total, data: { reference: "42" } })
    expect(updated.data?.checkout_url).toContain("amount=193334.00")
  })

  it("creates the checkout page once the session has the order's number", async () => {
    expect((await provider.updatePayment({ ...NEW, data: {} })).data).toMatchObject({ checkout_url: null })
    const data = { reference: "42", return_url: "https://t.me/shop" }
    const updated = await provider.updatePayment({ ...NEW, data })
    expect(updated.data).toMatchObject({
      amount: "280000",
      checkout_url:
        "https://my.click.uz/services/pay/?service_id=30123&merchant_id=20456&amount=280000.00&transaction_param=42&return_url=https%3A%2F%2Ft.me%2Fshop",
    })
  })

  it("authorizes and captures only what Click has reported", async () => {
    expect(await provider.authorizePayment({ data: {} })).toMatchObject({ status: "pending_authorization" })
    expect(await provider.authorizePayment({ data: paid })).toEqual({ status: "authorized", data: paid })
    await expect(provider.capturePayment({ data: {} })).rejects.toMatchObject({ type: "not_allowed" })
    expect(await provider.capturePayment({ data: paid })).toEqual({ data: paid })
  })

  it("cancels only a payment without money", async () => {
    expect(await provider.cancelPayment({ data: {} })).toEqual({ data: {} })
    await expect(provider.cancelPayment({ data: paid })).rejects.toMatchObject({ type: "not_allowed" })
  })

  it("reverses the whole payment at Click, once", async () => {
    answers.set(STATUS, PAID).set(REVERSAL, { error_code: 0 })
    const { data } = await refund()
    expect(asked).toEqual([STATUS, REVERSAL])
    expect(data).toMatchObject({ refunded: { transaction_id: "12345", payment_id: "777" } })
    expect(await refund(data)).toEqual({ data })
    expect(asked).toHaveLength(2)
  })

  it("looks the payment up by the order's number if Click did not send its id", async () => {
    const lookUp = "GET /payment/status_by_mti/30123/42/2026-11-21"
    answers
      .set(lookUp, { error_code: 0, payment_id: 777 })
      .set(STATUS, { error_code: 0, payment_status: -99 })
    await refund({ ...paid, performed: { ...PERFORMED, payment_id: null } })
    expect(asked).toEqual([lookUp, STATUS])
  })

  it("refuses to refund a part, or a payment without money", async () => {
    await expect(refund(paid, 100_000)).rejects.toThrow("refund all 280000 soums")
    await expect(refund({})).rejects.toThrow("Click has not received money")
    expect(asked).toEqual([])
  })

  it("refuses the refund with Click's message, or if Click gives no readable answer", async () => {
    answers.set(STATUS, PAID).set(REVERSAL, { error_code: -31, error_note: "The month is over" })
    await expect(refund()).rejects.toMatchObject({
      type: "not_allowed",
      message: "Click refused the refund: The month is over",
    })
    answers.set(REVERSAL, null)
    await expect(refund()).rejects.toThrow(/Click did not answer .* Try again/)
  })

  it("retrieves and deletes without a call to Click", async () => {
    expect(await provider.retrievePayment({ data: paid })).toEqual({ data: paid })
    expect(await provider.deletePayment({ data: paid })).toEqual({ data: paid })
    expect(asked).toEqual([])
  })

  it("derives the status from the reported money", async () => {
    expect((await provider.getPaymentStatus({ data: {} })).status).toBe("pending_authorization")
    expect((await provider.getPaymentStatus({ data: paid })).status).toBe("captured")
    const data = { ...paid, refunded: PERFORMED }
    expect((await provider.getPaymentStatus({ data })).status).toBe("canceled")
  })

  it("leaves webhooks to the shop's own routes", async () => {
    expect(await provider.getWebhookActionAndData()).toEqual({ action: "not_supported" })
  })
})
