import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { AZIZA, botSuite, DILNOZA, FLORISTS, JASUR } from "./support"
import { accountOf, ordersOf, placesOrder, putIntoCart } from "./checkout-support"
import { eventually } from "./workshop-support"
import { comesIn, dataBehind, productByHandle, tapsAtOnce, words } from "./shopper-support"
import { label, pattern, price, saying } from "../support/labels"

botSuite("a shopper's orders", ({ telegram, container }) => {
  const aziza = () => telegram().person(AZIZA)
  const jasur = () => telegram().person(JASUR)

  it("show where an order is, with its history, from placed to accepted", async () => {
    const shopper = aziza()
    await placesOrder(container(), shopper)

    await shopper.taps(saying("checkout.status"))
    const order = words(await shopper.sees(saying("orders.order", { number: 1 })))
    expect(order).toMatch(saying("orders.status_offered"))
    expect(order).toMatch(pattern`Розовое облако, S — ${price(260_000)}`)
    expect(order).toMatch(/ул. Навои 12, кв. 5/)
    expect(order).toMatch(pattern`\d{1,2} \S+, \d\d:\d\d — ${saying("orders.history_open_offered")}`)

    const florist = telegram().person(DILNOZA)
    await comesIn(florist)
    expect((await florist.taps(saying("workshop.do_accept"), { in: FLORISTS })).text).toMatch(
      saying("workshop.done_accept", { number: 1 }),
    )
    await eventually(async () => (await ordersOf(container()))[0].assignment?.status === "accepted")
    await shopper.sends("/status")
    const taken = words(await shopper.sees(saying("orders.order", { number: 1 })))
    expect(taken).toMatch(saying("orders.status_accepted"))
    expect(taken).toMatch(saying("orders.history_accept"))
    expect(await shopper.buttons()).not.toContain(label("orders.cancel"))
  })

  it("are listed with the bouquet, and with the recipient of a gift", async () => {
    const shopper = aziza()
    await placesOrder(container(), shopper)
    await shopper.sends("/orders")
    const own = words(await shopper.sees(saying("orders.title")))
    expect(own).toMatch(pattern`№1 · Розовое облако, S\n\d`)
    expect(own).not.toMatch(/🎁/)

    const [order] = await ordersOf(container())
    await container()
      .resolve(ContainerRegistrationKeys.PG_CONNECTION)
      .raw("update delivery set for_someone_else = true, recipient_name = ? where order_id = ?", [
        "<b>Нигора</b> & Ко",
        order.id,
      ])
    await shopper.sends("/orders")
    expect(words(await shopper.sees(saying("orders.title")))).toMatch(/🎁 <b>Нигора<\/b> & Ко$/)
  })

  it("can be repeated in three taps, and the unfinished cart is restored", async () => {
    const shopper = aziza()
    await placesOrder(container(), shopper)
    const aside = await putIntoCart(container(), AZIZA, { quantity: 2 })
    await shopper.sends("/orders")
    await shopper.sees(saying("orders.title"))

    const before = [shopper.tapCount, shopper.typedCount]
    await shopper.taps(saying("orders.repeat_number", { number: 1 }))
    await shopper.sees(saying("checkout.repeat_ready"))
    await shopper.taps(/🕐 \d/)
    await shopper.sees(saying("checkout.summary"))
    await shopper.taps(
      saying("checkout.pay_button", {
        method: label("checkout.pay_pp_system_default"),
        total: price(280_000),
      }),
    )
    const placed = words(await shopper.sees(saying("checkout.placed", { number: 2 })))
    expect([shopper.tapCount - before[0], shopper.typedCount - before[1]]).toEqual([3, 0])
    expect(placed).toMatch(saying("checkout.cart_is_back"))
    expect((await accountOf(container(), AZIZA)).cart_id).toBe(aside)

    const [first, second] = await ordersOf(container())
    expect(second.items.map(({ title, quantity }) => [title, Number(quantity)])).toEqual(
      first.items.map(({ title, quantity }) => [title, Number(quantity)]),
    )
    expect(second.delivery).toMatchObject({
      address: first.delivery?.address,
      recipient_phone: "+998901234567",
    })
  })

  it("are repeated once for a double tap, and the cart is restored when the repeat is canceled", async () => {
    const shopper = aziza()
    await placesOrder(container(), shopper)
    const aside = await putIntoCart(container(), AZIZA)
    await shopper.sends("/orders")
    const { message_id } = await shopper.sees(saying("orders.title"))
    const again = await dataBehind(telegram(), saying("orders.repeat_number", { number: 1 }))
    await tapsAtOnce(shopper, again, message_id, 2)
    await shopper.sees(saying("checkout.ask_slot"))
    expect((await accountOf(container(), AZIZA)).cart_id).not.toBe(aside)
    await shopper.sends("/cancel")
    await shopper.sees(saying("common.menu"))
    expect((await accountOf(container(), AZIZA)).cart_id).toBe(aside)
  })

  it("list the items of an old order that are no longer available", async () => {
    const shopper = aziza()
    await placesOrder(container(), shopper, { also: "scarlet-dawn" })
    const products = container().resolve(Modules.PRODUCT)
    const withdraw = async (handle: string) => {
      const { id } = await productByHandle(container(), handle)
      await products.updateProducts(id, { status: "draft" })
    }
    await withdraw("scarlet-dawn")
    await shopper.sends("/orders")
    await shopper.taps(saying("orders.repeat_number", { number: 1 }))
    expect(words(await shopper.sees(saying("checkout.repeat_ready")))).toMatch(
      saying("checkout.repeat_skipped", { titles: "Алая заря" }),
    )
    await shopper.sends("/cancel")
    await shopper.sees(saying("checkout.postponed"))

    await withdraw("pink-cloud")
    await shopper.sends("/orders")
    await shopper.taps(saying("orders.repeat_number", { number: 1 }))
    await shopper.sees(saying("checkout.repeat_nothing"))
  })

  it("can be canceled after a confirmation until a florist accepts", async () => {
    const shopper = aziza()
    await placesOrder(container(), shopper)
    await shopper.taps(saying("checkout.status"))
    await shopper.taps(saying("orders.cancel"))
    await shopper.sees(saying("orders.ask_cancel", { number: 1 }))
    await shopper.taps(saying("orders.cancel_no"))
    await shopper.sees(saying("orders.status_offered"))
    await shopper.taps(saying("orders.cancel"))
    await shopper.sees(saying("orders.ask_cancel", { number: 1 }))
    const [{ id }] = await ordersOf(container())
    const { message_id = 0 } = (await shopper.screen()) ?? {}
    await tapsAtOnce(shopper, `ordcancelyes:${id}`, message_id, 2)
    await shopper.sees(saying("orders.status_canceled"))
    const [order] = await ordersOf(container())
    expect(order).toMatchObject({
      status: "canceled",
      assignment: { status: "canceled" },
      delivery: { status: "released" },
    })
    await shopper.sends("/status")
    await shopper.sees(saying("orders.none_active"))
  })

  it("are visible only to their owner", async () => {
    await placesOrder(container(), aziza())
    const [{ id }] = await ordersOf(container())
    const stranger = jasur()
    await comesIn(stranger, "uz")
    // The other person is a customer too, with a cart.
    await putIntoCart(container(), JASUR, { language: "uz" })
    for (const data of [`order:${id}`, `again:${id}`, `ordcancel:${id}`, `ordcancelyes:${id}`]) {
      await stranger.sends("/menu")
      const { message_id } = await stranger.sees(saying("common.menu", {}, "uz"))
      await stranger.forges(data, { message_id })
      expect(words(await stranger.sees(saying("orders.not_found", {}, "uz")))).not.toMatch(/Навои|Aziza/)
    }
    const [order] = await ordersOf(container())
    expect(order.status).toBe("pending")
  })
})
