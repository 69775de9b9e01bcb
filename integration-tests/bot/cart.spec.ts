import {
  createPromotionsWorkflow,
  deleteProductsWorkflow,
  updateProductVariantsWorkflow,
} from "@medusajs/medusa/core-flows"
import type { SandboxPerson } from "../../packages/sandbox/telegram/client"
import { forgetCatalog } from "../../src/bot/catalog/cache"
import { CURRENCY } from "../../src/lib/shop"
import { AZIZA, botSuite, JASUR } from "./support"
import { cartOf, comesIn, forgesOnScreen, labels, productByHandle, setStock, words } from "./shopper-support"
import { label, pattern, price, saying } from "../support/labels"

botSuite("the cart", ({ telegram, container }) => {
  const aziza = () => telegram().person(AZIZA)

  /** Adds one piece of a product to the cart through its deep link. */
  async function takes(person: SandboxPerson, handle: string): Promise<void> {
    const product = await productByHandle(container(), handle)
    await person.sends(`/start p_${product.id}`)
    await person.taps(pattern`${saying("catalog.add_to_cart")}|${saying("catalog.add_to_cart", {}, "uz")}`)
    await person.sees(pattern`${saying("catalog.added")}|${saying("catalog.added", {}, "uz")}`)
  }

  it("leads to the catalogue when empty", async () => {
    const shopper = aziza()
    await comesIn(shopper, "uz")
    await shopper.sends("/cart")
    await shopper.sees(saying("cart.empty", {}, "uz"))
    await shopper.taps(saying("common.menu_catalog", {}, "uz"))
    await shopper.sees(saying("catalog.front", {}, "uz"))
  })

  it("changes quantities, removes lines and shows totals in the shopper's language, also after a language change", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await takes(shopper, "pink-cloud")
    await takes(shopper, "vase-glass")
    await shopper.taps(saying("common.menu_cart_count", { count: 2 }))
    const cart = await shopper.sees(pattern`1\. Розовое облако, S × 1 — ${price(260_000)}`)
    expect(words(cart)).toMatch(saying("cart.total", { price: price(350_000) }))
    await shopper.taps("+")
    await shopper.sees(/Розовое облако, S × 2 — 520.000/)
    await shopper.taps("−")
    await shopper.sees(/Розовое облако, S × 1 — 260.000/)
    await shopper.sends("/language")
    await shopper.taps(saying("common.language_uzbek"))
    await shopper.sends("/cart")
    await shopper.sees(/1\. Pushti bulut, S × 1/)
    await shopper.taps("🗑")
    await shopper.sees(saying("cart.total", { price: price(90_000, "uz") }, "uz"))
    await shopper.taps("🗑")
    await shopper.sees(saying("cart.empty", {}, "uz"))
    expect((await cartOf(container(), AZIZA))?.items).toEqual([])
  })

  it("applies a promo code, refuses an invalid one clearly, and removes it", async () => {
    const shopper = aziza()
    await createPromotionsWorkflow(container()).run({
      input: {
        promotionsData: [
          {
            code: "NAVRUZ",
            type: "standard",
            status: "active",
            application_method: { type: "percentage", value: 10, target_type: "order", allocation: "across" },
          },
        ],
      },
    })
    await comesIn(shopper)
    await takes(shopper, "pink-cloud")
    await shopper.taps(saying("common.menu_cart_count", { count: 1 }))
    await shopper.taps(saying("cart.promo"))
    await shopper.sees(saying("cart.promo_ask"))
    const wrong = ["НЕТТАКОГО", "<b>&", "' OR 1=1 --", "💐", "x".repeat(4096)]
    for (const code of wrong) {
      await shopper.sends(code)
      await shopper.sees(saying("cart.promo_invalid"))
    }
    await shopper.sends("NAVRUZ")
    await shopper.sees(saying("cart.promo_applied", { price: price(26_000) }))
    const cart = await shopper.sees(saying("cart.discount", { codes: "NAVRUZ", price: price(26_000) }))
    expect(words(cart)).toMatch(saying("cart.total", { price: price(234_000) }))
    expect((await cartOf(container(), AZIZA))?.total).toBe(234_000)
    await shopper.taps(saying("cart.remove_code", { code: "NAVRUZ" }))
    await shopper.sees(saying("cart.total", { price: price(260_000) }))
  })

  it("lists each line's problem, and resolves all of them with one tap", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    for (const handle of ["pink-cloud", "vase-glass", "chocolate-bar", "rose-red-60"]) {
      await takes(shopper, handle)
    }
    const [small] = (await productByHandle(container(), "pink-cloud")).variants
    const gone = await productByHandle(container(), "vase-glass")
    await updateProductVariantsWorkflow(container()).run({
      input: {
        selector: { id: small.id },
        update: { prices: [{ amount: 275_000, currency_code: CURRENCY }] },
      },
    })
    await deleteProductsWorkflow(container()).run({ input: { ids: [gone.id] } })
    await setStock(container(), "CHOC-BAR", 0)
    forgetCatalog()

    await shopper.sends("/cart")
    const cart = words(await shopper.sees(saying("cart.needs_resolution")))
    expect(cart).toMatch(
      pattern`Розовое облако.*\n.*${saying("cart.price_changed", { price: price(275_000) })}`,
    )
    expect(cart).toMatch(saying("cart.gone"))
    expect(cart).toMatch(pattern`Шоколад.*\n.*${saying("cart.none_left")}`)
    expect((await labels(shopper)).join()).not.toMatch(saying("cart.checkout"))

    await shopper.taps(saying("cart.resolve"))
    const resolved = words(await shopper.sees(saying("cart.total", { price: price(295_000) })))
    expect(resolved).not.toContain("⚠️")
    expect(await labels(shopper)).toContain(label("cart.checkout", { price: price(295_000) }))
    expect(await cartOf(container(), AZIZA)).toMatchObject({ total: 295_000, items: [{}, {}] })
  })

  it("reduces a line's quantity although another line is out of stock", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await takes(shopper, "rose-red-60")
    await takes(shopper, "rose-red-60")
    await takes(shopper, "vase-glass")
    const gone = await productByHandle(container(), "vase-glass")
    await deleteProductsWorkflow(container()).run({ input: { ids: [gone.id] } })
    forgetCatalog()
    await shopper.sends("/cart")
    await shopper.sees(saying("cart.gone"))
    await shopper.taps("−")
    await shopper.sees(/Роза красная, 60 см × 1/)
  })

  it("shares the stems among the lines: the later line is short of stems", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await takes(shopper, "pink-cloud")
    await takes(shopper, "rose-pink-50")
    await setStock(container(), "ROSE-PINK-50", 9)
    await shopper.sends("/cart")
    const cart = words(await shopper.sees(saying("cart.needs_resolution")))
    expect(cart).toMatch(pattern`Роза розовая, 50 см × 1.*\n.*${saying("cart.none_left")}`)
    expect(cart.match(/⚠️/g)).toHaveLength(2)
    const more = await shopper.taps("+")
    expect(more).toMatchObject({
      text: expect.stringMatching(saying("errors.out_of_stock")),
      show_alert: true,
    })
  })

  it("refuses changes of another person's cart, and answers old buttons clearly", async () => {
    const [shopper, other] = [aziza(), telegram().person(JASUR)]
    await comesIn(shopper)
    await takes(shopper, "pink-cloud")
    await comesIn(other)
    await takes(other, "rose-red-60")
    const line = (await cartOf(container(), AZIZA))?.items[0].id ?? ""
    const own = (await cartOf(container(), JASUR))?.items[0].id ?? ""
    for (const data of [
      `line:${line}:0:1`,
      `line:${line}:5:1`,
      `line:${own}:-1:1`,
      `line:${own}:1e9:1`,
      `line:${own}:100:1`,
      "unbouquet:bq_nosuch:1",
      `unbouquet:${own}:1`,
      "unpromo:promo_nosuch",
      "cartpage:-5",
      "resolve",
    ]) {
      const answer = await forgesOnScreen(other, data)
      expect({ data, answered: answer.answered }).toEqual({ data, answered: true })
      expect(answer.text ?? "").not.toContain(label("errors.unknown"))
    }
    expect((await cartOf(container(), AZIZA))?.items).toMatchObject([{ quantity: 1 }])
    expect((await cartOf(container(), JASUR))?.items).toMatchObject([{ quantity: 1 }])
    await Promise.all([0, 0, 0].map((n) => forgesOnScreen(other, `line:${own}:${n}:1`)))
    await other.sees(saying("cart.empty"))
  })

  it("keeps within Telegram's caption limit for any number of lines", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    for (const handle of [
      "pink-cloud",
      "vase-glass",
      "chocolate-bar",
      "rose-red-60",
      "rose-white-60",
      "basket",
    ]) {
      await takes(shopper, handle)
    }
    await shopper.sends("/cart")
    const cart = await shopper.sees(saying("cart.total"))
    expect(words(cart).length).toBeLessThanOrEqual(1024)
    await shopper.taps("›")
    await shopper.sees(pattern`^${saying("cart.heading")}\n\n6\. `)
  })
})
