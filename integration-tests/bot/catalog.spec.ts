import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { updateProductsWorkflow } from "@medusajs/medusa/core-flows"
import sharp from "sharp"
import { AZIZA, botSuite, JASUR } from "./support"
import {
  botKnows,
  cartOf,
  comesIn,
  dataBehind,
  forgesOnScreen,
  labels,
  productByHandle,
  setStock,
  tapsAtOnce,
  words,
} from "./shopper-support"

botSuite("the catalogue", ({ telegram, container, sandbox }) => {
  const aziza = () => telegram().person(AZIZA)

  it("leads from the menu to the checkout in five taps, in one message", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    const before = shopper.tapCount
    const { message_id } = await shopper.sees(/С чего начнём/, { anyTime: true })

    await shopper.taps(/Каталог/)
    await shopper.sees(/Выбирайте полку/)
    await shopper.taps(/^Букеты/)
    await shopper.sees(/1\. Алая заря — от 250.000 сум/)
    await shopper.taps(/^2\. Розовое облако/)
    const card = await shopper.sees(/Внутри: Роза розовая, 50 см × 9/)
    expect(words(card)).toContain("В наличии")
    expect(card.photo).toBeDefined()
    await shopper.taps(/В корзину · 260.000 сум/)
    const added = await shopper.sees(/Уже в корзине/)
    await shopper.taps(/Оформить заказ/)
    await shopper.sees(/./)

    expect(shopper.tapCount - before).toBe(5)
    expect(added.message_id).toBe(message_id)
    const [small] = (await productByHandle(container(), "pink-cloud")).variants
    expect((await cartOf(container(), AZIZA))?.items).toMatchObject([
      { variant_id: small.id, quantity: 1, unit_price: 260_000 },
    ])
  })

  it("shows sizes, quantity and add-ons, and updates the price", async () => {
    const shopper = aziza()
    await comesIn(shopper, "uz")
    await shopper.taps(/Katalog/)
    await shopper.taps(/^Guldastalar/)
    await shopper.sees(/1\. .* — 250.000 soʻmdan/)
    await shopper.taps(/^2\. /)
    await shopper.sees(/Ichida: .* × 9/)
    await shopper.taps(/^M · 420.000/)
    await shopper.sees(/420.000 soʻm · M oʻlcham/)
    await shopper.taps("+")
    await shopper.sees(/Ichida/)
    expect(await labels(shopper)).toEqual(expect.arrayContaining(["2 ta", "🛒 Savatga · 840 000 soʻm"]))
    await shopper.taps(/Vaza, otkritka/)
    await shopper.sees(/otkritka — 10.000 soʻm/)
    await shopper.taps(/^\+ 1\./)
    await shopper.sees(/otkritka — 10.000 soʻm/)
    await shopper.taps(/Tayyor/)
    await shopper.sees(/Qoʻshimcha: .*otkritka × 1/)
    await shopper.taps(/Savatga · 850.000 soʻm/)
    await shopper.sees(/Savatga solindi/)
    expect((await cartOf(container(), AZIZA))?.total).toBe(850_000)
  })

  it("adds a bouquet once for repeated taps of the button", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await shopper.taps(/Каталог/)
    await shopper.taps(/^Букеты/)
    await shopper.taps(/^1\. /)
    const card = await shopper.sees(/Внутри/)
    const add = await dataBehind(telegram(), /В корзину/)
    const { message_id } = card
    await tapsAtOnce(shopper, add, message_id, 3)
    await shopper.sees(/Уже в корзине/)
    expect((await cartOf(container(), AZIZA))?.items).toMatchObject([{ quantity: 1 }])

    // After the bouquet is opened again, it can be added again.
    await shopper.taps(/Выбрать ещё/)
    await shopper.taps(/^1\. /)
    await shopper.taps(/В корзину/)
    await shopper.sees(/Уже в корзине/)
    expect((await cartOf(container(), AZIZA))?.items).toMatchObject([{ quantity: 2 }])
  })

  it("shows the current stock, and offers no more than that", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await setStock(container(), "ROSE-PINK-50", 20)
    await shopper.sends("/search розовое облако")
    await shopper.taps(/^1\. Розовое облако/)
    const card = await shopper.sees(/Осталось всего 2/)
    await shopper.taps("+")
    await shopper.sees(/Внутри/)
    expect(await shopper.buttons()).toContain("2 шт.")
    await shopper.taps("+")
    expect(await shopper.buttons()).toContain("2 шт.")
    await setStock(container(), "ROSE-PINK-50", 3)
    const answer = await shopper.taps(/В корзину/)
    expect(answer.text).toMatch(/Столько сейчас не соберём/)
    const soldOut = await shopper.sees(/Нет в наличии/)
    expect(soldOut.message_id).toBe(card.message_id)
    expect((await shopper.buttons()).join()).not.toContain("В корзину")
    expect(await cartOf(container(), AZIZA)).toBeUndefined()
  })

  it("opens a product by its deep link, also at the first start", async () => {
    const shopper = telegram().person(JASUR)
    const product = await productByHandle(container(), "rose-red-60")
    await shopper.sends(`/start p_${product.id}`)
    await shopper.taps(/Oʻzbekcha/)
    await shopper.sees(/Qizil atirgul, 60 sm/)
    await shopper.sends("/start p_prod_nosuch")
    await shopper.sees(/Nimadan boshlaymiz/)
  })

  it("filters by subcategory and by filters, and clears them", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await shopper.sends("/catalog")
    await shopper.taps(/^Букеты/)
    await shopper.sees(/Букеты/)
    await shopper.taps("Букеты из роз")
    await shopper.sees(/Букеты · Букеты из роз/)
    await shopper.taps("🎛 Подобрать")
    await shopper.sees(/Подберём цветы/)
    await shopper.taps(/Красный/)
    await shopper.sees(/Подходит/)
    await shopper.taps(/VIP/)
    await shopper.sees(/Подходит/)
    await shopper.taps(/Показать/)
    const list = await shopper.sees(/Включено 2 фильтра/)
    expect(words(list)).toContain("101 красная роза")
    expect(words(list)).not.toContain("Розовое облако")
    await shopper.taps(/Снять фильтры/)
    await shopper.sees(/Розовое облако/)
    await shopper.taps("• Букеты из роз")
    await shopper.sees(/^Букеты\n/)
  })

  it("shows a change of the catalogue at the next tap", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    const product = await productByHandle(container(), "rose-red-60")
    await shopper.sends("/catalog")
    await shopper.taps(/^Цветы поштучно/)
    await shopper.sees(/1\. Роза красная, 60 см/)
    await updateProductsWorkflow(container()).run({
      input: { selector: { id: product.id }, update: { title: 'Роза <b>"Аврора"</b> & Ко' } },
    })
    await botKnows(container(), (products) => products.some(({ title }) => title.ru.includes("Аврора")))
    await shopper.sends("/catalog")
    await shopper.taps(/^Цветы поштучно/)
    await shopper.sees('1. Роза <b>"Аврора"</b> & Ко')
    await updateProductsWorkflow(container()).run({
      input: { selector: { id: product.id }, update: { status: "draft" } },
    })
    await botKnows(container(), (products) => !products.some(({ id }) => id === product.id))
    const answer = await shopper.taps(/^1\. Роза/)
    expect(answer.text).toMatch(/больше не продаётся/)
    await shopper.sees(/Выбирайте полку/)
  })

  it("answers forged and old buttons clearly, and changes nothing", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await shopper.sends("/catalog")
    await shopper.sees(/Выбирайте полку/)
    const rose = (await productByHandle(container(), "rose-red-60")).variants[0].id
    const forged = [
      "prod:prod_nosuch",
      "prod:'; drop table product;--",
      "shelf:pcat_nosuch:1",
      "shelf:pcat_nosuch:-7",
      "shelf:a:b:c",
      `size:${rose}:9999`,
      `size:${rose}:-3`,
      "size:variant_nosuch:1",
      `add:${rose}:50:forged`,
      "add:variant_nosuch:1:forged",
      `addon:${rose}:5:1`,
      "addons:999",
      "found:3",
      "all:9999",
      "list",
      "card",
      "filter:color:nosuch",
      "filter:price:__proto__",
      "filter:nosuch:x",
      "nofilters:list",
    ]
    for (const data of forged) {
      const answer = await forgesOnScreen(shopper, data)
      expect({ data, answered: answer.answered }).toEqual({ data, answered: true })
      expect({ data, text: answer.text ?? "" }).not.toMatchObject({
        text: expect.stringContaining("Что-то пошло не так"),
      })
    }
    expect(await cartOf(container(), AZIZA)).toBeUndefined()
  })

  describe("with pictures", () => {
    let pictures: Server
    let asked = 0

    beforeAll(async () => {
      const red = await sharp({ create: { width: 300, height: 200, channels: 3, background: "#c00000" } })
        .png()
        .toBuffer()
      pictures = createServer((request, response) => {
        asked++
        response.end(request.url === "/red.png" ? red : "no picture")
      })
      await new Promise<void>((resolve) => pictures.listen(0, resolve))
    })

    afterAll(() => void pictures.close())

    it("renders a page of cards once, with a plain tile for an invalid picture", async () => {
      const shopper = aziza()
      await comesIn(shopper)
      const { port } = pictures.address() as AddressInfo
      const addresses = { "rose-red-60": "red.png", "rose-white-60": "broken.png" }
      for (const [handle, name] of Object.entries(addresses)) {
        const { id } = await productByHandle(container(), handle)
        const thumbnail = `http://localhost:${port}/${name}`
        await updateProductsWorkflow(container()).run({ input: { selector: { id }, update: { thumbnail } } })
      }
      await shopper.sends("/catalog")
      await shopper.sees(/^Каталог/)
      await shopper.taps(/^Цветы поштучно/)
      const page = await shopper.sees(/1\. Роза красная/)
      const bytes = await fetch(new URL(page.photo?.url ?? "", sandbox().url)).then((r) => r.arrayBuffer())
      const { data, info } = await sharp(Buffer.from(bytes)).raw().toBuffer({ resolveWithObject: true })
      const pixel = (x: number, y: number) => [
        ...data.subarray((y * info.width + x) * info.channels).subarray(0, 3),
      ]
      expect([info.width, info.height]).toEqual([1216, 808])
      expect(Math.abs(pixel(200, 300)[0] - 0xc0)).toBeLessThan(8)
      expect(Math.abs(pixel(600, 300)[0] - 0xec)).toBeLessThan(8)

      const before = asked
      await shopper.taps("›")
      await shopper.sees(/2 из/).catch(() => undefined)
      await shopper.taps("‹")
      await shopper.sees(/1\. Роза красная/)
      expect(asked).toBe(before)
    })

    it("renders a new page once for parallel requests", async () => {
      const shoppers = [aziza(), telegram().person(JASUR)]
      const { port } = pictures.address() as AddressInfo
      const { id } = await productByHandle(container(), "rose-red-60")
      const thumbnail = `http://localhost:${port}/red.png?seen=never`
      await updateProductsWorkflow(container()).run({ input: { selector: { id }, update: { thumbnail } } })
      for (const shopper of shoppers) {
        await comesIn(shopper)
        await shopper.sends("/catalog")
        await shopper.sees(/Выбирайте полку/)
      }

      const before = asked
      await Promise.all(
        shoppers.map(async (shopper) => {
          await shopper.taps(/^Цветы поштучно/)
          const page = await shopper.sees(/1\. Роза красная/)
          expect(page.photo).toBeDefined()
        }),
      )
      expect(asked - before).toBe(1)
    })
  })
})
