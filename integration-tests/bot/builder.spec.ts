import { AZIZA, botSuite } from "./support"
import {
  cartOf,
  comesIn,
  dataBehind,
  forgesOnScreen,
  productByHandle,
  setStock,
  tapsAtOnce,
  words,
} from "./shopper-support"
import { pattern, price, saying } from "../support/labels"

botSuite("the bouquet builder", ({ telegram, container }) => {
  const variant = async (handle: string) => (await productByHandle(container(), handle)).variants[0].id

  it("adds stems, wrapping and a card, and puts them into the cart as one bouquet", async () => {
    const shopper = telegram().person(AZIZA)
    await comesIn(shopper)
    await shopper.taps(saying("common.menu_builder"))
    await shopper.sees(saying("builder.empty"))
    await shopper.sees(/1\. Роза красная/)
    await shopper.taps(/^1$/)
    await shopper.sees(saying("builder.ask_count"))
    await shopper.taps(/^1$/)
    await shopper.sees(saying("builder.total", { price: price(20_000), count: 1 }))
    expect((await shopper.buttons()).join()).not.toMatch(saying("catalog.add_to_cart"))
    await shopper.taps(/^1 × 1$/)
    await shopper.sees(saying("builder.ask_count"))
    await shopper.sends("семь")
    await shopper.sees(saying("builder.not_a_number"))
    await shopper.sends("7")
    await shopper.sees(saying("builder.total", { price: price(140_000), count: 7 }))
    await shopper.taps(saying("builder.wrapping"))
    await shopper.taps(/Крафт.*15.000/)
    await shopper.sees(price(155_000))
    await shopper.taps(saying("builder.extras"))
    await shopper.sees(saying("builder.extras_heading"))
    await shopper.taps(/^1$/)
    await shopper.sees(saying("catalog.addon_count"))
    await shopper.taps(/^1$/)
    await shopper.sees(price(165_000))

    // Leaving the builder keeps the bouquet.
    await shopper.sends("/catalog")
    await shopper.taps(saying("common.menu_builder"))
    await shopper.sees(saying("builder.total", { price: price(165_000), count: 7 }))
    await shopper.taps(saying("catalog.add_to_cart", { price: price(165_000) }))
    await shopper.sees(saying("builder.added"))
    await shopper.taps(saying("common.menu_cart_count", { count: 2 }))
    const cart = await shopper.sees(pattern`1\. ${saying("cart.own_bouquet")} — ${price(155_000)}`)
    expect(words(cart)).toContain("Роза красная, 60 см × 7")

    const items = (await cartOf(container(), AZIZA))?.items ?? []
    const parts = items.filter(({ metadata }) => metadata?.bouquet_id)
    expect(parts).toHaveLength(2)
    expect(new Set(parts.map(({ metadata }) => metadata?.bouquet_id)).size).toBe(1)

    await shopper.taps(pattern`🗑 1\. ${saying("cart.own_bouquet")}`)
    await shopper.sees(saying("cart.total", { price: price(10_000) }))
    expect((await cartOf(container(), AZIZA))?.items).toHaveLength(1)
  })

  it("offers no more stems than the stock has", async () => {
    const shopper = telegram().person(AZIZA)
    await comesIn(shopper, "uz")
    await setStock(container(), "ROSE-RED-60", 5)
    await shopper.taps(saying("common.menu_builder", {}, "uz"))
    await shopper.sees(/1\. Qizil/)
    await shopper.taps(/^1$/)
    await shopper.sees(saying("builder.ask_count", {}, "uz"))
    await shopper.sends("100")
    await shopper.sees(saying("builder.reduced_to_stock", { count: 5 }, "uz"))
    await setStock(container(), "ROSE-RED-60", 4)
    const answer = await shopper.taps(saying("catalog.add_to_cart", {}, "uz"))
    expect(answer.text).toMatch(saying("catalog.not_enough", {}, "uz"))
    await shopper.sees(saying("builder.total", { price: price(80_000, "uz"), count: 4 }, "uz"))
    expect(await cartOf(container(), AZIZA)).toBeUndefined()
  })

  it("adds one bouquet for repeated taps, and accepts no forged stems", async () => {
    const shopper = telegram().person(AZIZA)
    await comesIn(shopper)
    await shopper.taps(saying("common.menu_builder"))
    await shopper.sees(saying("builder.empty"))
    const vase = await variant("vase-glass")
    for (const data of [
      "stem:variant_nosuch:5:1",
      `stem:${vase}:5:1`,
      `stem:${await variant("rose-red-60")}:99999:1`,
      `stem:${await variant("rose-red-60")}:-5:1`,
      "stemask:variant_nosuch:1",
      `wrap:${await variant("rose-red-60")}`,
      `extra:${await variant("rose-red-60")}:5:1`,
      "bouquet:bq_forged",
    ]) {
      expect(await forgesOnScreen(shopper, data)).toMatchObject({ answered: true })
    }
    expect(await cartOf(container(), AZIZA)).toBeUndefined()
    await shopper.sends("/menu")
    await shopper.taps(saying("common.menu_builder"))
    await shopper.sees(saying("builder.empty"))
    await forgesOnScreen(shopper, `stem:${await variant("rose-red-60")}:3:1`)
    const full = await shopper.sees(saying("builder.total", { count: 3 }))
    const add = await dataBehind(telegram(), saying("catalog.add_to_cart"))
    await tapsAtOnce(shopper, add, full.message_id, 3)
    await shopper.sees(pattern`${saying("builder.heading")}|${saying("cart.own_bouquet")}`)
    expect((await cartOf(container(), AZIZA))?.items).toMatchObject([{ quantity: 3 }])
  })
})
