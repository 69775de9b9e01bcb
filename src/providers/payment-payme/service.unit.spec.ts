import PaymePaymentProvider from "./service"

const PERFORMED = {
  transaction_id: "5305e3bab097f420a62ced0b",
  payment_id: null,
  at: "2026-11-21T10:00:00.000Z",
}
const NEW = { amount: 280_000, currency_code: "uzs" }

const provider = new PaymePaymentProvider({}, { merchantId: "587f72c72cac0d162c722ae2", key: "key" })

async function newSession(data: Record<string, unknown> = {}) {
  return (await provider.initiatePayment({ ...NEW, data: { session_id: "payses_1", ...data } })).data ?? {}
}

describe("Payme's provider", () => {
  it("is registered as payme", () => expect(provider.getIdentifier()).toBe("payme"))

  it("initiates a session without a page, and takes only the language and the return URL of its data", async () => {
    const given = { language: "uz", return_url: "https://t.me/shop", performed: PERFORMED, reference: "7" }
    const result = await provider.initiatePayment({
      ...NEW,
      data: { session_id: "payses_1", ...given },
      context: { idempotency_key: "payses_1" },
    })
    expect(result).toMatchObject({ id: "payses_1", status: "pending" })
    expect(result.data).toMatchObject({
      session_id: "payses_1",
      language: "uz",
      return_url: "https://t.me/shop",
      performed: null,
      reference: null,
      checkout_url: null,
      shows_order: false,
    })
  })

  it.each([
    ["another currency", 280_000, "eur"],
    ["a fraction of a tiyin", 0.001, "uzs"],
    ["nothing", 0, "uzs"],
  ])("refuses to initiate %s", async (_, amount, currency_code) => {
    await expect(provider.initiatePayment({ amount, currency_code, data: {} })).rejects.toMatchObject({
      type: "not_allowed",
      message: expect.stringContaining("Payme accepts only UZS"),
    })
  })

  it("creates the checkout page once the session has the order's number, and again for another amount", async () => {
    const unnamed = await provider.updatePayment({ ...NEW, data: await newSession() })
    expect(unnamed.data).toMatchObject({ reference: null, checkout_url: null })
    const named = { ...unnamed.data, reference: "42", language: "uz", return_url: "https://a.uz/x;y" }
    const { data } = await provider.updatePayment({ ...NEW, data: named })
    const [host, encoded] = String(data?.checkout_url).split(/\/(?=[^/]*$)/)
    expect(host).toBe("https://checkout.paycom.uz")
    expect(Buffer.from(encoded, "base64").toString()).toBe(
      "m=587f72c72cac0d162c722ae2;ac.order_id=42;a=28000000;l=uz;c=https://a.uz/x%3By",
    )
    expect(data).toMatchObject({ amount: "280000", currency_code: "uzs" })
    const again = await provider.updatePayment({ ...NEW, data: { ...data, language: "ru" } })
    expect(again.data?.checkout_url).toBe(data?.checkout_url)
    const dearer = await provider.updatePayment({ ...NEW, amount: 290_000, data })
    expect(dearer.data?.checkout_url).not.toBe(data?.checkout_url)
  })

  it("keeps the page of a performed payment", async () => {
    const data = { ...(await newSession()), reference: "42", performed: PERFORMED }
    expect((await provider.updatePayment({ ...NEW, data })).data).toMatchObject({ checkout_url: null })
  })

  it("authorizes and captures only what Payme has reported", async () => {
    const data = await newSession()
    expect(await provider.authorizePayment({ data })).toEqual({ status: "pending_authorization", data })
    await expect(provider.capturePayment({ data })).rejects.toMatchObject({ type: "not_allowed" })
    const paid = { ...data, performed: PERFORMED }
    expect(await provider.authorizePayment({ data: paid })).toEqual({ status: "authorized", data: paid })
    expect(await provider.capturePayment({ data: paid })).toEqual({ data: paid })
  })

  it("cancels a payment without money, or with refunded money", async () => {
    const data = await newSession()
    expect(await provider.cancelPayment({ data })).toEqual({ data })
    const paid = { ...data, performed: PERFORMED }
    await expect(provider.cancelPayment({ data: paid })).rejects.toMatchObject({
      message: expect.stringContaining("refund it there"),
    })
    const refunded = { ...paid, refunded: PERFORMED }
    expect(await provider.cancelPayment({ data: refunded })).toEqual({ data: refunded })
  })

  it("refunds only after Payme has reported the refund", async () => {
    const paid = { ...(await newSession()), performed: PERFORMED }
    await expect(provider.refundPayment({ data: paid, amount: 280_000 })).rejects.toMatchObject({
      type: "not_allowed",
      message: expect.stringContaining("Payme's cabinet"),
    })
    const refunded = { ...paid, refunded: PERFORMED }
    expect(await provider.refundPayment({ data: refunded, amount: 280_000 })).toEqual({ data: refunded })
  })

  it("retrieves and deletes without a call to Payme", async () => {
    const data = await newSession()
    expect(await provider.retrievePayment({ data })).toEqual({ data })
    expect(await provider.deletePayment({ data })).toEqual({ data })
  })

  it("derives the status from the reported money", async () => {
    const statusOf = async (data: Record<string, unknown>) =>
      (await provider.getPaymentStatus({ data })).status
    expect(await statusOf({})).toBe("pending_authorization")
    expect(await statusOf({ performed: PERFORMED })).toBe("captured")
    expect(await statusOf({ performed: PERFORMED, refunded: PERFORMED })).toBe("canceled")
  })

  it("leaves webhooks to the shop's own route", async () => {
    expect(await provider.getWebhookActionAndData()).toEqual({ action: "not_supported" })
  })

  it("sends shoppers to Payme's test page while a test key is set", async () => {
    const inTest = new PaymePaymentProvider({}, { merchantId: "m", testKey: "test" })
    const { data } = await inTest.updatePayment({ ...NEW, data: { reference: "42" } })
    expect(data?.checkout_url).toMatch(/^https:\/\/test\.paycom\.uz\//)
  })
})
