import { Modules } from "@medusajs/framework/utils"
import { AZIZA, botSuite, JASUR } from "./support"
import {
  accountOf,
  asked,
  goesToCheckout,
  ordersOf,
  putIntoCart,
  telegramOf,
  tellsAll,
} from "./checkout-support"
import { dataBehind, forgesOnScreen, words } from "./shopper-support"
import { eventually } from "../support/eventually"

botSuite("the checkout", ({ telegram, container }) => {
  const aziza = () => telegram().person(AZIZA)
  const jasur = () => telegram().person(JASUR)

  it("takes a first order for the shopper in eleven taps and one typed answer", async () => {
    const shopper = aziza()
    const [taps, typed] = [shopper.tapCount, shopper.typedCount]
    await shopper.sends("/start")
    await shopper.taps(/Русский/)
    await shopper.taps(/Каталог/)
    await shopper.taps(/^Букеты/)
    await shopper.taps(/^2\. /)
    await shopper.taps(/В корзину/)
    await shopper.taps(/Оформить заказ/)
    await shopper.taps(/Привезите мне/)
    await shopper.sees(/По какому номеру/)
    await shopper.pressesKeyboard(/Отправить мой номер/)
    await shopper.sees(/Куда привезти/)
    await shopper.sends("ул. Навои 12, кв. 5")
    await shopper.taps(/по центру.*20.000/)
    const slots = await shopper.sees(/Когда привезти/)
    expect(slots.buttons?.flat().map(({ text }) => text)).toContain("Позже ›")
    await shopper.taps(/🕐 \d/)
    const summary = await shopper.sees(/Проверьте заказ/)
    expect(words(summary)).toMatch(/Розовое облако, S — 260.000 сум/)
    expect(words(summary)).toMatch(/Aziza Karimova, \+998 90 123 45 01/)
    expect(words(summary)).toMatch(/Итого: 280.000 сум/)
    await shopper.taps(/При получении · 280.000 сум/)
    const placed = await shopper.sees(/Заказ №1 принят!/)

    expect(shopper.tapCount - taps).toBeLessThanOrEqual(12)
    expect(shopper.typedCount - typed).toBeLessThanOrEqual(4)
    expect(placed.message_id).toBe(summary.message_id)
    expect(words(placed)).toMatch(/ул. Навои 12, кв. 5/)
    expect(words(placed)).toMatch(/Оплата: 💵 При получении/)

    const [order] = await ordersOf(container())
    expect(order).toMatchObject({
      display_id: 1,
      status: "pending",
      total: 280_000,
      delivery: {
        method: "delivery",
        recipient_phone: "+998901234501",
        address: "ул. Навои 12, кв. 5",
        status: "booked",
      },
      assignment: { status: "offered" },
    })
    const account = await accountOf(container(), AZIZA)
    expect(account.cart_id).toBeNull()
    const customer = await container()
      .resolve(Modules.CUSTOMER)
      .retrieveCustomer(account.customer_id ?? "")
    expect(customer.phone).toBe("+998901234501")

    // The confirmation stays in the chat; the next screen is a new message.
    await shopper.taps(/🏠 Меню/)
    const menu = await shopper.sees(/С чего начнём/)
    expect(menu.message_id).not.toBe(placed.message_id)
  })

  it("takes an order for someone else by a location, in Uzbek, with all options", async () => {
    const shopper = jasur()
    await goesToCheckout(container(), shopper, "uz")
    await shopper.taps(/Boshqa insonga/)
    await shopper.sees(/Qabul qiluvchining ismi/)
    await shopper.sendsContactOf({ phone_number: "998935551122", first_name: "Nigora", last_name: "Saidova" })
    await shopper.sees(/Qayerga olib boramiz/)
    await shopper.pressesKeyboard(/Joylashuvni yuborish/)
    expect(words(await shopper.sees(/Xaritadan topdik/))).toMatch(/Buxoro markazi.*20.000 soʻm/)
    await shopper.sends("7-uy, yashil darvoza")
    await shopper.taps(/🕐 \d/)
    await shopper.sees(/Buyurtmani tekshiring/)

    await shopper.taps(/Otkritka/)
    await shopper.sees(/Otkritkaga nima yozamiz/)
    await shopper.sends("Tugʻilgan kuningiz bilan!")
    await shopper.taps(/Anonim: yoʻq/)
    await shopper.taps(/Anonim: ha/)
    await shopper.sees(/Buyurtmani tekshiring/)
    await shopper.sends("/cart")
    await shopper.taps(/rasmiylashtirish/i)
    await shopper.taps(/Izoh/)
    await shopper.sees(/Nimalarni bilib/)
    await shopper.sends("Qoʻngʻiroq qilmang")
    await shopper.taps(/Chek pochtaga/)
    await shopper.sees(/qaysi pochtaga/)
    await shopper.sends("jasur")
    await shopper.sees(/Pochtada xato/)
    await shopper.sends("jasur@mail.uz")
    const summary = words(await shopper.sees(/Buyurtmani tekshiring/))
    expect(summary).toMatch(/🎁 Nigora Saidova, \+998 93 555 11 22/)
    expect(summary).toMatch(/📍 7-uy, yashil darvoza/)
    expect(summary).toMatch(/✉️ jasur@mail.uz/)
    await shopper.taps(/Qabul qilganda/)
    await shopper.sees(/№1 buyurtma qabul qilindi/)

    const [order] = await ordersOf(container())
    expect(order.delivery).toMatchObject({
      for_someone_else: true,
      recipient_name: "Nigora Saidova",
      recipient_phone: "+998935551122",
      address: "7-uy, yashil darvoza",
      card_text: "Tugʻilgan kuningiz bilan!",
      comment: "Qoʻngʻiroq qilmang",
    })
    // A recipient's phone must not become the shopper's phone.
    const account = await accountOf(container(), JASUR)
    const customer = await container()
      .resolve(Modules.CUSTOMER)
      .retrieveCustomer(account.customer_id ?? "")
    expect(customer.phone).toBeNull()
  })

  it("takes a pick-up order without an address", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    await shopper.taps(/Заберу/)
    await shopper.sees(/По какому номеру/)
    await shopper.pressesKeyboard(/Отправить мой номер/)
    await shopper.sees(/Когда заберёте/)
    await shopper.taps(/🕐 \d/)
    const summary = words(await shopper.sees(/Проверьте заказ/))
    expect(summary).toMatch(/Самовывоз/)
    expect(summary).toMatch(/📍 .*Бухара/)
    await shopper.taps(/При получении · 260.000/)
    await shopper.sees(/Заказ №1 принят/)
    expect((await ordersOf(container()))[0]).toMatchObject({ total: 260_000, delivery: { method: "pickup" } })
  })

  it("offers pick-up outside the delivery zones", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    await shopper.taps(/Привезите мне/)
    await shopper.sees(/По какому номеру/)
    await shopper.pressesKeyboard(/Отправить мой номер/)
    await shopper.sees(/Куда привезти/)
    await shopper.sendsLocation(41.3111, 69.2797)
    await shopper.sees(/Туда мы пока не возим/)
    await shopper.taps(/Заберу/)
    await shopper.sees(/Когда заберёте/)
  })

  it("goes back and leaves at each step, and keeps the cart", async () => {
    const shopper = aziza()
    const cartId = await goesToCheckout(container(), shopper)
    await shopper.taps(/Привезите другому/)
    await shopper.sees(/Как зовут/)
    await shopper.taps(/Назад/)
    await shopper.sees(/Кому везём/)
    await shopper.taps(/Привезите другому/)
    await shopper.sees(/Как зовут/)
    await shopper.sends("Нигора")
    await shopper.sees(/Телефон получателя/)
    await shopper.taps(/Назад/)
    await shopper.sees(/Как зовут/)
    await shopper.taps(/Оставить: Нигора/)
    await shopper.sees(/Телефон получателя/)
    await shopper.sends("+998935551122")
    await shopper.sees(/Куда привезти/)
    await shopper.pressesKeyboard(/Назад/)
    await shopper.taps(/Оставить: \+998 93/)
    await shopper.sees(/Куда привезти/)
    await shopper.sends("ул. Навои 12")
    await shopper.sees(/В какой части/)
    await shopper.taps(/Назад/)
    await shopper.sees(/Куда привезти/)
    await shopper.pressesKeyboard(/Отмена/)
    await shopper.sees(/Оформление отложено/)
    expect((await accountOf(container(), AZIZA)).cart_id).toBe(cartId)
    await shopper.taps(/Продолжить/)
    await shopper.sees(/В какой части/)
    await shopper.sends("/cancel")
    await shopper.sees(/Оформление отложено/)
    await shopper.taps(/Продолжить/)
    await shopper.sees(/В какой части/)
    await shopper.taps(/по центру/)
    await shopper.sees(/Когда привезти/)
    await shopper.taps(/Назад/)
    await shopper.sees(/В какой части/)
    await shopper.taps(/✅.*по центру/)
    await shopper.sees(/Когда привезти/)
    await shopper.taps(/🕐 \d/)
    await shopper.sees(/Проверьте заказ/)

    // An edit returns to the summary, also when it is canceled.
    await shopper.taps(/👤 Имя/)
    await shopper.sees(/Как зовут/)
    await shopper.taps(/Назад/)
    await shopper.sees(/Проверьте заказ/)
    await shopper.taps(/🕐 Время/)
    await shopper.sees(/Когда привезти/)
    await shopper.taps(/Назад/)
    await shopper.sees(/Проверьте заказ/)
    // A change to "for myself" clears the recipient's name and phone.
    await shopper.taps(/Кому и как/)
    await shopper.taps(/Привезите мне/)
    await shopper.sees(/По какому номеру/)
    await shopper.pressesKeyboard(/Отправить мой номер/)
    expect(words(await shopper.sees(/Проверьте заказ/))).toMatch(/👤 Aziza Karimova, \+998 90 123 45 01/)
  })

  it("resumes after a day, and starts again with an explanation when the cart is gone", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    await shopper.taps(/Привезите мне/)
    await shopper.sees(/По какому номеру/)
    const account = await asked(container(), AZIZA)
    const session = account.session as { expects: { since: number } }
    session.expects.since -= 25 * 60 * 60 * 1000
    await telegramOf(container()).updateAccounts({ id: account.id, session })
    await shopper.sends("90 123 45 67")
    expect(words(await shopper.sees(/По какому номеру/))).toMatch(/Продолжим с того места/)
    await shopper.sends("90 123 45 67")
    await shopper.sees(/Куда привезти/)

    await telegramOf(container()).updateAccounts({ id: account.id, cart_id: null })
    await shopper.sends("ул. Навои 12")
    await shopper.sees(/В корзине пока пусто/)
  })

  it("repeats a question with an example for an invalid answer, and accepts any text where text is asked for", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    await shopper.taps(/Привезите другому/)
    await shopper.sees(/Как зовут/)
    await shopper.sends("я".repeat(4096))
    await shopper.sees(/Слишком длинно/)
    await shopper.sends("<b>Роза</b> & 'x'; DROP TABLE cart;-- 🌹")
    await shopper.sees(/Телефон получателя/)
    for (const wrong of ["12", "+998 00 000 00 00", "' OR 1=1 --", "9".repeat(4096), "🌹"]) {
      await shopper.sends(wrong)
      await shopper.sees(/Такого номера, похоже, нет/)
    }
    await shopper.sends("+998 (90) 123-45-67")
    await shopper.sees(/Куда привезти/)
    await shopper.sends("ул")
    await shopper.sees(/Этого мало/)
    await shopper.sends("</b><script>alert(1)</script> {{name}} ".repeat(4))
    await shopper.taps(/по центру/)
    await shopper.sees(/Когда привезти/)
    await shopper.taps(/🕐 \d/)
    await shopper.sees(/Проверьте заказ/)
    for (const [button, question] of [
      [/Открытка/, /Что написать/],
      [/Комментарий/, /Что нам важно/],
    ] as const) {
      await shopper.taps(button)
      await shopper.sees(question)
      await shopper.sends("🌹".repeat(501))
      await shopper.sees(/Слишком длинно/)
      await shopper.sends("<i>".repeat(160))
      await shopper.sees(/Проверьте заказ/)
    }
    await shopper.taps(/Промокод/)
    await shopper.sees(/Напишите промокод/)
    await shopper.sends("'; DELETE FROM promotion;--")
    await shopper.sees(/Такой промокод не работает/)
    await shopper.taps(/Назад/)
    const summary = words(await shopper.sees(/Проверьте заказ/))
    expect(summary).toContain("<b>Роза</b> & 'x'; DROP TABLE cart;-- 🌹".slice(0, 30))
    expect(summary.length).toBeLessThanOrEqual(1024)
    await shopper.taps(/При получении/)
    await shopper.sees(/принят!/)
    const [order] = await ordersOf(container())
    expect(order.delivery).toMatchObject({ recipient_name: "<b>Роза</b> & 'x'; DROP TABLE cart;-- 🌹" })
  })

  it("places one order for repeated taps of the payment button", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    await tellsAll(shopper)
    const summary = await shopper.screen()
    const pay = await dataBehind(telegram(), /При получении/)
    const message_id = summary?.message_id ?? 0
    const answers = await Promise.all([1, 2, 3].map(() => shopper.forges(pay, { message_id })))
    await shopper.sees(/Заказ №1 принят/)
    expect(answers.map(({ text }) => text ?? "")).toContain("Заказ уже оформлен, второй раз не нужно 🌷")
    expect(await ordersOf(container())).toHaveLength(1)
    const confirmations = (await shopper.messages()).filter(
      (message) => message.message_id >= message_id && /№1 принят/.test(words(message)),
    )
    expect(confirmations).toHaveLength(1)

    // The same button, after another cart was started.
    await putIntoCart(container(), AZIZA)
    await shopper.forges(pay, { message_id })
    expect(await ordersOf(container())).toHaveLength(1)
  })

  it("answers forged and stale buttons clearly, and writes nothing", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    await tellsAll(shopper)
    const pay = await dataBehind(telegram(), /При получении/)
    const [, cart, total] = pay.split(":")
    const forged = [
      `ckpay:${cart}:1:pp_system_default`,
      `ckpay:${cart}:${total}:pp_click_click`,
      `ckpay:${cart}:-5:pp_system_default`,
      "ckpay:xxxxxxxx:280000:pp_system_default",
      "ckzone:so_nobody",
      "ckslot:2020-01-01.dwin_x",
      "ckslot:'; drop table delivery",
      "ckday:9999-99-99",
      "ckaddr:cuaddr_other",
      "ckback:nowhere",
      "ckkeep:nowhere",
      "ckedit:cart_id",
      "ckclear:cart_id",
      "ckway:nobody",
      "ckanon:maybe",
      "order:order_x",
      "again:order_x",
      "ordcancelyes:order_x",
      "ordpage:-1",
      "addrrmyes:cuaddr_x",
    ]
    for (const data of forged) {
      const answer = await forgesOnScreen(shopper, data)
      expect(answer.text ?? "").not.toMatch(/Что-то пошло не так/)
    }
    await shopper.seesNot(/Что-то пошло не так/)
    expect(await ordersOf(container())).toHaveLength(0)
    await shopper.sends("/cart")
    await shopper.taps(/Оформить/)
    await shopper.sees(/Проверьте заказ/)
  })

  it("shows the new total when prices changed meanwhile, and places nothing", async () => {
    const shopper = aziza()
    const cartId = await goesToCheckout(container(), shopper)
    await tellsAll(shopper)
    await putIntoCart(container(), AZIZA)
    await shopper.taps(/При получении · 280.000/)
    const summary = words(await shopper.sees(/сумма изменилась/))
    expect(summary).toMatch(/Итого: 540.000 сум/)
    expect(await ordersOf(container())).toHaveLength(0)
    expect((await accountOf(container(), AZIZA)).cart_id).toBe(cartId)
    await shopper.taps(/При получении · 540.000/)
    await shopper.sees(/Заказ №1 принят/)
  })

  it("asks for another time when the slot is full, during checkout and at its end", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    await tellsAll(shopper)
    const delivery = container().resolve<DeliveryService>("delivery")
    const windows = await delivery.listDeliveryWindows({})
    await delivery.updateDeliveryWindows(windows.map(({ id }) => ({ id, capacity: 0 })))
    await shopper.taps(/При получении/)
    await shopper.sees(/Это время, увы/)
    expect(await ordersOf(container())).toHaveLength(0)
    const full = await shopper.taps(/🚫/)
    expect(full.text).toMatch(/Это время уже разобрали/)
    await delivery.updateDeliveryWindows(windows.map(({ id }) => ({ id, capacity: 5 })))
    await shopper.taps(/Завтра/)
    await shopper.sees(/завтра/)
    await shopper.taps(/🕐 \d/)
    await shopper.sees(/Проверьте заказ/)
    await shopper.taps(/При получении/)
    await shopper.sees(/Заказ №1 принят/)
  })

  it("reuses the phone and the address for the next order", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    await tellsAll(shopper)
    await shopper.taps(/При получении/)
    await shopper.sees(/принят!/)
    // The address is saved shortly after the order is placed.
    const customer_id = (await accountOf(container(), AZIZA)).customer_id ?? ""
    const customers = container().resolve(Modules.CUSTOMER)
    await eventually(async () =>
      expect(await customers.listCustomerAddresses({ customer_id })).toHaveLength(1),
    )
    await putIntoCart(container(), AZIZA)
    await shopper.sends("/cart")
    const before = shopper.tapCount
    await shopper.taps(/Оформить/)
    await shopper.taps(/Привезите мне/)
    await shopper.taps(/📍 ул. Навои 12/)
    await shopper.sees(/Когда привезти/)
    await shopper.taps(/🕐 \d/)
    await shopper.sees(/Проверьте заказ/)
    await shopper.taps(/При получении/)
    await shopper.sees(/Заказ №2 принят/)
    expect(shopper.tapCount - before).toBe(5)
  })
})

type DeliveryService = {
  listDeliveryWindows(filters: object): Promise<{ id: string }[]>
  updateDeliveryWindows(data: { id: string; capacity: number }[]): Promise<unknown>
}
