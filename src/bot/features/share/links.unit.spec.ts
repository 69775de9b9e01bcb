import { hintLink, productKey, productLink, readHint, readInlineQuery } from "./links"
import type { Product } from "../../catalog/types"

const PRODUCT = "prod_01KXZYCN7JB8J2S2BSJ9C3Y3R1"
const ACCOUNT = "tgacc_01KXZYCN7JB8J2S2BSJ9C3Y3R2"
const payloadOf = (link: string) => new URL(link).searchParams.get("start") ?? ""

describe("links of shared products", () => {
  it("are valid deep links, and a hint is read back", () => {
    expect(productLink("shop_bot", PRODUCT)).toBe(`https://t.me/shop_bot?start=p_${PRODUCT}`)
    const payload = payloadOf(hintLink("shop_bot", PRODUCT, ACCOUNT))
    expect(payload).toMatch(/^h_[A-Za-z0-9_-]{1,62}$/)
    expect(readHint(payload.slice(2))).toEqual({ accountId: ACCOUNT, productId: PRODUCT })
  })

  it("are links to the product when the account is unknown or the payload is too long", () => {
    expect(hintLink("shop_bot", PRODUCT, undefined)).toBe(productLink("shop_bot", PRODUCT))
    const long = "prod_".padEnd(40, "x")
    expect(hintLink("shop_bot", long, ACCOUNT)).toBe(productLink("shop_bot", long))
  })

  it.each(["", "x", "_", "__", "a_b_c"])("read the forged payload %j", (about) => {
    expect(readHint(about).productId).toBe(about === "a_b_c" ? "b_c" : about === "__" ? "_" : "")
  })
})

describe("inline queries", () => {
  it.each([
    ["", { isHint: false, words: "" }],
    ["  белые розы ", { isHint: false, words: "белые розы" }],
    ["#pink-cloud", { isHint: false, words: "#pink-cloud", key: "pink-cloud" }],
    ["💌 #pink-cloud", { isHint: true, words: "#pink-cloud", key: "pink-cloud" }],
    ["💌", { isHint: true, words: "" }],
    ["💌розы", { isHint: true, words: "розы" }],
  ])("%j", (text, read) => {
    expect(readInlineQuery(text)).toEqual(read)
  })

  it("find a product by its handle, or by its id when the handle is long", () => {
    const product = (handle: string) => ({ handle, id: PRODUCT }) as Product
    expect(productKey(product("pink-cloud"))).toBe("#pink-cloud")
    expect(productKey(product("x".repeat(201)))).toBe(`#${PRODUCT}`)
  })
})
