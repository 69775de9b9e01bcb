import { Modules } from "@medusajs/framework/utils"
import { AZIZA, botSuite, DILNOZA, FLORISTS, JASUR } from "./support"
import { accountOf, ordersOf, placesOrder, putIntoCart } from "./checkout-support"
import { eventually } from "./workshop-support"
import { comesIn, dataBehind, productByHandle, tapsAtOnce, words } from "./shopper-support"

botSuite("a shopper's orders", ({ telegram, container }) => {
  const aziza = () => telegram().person(AZIZA)
  const jasur = () => telegram().person(JASUR)

  it("show where an order is, with its history, from placed to accepted", async () => {
    const shopper = aziza()
    await placesOrder(container(), shopper)

    await shopper.taps(/Где мой заказ/)
    const order = words(await shopper.sees(/📦 Заказ №1/))
    expect(order).toMatch(/Ищем флориста/)
    expect(order).toMatch(/Розовое облако, S — 260.000 сум/)
    expect(order).toMatch(/ул. Навои 12, кв. 5/)
    expect(order).toMatch(/\d{1,2} \S+, \d\d:\d\d — заказ принят/)

    const florist = telegram().person(DILNOZA)
    await comesIn(florist)
    expect((await florist.taps(/Беру/, { in: FLORISTS })).text).toMatch(/Заказ №1 ваш/)
    await eventually(async () => (await ordersOf(container()))[0].assignment?.status === "accepted")
    await shopper.sends("/status")
    const taken = words(await shopper.sees(/📦 Заказ №1/))
    expect(taken).toMatch(/Собираем букет/)
    expect(taken).toMatch(/флорист собирает букет/)
    expect(await shopper.buttons()).not.toContain("✖️ Отменить заказ")
  })

  it("can be repeated in three taps, and the unfinished cart is restored", async () => {
    const shopper = aziza()
    await placesOrder(container(), shopper)
    const aside = await putIntoCart(container(), AZIZA, { quantity: 2 })
    await shopper.sends("/orders")
    await shopper.sees(/Ваши заказы/)

    const before = [shopper.tapCount, shopper.typedCount]
    await shopper.taps(/Повторить №1/)
    await shopper.sees(/Собрали тот же заказ/)
    await shopper.taps(/🕐 \d/)
    await shopper.sees(/Проверьте заказ/)
    await shopper.taps(/При получении · 280.000/)
    const placed = words(await shopper.sees(/Заказ №2 принят/))
    expect([shopper.tapCount - before[0], shopper.typedCount - before[1]]).toEqual([3, 0])
    expect(placed).toMatch(/прежняя корзина снова на месте/)
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
    const { message_id } = await shopper.sees(/Ваши заказы/)
    const again = await dataBehind(telegram(), /Повторить №1/)
    await tapsAtOnce(shopper, again, message_id, 2)
    await shopper.sees(/Когда привезти/)
    expect((await accountOf(container(), AZIZA)).cart_id).not.toBe(aside)
    await shopper.sends("/cancel")
    await shopper.sees(/С чего начнём/)
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
    await shopper.taps(/Повторить №1/)
    expect(words(await shopper.sees(/Собрали тот же заказ/))).toMatch(/Не вошло в этот раз.*: Алая заря/)
    await shopper.sends("/cancel")
    await shopper.sees(/отложено/)

    await withdraw("pink-cloud")
    await shopper.sends("/orders")
    await shopper.taps(/Повторить №1/)
    await shopper.sees(/ничего нет в наличии/)
  })

  it("can be canceled after a confirmation until a florist accepts", async () => {
    const shopper = aziza()
    await placesOrder(container(), shopper)
    await shopper.taps(/Где мой заказ/)
    await shopper.taps(/Отменить заказ/)
    await shopper.sees(/Отменить заказ №1\?/)
    await shopper.taps(/Нет, оставить/)
    await shopper.sees(/Ищем флориста/)
    await shopper.taps(/Отменить заказ/)
    await shopper.sees(/Отменить заказ №1\?/)
    const [{ id }] = await ordersOf(container())
    const { message_id = 0 } = (await shopper.screen()) ?? {}
    await tapsAtOnce(shopper, `ordcancelyes:${id}`, message_id, 2)
    await shopper.sees(/Отменён/)
    const [order] = await ordersOf(container())
    expect(order).toMatchObject({
      status: "canceled",
      assignment: { status: "canceled" },
      delivery: { status: "released" },
    })
    await shopper.sends("/status")
    await shopper.sees(/Сейчас ничего не в пути/)
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
      const { message_id } = await stranger.sees(/Nimadan boshlaymiz/)
      await stranger.forges(data, { message_id })
      expect(words(await stranger.sees(/Sizda bunday buyurtma yoʻq/))).not.toMatch(/Навои|Aziza/)
    }
    const [order] = await ordersOf(container())
    expect(order.status).toBe("pending")
  })
})
