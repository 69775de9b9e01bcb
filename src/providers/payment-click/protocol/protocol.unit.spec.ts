import { toSoums, toTiyin } from "./amount"
import { checkoutUrl } from "./checkout-url"
import type { SoldLine } from "../../redirect-payment/sold-goods"
import { itemsOf } from "./receipt"
import { parseCall, paymentIdOf, timeOf, type ClickCall } from "./requests"
import { isSigned, signatureOf } from "./signature"
import { checkoutVectors, SECRET_KEY, signatureVectors } from "./vectors"

describe("Click's checkout URL", () => {
  it.each(checkoutVectors)("$name", ({ checkout, url }) => {
    expect(checkoutUrl(checkout)).toBe(url)
  })
})

describe("Click's signature", () => {
  it.each(signatureVectors)("$name", ({ fields, signature }) => {
    expect(signatureOf(fields, SECRET_KEY)).toBe(signature)
    expect(isSigned({ ...fields, sign_string: signature }, SECRET_KEY)).toBe(true)
    expect(isSigned({ ...fields, sign_string: signature.toUpperCase() }, SECRET_KEY)).toBe(true)
  })

  it("rejects wrong signatures, changed fields and another key", () => {
    const [{ fields, signature }] = signatureVectors
    const wrong = ["", "0".repeat(32), signature.slice(1), `${signature}0`, "z".repeat(32)]
    expect(wrong.filter((sign_string) => isSigned({ ...fields, sign_string }, SECRET_KEY))).toEqual([])
    const changed = { ...fields, amount: "1.00", sign_string: signature }
    expect(isSigned(changed, SECRET_KEY)).toBe(false)
    expect(isSigned({ ...fields, sign_string: signature }, `${SECRET_KEY}x`)).toBe(false)
  })
})

describe("Click's amounts", () => {
  it.each([
    ["280000", 28_000_000],
    ["280000.5", 28_000_050],
    ["0.01", 1],
    ["1000.0000", 100_000],
    ["19.99", 1999],
    ["99999999999.99", 9_999_999_999_999],
  ])("parses %s soums as %d tiyin", (soums, tiyin) => {
    expect(toTiyin(soums)).toBe(tiyin)
  })

  it.each(["", "-1", "1e3", "1.001", "1,00", " 1", "0x10", "1.", ".5", "999999999999", "NaN", "١"])(
    "rejects %p",
    (soums) => {
      expect(toTiyin(soums)).toBeUndefined()
    },
  )

  it("are formatted with two decimals", () => {
    expect([1, 50, 1999, 28_000_000].map(toSoums)).toEqual(["0.01", "0.50", "19.99", "280000.00"])
  })
})

describe("Click's requests", () => {
  const fields = {
    click_trans_id: "12345",
    service_id: "30123",
    click_paydoc_id: "777",
    merchant_trans_id: "42",
    amount: "280000.00",
    action: "0",
    error: "0",
    error_note: "Success",
    sign_time: "2026-11-21 15:00:00",
    sign_string: "6f926836324133c6224fd078d0209450",
  }
  const read = (changes: Record<string, string>, action: "prepare" | "complete" = "prepare") =>
    parseCall(action, new URLSearchParams({ ...fields, ...changes }).toString())

  it("keep the field texts unchanged", () => {
    expect(read({ merchant_trans_id: "a+b &=№" })).toMatchObject({
      merchant_trans_id: "a+b &=№",
      amount: "280000.00",
    })
    expect(read({}, "complete")).toBeUndefined()
    expect(read({ merchant_prepare_id: "7" }, "complete")).toMatchObject({ merchant_prepare_id: "7" })
  })

  it("are rejected if a field is missing, empty or repeated", () => {
    for (const name of Object.keys(fields).filter(
      (one) => !["click_paydoc_id", "error_note"].includes(one),
    )) {
      expect(read({ [name]: "" })).toBeUndefined()
    }
    const text = new URLSearchParams(fields).toString()
    expect(parseCall("prepare", `${text}&amount=1`)).toBeUndefined()
    expect(parseCall("prepare", "")).toBeUndefined()
    expect(parseCall("prepare", JSON.stringify(fields))).toBeUndefined()
  })

  it("carry their time in Asia/Tashkent and Click's payment id", () => {
    const call = read({}) as ClickCall
    expect(timeOf(call)?.toISOString()).toBe("2026-11-21T10:00:00.000Z")
    expect(
      ["", "2026-13-01 00:00:00", "0000-01-01 00:00:00"].map((sign_time) => timeOf({ ...call, sign_time })),
    ).toEqual([undefined, undefined, undefined])
    expect(["777", "0", "", undefined].map((id) => paymentIdOf({ ...call, click_paydoc_id: id }))).toEqual([
      "777",
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe("the items of a receipt", () => {
  const seller = { taxId: "301234567", delivery: { ikpu: "10112006002000000", packageCode: "1209885" } }
  const line: SoldLine = {
    title: "Roses",
    quantity: 3,
    gross: 11_200_000,
    discount: 0,
    code: "00601001001000000",
    package_code: "1501234",
    vat_percent: 12,
  }
  const delivery = { title: "Delivery", price: 2_240_000, vat_percent: 12 }

  it("add up to the amount and include the tax", () => {
    const lines = [line, { ...line, title: "Card", quantity: 1, gross: 600, discount: 599, vat_percent: 0 }]
    expect(itemsOf({ lines, delivery }, seller, 13_440_001)).toMatchObject([
      { Name: "Roses", SPIC: line.code, Price: 11_200_000, Amount: 3, VAT: 1_200_000, VATPercent: 12 },
      { Name: "Card", Price: 1, Amount: 1, VAT: 0, VATPercent: 0, CommissionInfo: { TIN: "301234567" } },
      { SPIC: "10112006002000000", Price: 2_240_000, Amount: 1, VAT: 240_000, VATPercent: 12 },
    ])
  })

  it("leave out lines that cost nothing", () => {
    const gift = { ...line, title: "Ribbon", discount: line.gross }
    const items = itemsOf({ lines: [line, gift], delivery: null }, seller, 11_200_000)
    expect(items?.map(({ Name }) => Name)).toEqual(["Roses"])
  })

  it("carry a PINFL if the seller is a person", () => {
    const items = itemsOf({ lines: [line], delivery: null }, { taxId: "3".repeat(14) }, 11_200_000)
    expect(items?.[0].CommissionInfo).toEqual({ PINFL: "3".repeat(14) })
  })

  it("are undefined if they do not add up to the amount or delivery has no code", () => {
    expect(itemsOf({ lines: [line], delivery: null }, seller, 11_200_001)).toBeUndefined()
    expect(itemsOf({ lines: [line], delivery }, { taxId: "301234567" }, 13_440_000)).toBeUndefined()
  })
})
