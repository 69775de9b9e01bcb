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

botSuite("the bouquet builder", ({ telegram, container }) => {
  const variant = async (handle: string) => (await productByHandle(container(), handle)).variants[0].id

  it("adds stems, wrapping and a card, and puts them into the cart as one bouquet", async () => {
    const shopper = telegram().person(AZIZA)
    await comesIn(shopper)
    await shopper.taps(/Собрать свой букет/)
    await shopper.sees(/Пока пусто/)
    await shopper.taps(/^\+ 1\. Роза красная/)
    await shopper.sees(/20.000 сум · 1 цветок/)
    expect((await shopper.buttons()).join()).not.toContain("В корзину")
    await shopper.taps(/^1\. × 1$/)
    await shopper.sees(/Сколько штук/)
    await shopper.sends("семь")
    await shopper.sees(/Нужно число/)
    await shopper.sends("7")
    await shopper.sees(/140.000 сум · 7 цветков/)
    await shopper.taps(/Упаковка/)
    await shopper.taps(/крафт.*15.000/)
    await shopper.sees(/155.000 сум/)
    await shopper.taps(/Открытка, подарки/)
    await shopper.sees(/Что добавить к букету/)
    await shopper.taps(/^\+ 1\./)
    await shopper.sees(/165.000 сум/)

    // Leaving the builder keeps the bouquet.
    await shopper.sends("/catalog")
    await shopper.taps(/Собрать свой букет/)
    await shopper.sees(/165.000 сум · 7 цветков/)
    await shopper.taps(/В корзину · 165.000/)
    await shopper.sees(/Ваш букет в корзине/)
    await shopper.taps(/Корзина · 2/)
    const cart = await shopper.sees(/1\. Свой букет — 155.000 сум/)
    expect(words(cart)).toContain("Роза красная, 60 см × 7")

    const items = (await cartOf(container(), AZIZA))?.items ?? []
    const parts = items.filter(({ metadata }) => metadata?.bouquet_id)
    expect(parts).toHaveLength(2)
    expect(new Set(parts.map(({ metadata }) => metadata?.bouquet_id)).size).toBe(1)

    await shopper.taps(/🗑 1\. Свой букет/)
    await shopper.sees(/Итого: 10.000 сум/)
    expect((await cartOf(container(), AZIZA))?.items).toHaveLength(1)
  })

  it("offers no more stems than the stock has", async () => {
    const shopper = telegram().person(AZIZA)
    await comesIn(shopper, "uz")
    await setStock(container(), "ROSE-RED-60", 5)
    await shopper.taps(/Oʻz guldastangizni/)
    await shopper.taps(/^\+ 1\. Qizil/)
    await shopper.taps(/ × 1$/)
    await shopper.sees(/Nechta/)
    await shopper.sends("100")
    await shopper.sees(/borini qoʻydik: 5 ta/)
    await setStock(container(), "ROSE-RED-60", 4)
    const answer = await shopper.taps(/Savatga/)
    expect(answer.text).toMatch(/Hozir buncha yigʻa olmaymiz/)
    await shopper.sees(/80.000 soʻm · 4 ta gul/)
    expect(await cartOf(container(), AZIZA)).toBeUndefined()
  })

  it("adds one bouquet for repeated taps, and accepts no forged stems", async () => {
    const shopper = telegram().person(AZIZA)
    await comesIn(shopper)
    await shopper.taps(/Собрать свой букет/)
    await shopper.sees(/Пока пусто/)
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
    await shopper.taps(/Собрать свой букет/)
    await shopper.sees(/Пока пусто/)
    await forgesOnScreen(shopper, `stem:${await variant("rose-red-60")}:3:1`)
    const full = await shopper.sees(/3 цветка/)
    const add = await dataBehind(telegram(), /В корзину/)
    await tapsAtOnce(shopper, add, full.message_id, 3)
    await shopper.sees(/Свой букет/)
    expect((await cartOf(container(), AZIZA))?.items).toMatchObject([{ quantity: 3 }])
  })
})
