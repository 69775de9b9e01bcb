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

botSuite("the cart", ({ telegram, container }) => {
  const aziza = () => telegram().person(AZIZA)

  /** Adds one piece of a product to the cart through its deep link. */
  async function takes(person: SandboxPerson, handle: string): Promise<void> {
    const product = await productByHandle(container(), handle)
    await person.sends(`/start p_${product.id}`)
    await person.taps(/В корзину ·|Savatga ·/)
    await person.sees(/Уже в корзине|Savatga solindi/)
  }

  it("leads to the catalogue when empty", async () => {
    const shopper = aziza()
    await comesIn(shopper, "uz")
    await shopper.sends("/cart")
    await shopper.sees(/Savat hozircha boʻsh/)
    await shopper.taps(/Katalog/)
    await shopper.sees(/Boʻlimni tanlang/)
  })

  it("changes quantities, removes lines and shows totals in the shopper's language, also after a language change", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await takes(shopper, "pink-cloud")
    await takes(shopper, "vase-glass")
    await shopper.taps(/Корзина · 2/)
    const cart = await shopper.sees(/1\. Розовое облако, S × 1 — 260.000 сум/)
    expect(words(cart)).toMatch(/Итого: 350.000 сум/)
    await shopper.taps("+")
    await shopper.sees(/Розовое облако, S × 2 — 520.000/)
    await shopper.taps("−")
    await shopper.sees(/Розовое облако, S × 1 — 260.000/)
    await shopper.sends("/language")
    await shopper.taps(/Oʻzbekcha/)
    await shopper.sends("/cart")
    await shopper.sees(/1\. Pushti bulut, S × 1/)
    await shopper.taps("🗑")
    await shopper.sees(/Jami: 90.000 soʻm/)
    await shopper.taps("🗑")
    await shopper.sees(/Savat hozircha boʻsh/)
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
    await shopper.taps(/Корзина · 1/)
    await shopper.taps(/Промокод/)
    await shopper.sees(/одним сообщением/)
    const wrong = ["НЕТТАКОГО", "<b>&", "' OR 1=1 --", "💐", "x".repeat(4096)]
    for (const code of wrong) {
      await shopper.sends(code)
      await shopper.sees(/Промокод .* не подошёл/)
    }
    await shopper.sends("NAVRUZ")
    await shopper.sees(/сработал, скидка 26.000 сум/)
    const cart = await shopper.sees(/Скидка \(NAVRUZ\): −26.000 сум/)
    expect(words(cart)).toMatch(/Итого: 234.000 сум/)
    expect((await cartOf(container(), AZIZA))?.total).toBe(234_000)
    await shopper.taps(/Снять NAVRUZ/)
    await shopper.sees(/Итого: 260.000 сум/)
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
    const cart = words(await shopper.sees(/Кое-что изменилось/))
    expect(cart).toMatch(/Розовое облако.*\n.*теперь стоит 275.000 сум/)
    expect(cart).toMatch(/больше не продаётся/)
    expect(cart).toMatch(/Шоколад.*\n.*закончилось/)
    expect((await labels(shopper)).join()).not.toContain("Оформить")

    await shopper.taps(/Поправить корзину/)
    const resolved = words(await shopper.sees(/Итого: 295.000 сум/))
    expect(resolved).not.toContain("⚠️")
    expect(await labels(shopper)).toContain("✅ Оформить · 295 000 сум")
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
    await shopper.sees(/больше не продаётся/)
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
    const cart = words(await shopper.sees(/Кое-что изменилось/))
    expect(cart).toMatch(/Роза розовая, 50 см × 1.*\n.*закончилось/)
    expect(cart.match(/⚠️/g)).toHaveLength(2)
    const more = await shopper.taps("+")
    expect(more).toMatchObject({ text: expect.stringMatching(/нет в наличии/), show_alert: true })
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
      expect(answer.text ?? "").not.toContain("Что-то пошло не так")
    }
    expect((await cartOf(container(), AZIZA))?.items).toMatchObject([{ quantity: 1 }])
    expect((await cartOf(container(), JASUR))?.items).toMatchObject([{ quantity: 1 }])
    await Promise.all([0, 0, 0].map((n) => forgesOnScreen(other, `line:${own}:${n}:1`)))
    await other.sees(/Корзина пока пуста/)
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
    const cart = await shopper.sees(/Итого/)
    expect(words(cart).length).toBeLessThanOrEqual(1024)
    await shopper.taps("›")
    await shopper.sees(/^🛒 Корзина\n\n6\. /)
  })
})
