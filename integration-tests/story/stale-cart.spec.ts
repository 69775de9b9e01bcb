import { ProductStatus } from "@medusajs/framework/utils"
import {
  deleteProductsWorkflow,
  updateProductsWorkflow,
  updateProductVariantsWorkflow,
} from "@medusajs/medusa/core-flows"
import { CASH_PROVIDER, CURRENCY } from "../../src/lib/shop"
import { placeOrderWorkflow } from "../../src/workflows/checkout/place-order"
import { botSuite } from "../bot/support"
import { accountOf } from "../bot/checkout-support"
import { productByHandle, setStock } from "../bot/shopper-support"
import { Scene, textOf } from "./play"
import { label, pattern, price, saying } from "../support/labels"

jest.setTimeout(600_000)

/** The shop's data changes between the summary and the tap that pays. */
botSuite("an outdated cart", (shop) => {
  const atTheSummary = async (): Promise<Scene> => {
    const scene = await Scene.begin(shop)
    await scene.comesIn(scene.aziza)
    await scene.picksBouquet()
    await scene.entersDelivery()
    return scene
  }
  const bouquet = () => productByHandle(shop.container(), "pink-cloud")

  async function paysInVain(scene: Scene, answer: RegExp): Promise<void> {
    const { aziza, records } = scene
    const tap = await aziza.taps(scene.words().pay)
    expect(tap.text ?? "").not.toMatch(saying("errors.unknown"))
    await aziza.sees(answer)
    expect(await records.orders()).toEqual([])
    const stock = await records.stock()
    expect(Object.entries(stock).filter(([, [, reserved]]) => reserved !== 0)).toEqual([])
  }

  it("that became an order elsewhere shows the same order and creates no second one", async () => {
    const scene = await atTheSummary()
    const { aziza, records } = scene
    const { cart_id: cartId } = await accountOf(shop.container(), aziza.id)
    await placeOrderWorkflow(shop.container()).run({
      input: { cart_id: cartId ?? "", provider_id: CASH_PROVIDER },
    })
    await aziza.taps(scene.words().pay)
    await aziza.sees(pattern`${saying("checkout.placed", { number: 1 })}|${saying("checkout.nothing")}`)
    expect(await records.orders()).toHaveLength(1)
  })

  it("with a deleted product is not ordered", async () => {
    const scene = await atTheSummary()
    await deleteProductsWorkflow(shop.container()).run({ input: { ids: [(await bouquet()).id] } })
    await paysInVain(
      scene,
      pattern`${saying("checkout.sold_out")}|${saying("cart.gone")}|${saying("checkout.total_changed")}`,
    )
  })

  it("with an unpublished product is not ordered", async () => {
    const scene = await atTheSummary()
    const { id } = await bouquet()
    await updateProductsWorkflow(shop.container()).run({
      input: { selector: { id }, update: { status: ProductStatus.DRAFT } },
    })
    await paysInVain(
      scene,
      pattern`${saying("checkout.sold_out")}|${saying("cart.gone")}|${saying("checkout.total_changed")}`,
    )
  })

  it("with flowers that are out of stock is not ordered", async () => {
    const scene = await atTheSummary()
    await setStock(shop.container(), "ROSE-PINK-50", 8)
    await paysInVain(scene, saying("checkout.sold_out"))
    await scene.aziza.taps(saying("checkout.edit_cart"))
    await scene.aziza.sees(saying("cart.none_left"))
  })

  it("with a changed total shows it, and only a tap on the new total pays", async () => {
    const scene = await atTheSummary()
    const { variants } = await bouquet()
    const old = await scene.aziza.screen()
    await updateProductVariantsWorkflow(shop.container()).run({
      input: {
        selector: { id: variants[0].id },
        update: { prices: [{ amount: 300_000, currency_code: CURRENCY }] },
      },
    })
    await paysInVain(scene, saying("checkout.total_changed"))
    expect(textOf(await scene.aziza.screen())).toMatch(
      saying("checkout.line_total", { price: price(320_000) }),
    )
    expect((await scene.aziza.screen())?.message_id).toBe(old?.message_id)
    await scene.aziza.taps(
      saying("checkout.pay_button", {
        method: label("checkout.pay_gift_cash"),
        total: price(320_000),
      }),
    )
    await scene.aziza.sees(scene.words().placed)
    expect(await scene.records.newest()).toMatchObject({ total: 320_000, item_total: 300_000 })
  })
})
