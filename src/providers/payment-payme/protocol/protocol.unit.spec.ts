import { authorizationVectors, checkoutVectors } from "./vectors"
import { isPayme, keyHash } from "./authorization"
import { checkoutUrl } from "./checkout-url"
import { languageOf } from "./languages"
import { detailOf, sumOf } from "./receipt"
import { parseCall, referenceOf } from "./requests"
import { causeOf, checked } from "./transaction"

describe("Payme's checkout URL", () => {
  it.each(checkoutVectors)("$name", ({ checkout, url, text }) => {
    expect(checkoutUrl(checkout)).toBe(url)
    expect(Buffer.from(url.split("/").at(-1) ?? "", "base64").toString()).toBe(text)
  })

  it("uses the shopper's language, or Russian by default", () => {
    expect(["uz-UZ", "ru-RU", "en", "de-DE", null].map(languageOf)).toEqual(["uz", "ru", "en", "ru", "ru"])
  })
})

describe("Payme's authorization", () => {
  it.each(authorizationVectors)("$name", ({ header, key, isRight }) => {
    expect(isPayme(header, keyHash(key))).toBe(isRight)
  })
})

describe("Payme's calls", () => {
  it("are parsed with their JSON-RPC id", () => {
    expect(
      parseCall('{"id":7,"method":"CheckTransaction","params":{"id":"5e0000000000000000000001"}}'),
    ).toEqual({
      id: 7,
      call: { method: "CheckTransaction", params: { id: "5e0000000000000000000001" } },
    })
  })

  it("leaves an account without the order's number to the search for the order", () => {
    const call = { method: "CheckPerformTransaction", params: { amount: 100, account: {} } }
    expect(parseCall(JSON.stringify({ id: 7, ...call }))).toEqual({ id: 7, call })
  })

  it.each([
    ["", null, -32700],
    ["[]", null, -32600],
    ['{"id":1,"params":{}}', 1, -32600],
    ['{"id":1,"method":"CheckTransaction"}', 1, -32600],
    ['{"id":"a","method":"constructor","params":{}}', "a", -32601],
    ['{"id":{},"method":"CheckTransaction","params":{"id":5}}', null, -32600],
  ])("rejects %s", (body, id, code) => {
    expect(parseCall(body)).toMatchObject({ id, error: { code } })
  })

  it("accept only digits as the order's number", () => {
    const named = ["12", 12, "012", " 12", "12.0", "-1", "1e3", ["12"], { a: 1 }, null, undefined]
    expect(named.map((order_id) => referenceOf({ order_id }))).toEqual([
      ...["12", "12", "012"],
      ...Array<undefined>(8).fill(undefined),
    ])
  })
})

describe("Payme's cancel reasons", () => {
  const transaction = {
    id: "gwtr_1",
    external_id: "5305e3bab097f420a62ced0b",
    reference: "42",
    amount: 100,
    state: "canceled" as const,
    cancel_cause: null,
    reason: null,
    gateway_time: new Date(0),
    began_at: new Date(0),
    performed_at: null,
    canceled_at: new Date(0),
  }

  it("become the shop's causes", () => {
    expect([1, 2, 3, 4, 5, 10].map(causeOf)).toEqual([
      "failed",
      "failed",
      "failed",
      "timed_out",
      "refunded",
      "failed",
    ])
  })

  it("are answered as Payme sent them, or for the shop's own cause", () => {
    expect(checked({ ...transaction, cancel_cause: "failed", reason: 2 }).reason).toBe(2)
    expect(checked({ ...transaction, cancel_cause: "failed" }).reason).toBe(3)
    expect(checked({ ...transaction, cancel_cause: "timed_out" }).reason).toBe(4)
    expect(checked({ ...transaction, state: "performed" }).reason).toBeNull()
  })
})

describe("the fiscal detail", () => {
  const codes = { code: "01234567890123456", package_code: "1234567", vat_percent: 12 }
  const line = { title: "Roses", quantity: 3, gross: 10_000_001, discount: 0, ...codes }

  it("adds up to the amount if a line total is not divisible by its quantity", () => {
    const lines = [line, { ...line, quantity: 2, gross: 600, discount: 599 }]
    const delivery = { title: "Delivery", price: 2_000_000, vat_percent: 12 }
    const detail = detailOf({ lines, delivery }, 12_000_002)
    expect(detail?.items.map(({ price, count, discount }) => [price, count, discount])).toEqual([
      [3_333_334, 2, undefined],
      [3_333_333, 1, undefined],
      [300, 2, 599],
    ])
    expect(detail && sumOf(detail)).toBe(12_000_002)
  })

  it("is undefined if there are no items, or if they do not add up to the amount", () => {
    expect(detailOf({ lines: [line], delivery: null }, 10_000_000)).toBeUndefined()
    const delivery = { title: "Delivery", price: 2_000_000, vat_percent: 12 }
    expect(detailOf({ lines: [], delivery }, delivery.price)).toBeUndefined()
  })
})
