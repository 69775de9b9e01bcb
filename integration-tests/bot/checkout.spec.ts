import { randomUUID } from "node:crypto"
import { Modules } from "@medusajs/framework/utils"
import { AZIZA, botSuite, DILNOZA, FLORISTS, JASUR } from "./support"
import {
  edits,
  comesToSummaryAgain,
  accountOf,
  asked,
  goesToCheckout,
  ordersOf,
  putIntoCart,
  telegramOf,
  tellsAll,
} from "./checkout-support"
import { cartOf, dataBehind, forgesOnScreen, words } from "./shopper-support"
import { BLANK } from "../../src/bot/ui/calendar"
import { textsIn } from "../../src/bot/ui/texts"
import { dayInFull, dayOf, plusDays, weekdayOf } from "../../src/bot/ui/when"
import type DeliveryModuleService from "../../src/modules/delivery/service"
import { listDeliverySlots } from "../../src/workflows/delivery/list-delivery-slots"
import { reduceLinesWorkflow } from "../../src/workflows/cart/reduce-lines"
import { optionsOf } from "../../src/workflows/settings"
import { eventually } from "../support/eventually"
import { withOptions } from "../support/limits"
import { label, pattern, price, saying } from "../support/labels"
import {
  addShippingOption,
  ALL_DAY,
  removeShippingOptions,
  whileExpressIsOffered,
} from "../support/shipping-options"

botSuite("the checkout", ({ telegram, container }) => {
  const aziza = () => telegram().person(AZIZA)
  const jasur = () => telegram().person(JASUR)

  it("takes a first order for the shopper in eleven taps and one typed answer", async () => {
    const shopper = aziza()
    const [taps, typed] = [shopper.tapCount, shopper.typedCount]
    await shopper.sends("/start")
    await shopper.taps(saying("common.language_russian"))
    await shopper.taps(saying("common.menu_catalog"))
    await shopper.taps(/^Букеты/)
    await shopper.taps(/^2$/)
    await shopper.taps(saying("catalog.add_to_cart"))
    await shopper.taps(saying("catalog.checkout"))
    await shopper.taps(saying("checkout.method_me"))
    await shopper.sees(saying("checkout.ask_phone_me"))
    await shopper.pressesKeyboard(saying("checkout.send_contact"))
    await shopper.sees(saying("checkout.ask_address"))
    await shopper.sends("ул. Навои 12, кв. 5")
    await shopper.taps(/Центр Бухары.*20.000/)
    const slots = await shopper.sees(saying("checkout.ask_slot"))
    expect(slots.buttons?.flat().map(({ text }) => text)).toContain(label("checkout.other_day"))
    await shopper.taps(/🕐 \d/)
    const summary = await shopper.sees(saying("checkout.summary"))
    expect(words(summary)).toMatch(pattern`Розовое облако, S — ${price(260_000)}`)
    expect(words(summary)).toMatch(/Aziza Karimova, \+998 90 123 45 01/)
    expect(words(summary)).toMatch(saying("checkout.line_total", { price: price(280_000) }))
    await shopper.taps(
      saying("checkout.pay_button", {
        method: label("checkout.pay_pp_system_default"),
        total: price(280_000),
      }),
    )
    const placed = await shopper.sees(saying("checkout.placed", { number: 1 }))

    expect(shopper.tapCount - taps).toBeLessThanOrEqual(12)
    expect(shopper.typedCount - typed).toBeLessThanOrEqual(4)
    expect(placed.message_id).toBe(summary.message_id)
    expect(words(placed)).toMatch(/ул. Навои 12, кв. 5/)
    expect(words(placed)).toMatch(
      saying("checkout.line_payment", { method: label("checkout.pay_pp_system_default") }),
    )

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
    await shopper.taps(saying("common.to_menu"))
    const menu = await shopper.sees(saying("common.menu"))
    expect(menu.message_id).not.toBe(placed.message_id)
  })

  it("reads a contact and a phone as address books store them", async () => {
    const shopper = jasur()
    await goesToCheckout(container(), shopper)
    await shopper.taps(saying("checkout.method_someone"))
    await shopper.sees(saying("checkout.ask_name_someone"))
    await shopper.sendsContactOf({ phone_number: "8 (912) 345-67-89", first_name: "\u200eНигора\u3164" })
    await shopper.sees(saying("checkout.ask_address"))
    await shopper.pressesKeyboard(saying("common.back"))
    await shopper.sees(saying("checkout.ask_phone_someone", { name: "Нигора" }))
    expect(await shopper.buttons()).toContain(label("checkout.keep", { value: "+7 912 345 67 89" }))
    await shopper.sends("\u202a٩٩٨\u00a0(90)\u00a0123\u201145\u201167\u202c")
    await shopper.sees(saying("checkout.ask_address"))
    await shopper.pressesKeyboard(saying("common.back"))
    await shopper.sees(saying("checkout.ask_phone_someone", { name: "Нигора" }))
    expect(await shopper.buttons()).toContain(label("checkout.keep", { value: "+998 90 123 45 67" }))
  })

  it("takes an order for someone else by a location, in Uzbek, with all options", async () => {
    const shopper = jasur()
    await goesToCheckout(container(), shopper, "uz")
    await shopper.taps(saying("checkout.method_someone", {}, "uz"))
    await shopper.sees(saying("checkout.ask_name_someone", {}, "uz"))
    await shopper.sendsContactOf({ phone_number: "998935551122", first_name: "Nigora", last_name: "Saidova" })
    await shopper.sees(saying("checkout.ask_address", {}, "uz"))
    await shopper.pressesKeyboard(saying("checkout.send_location", {}, "uz"))
    expect(words(await shopper.sees(saying("checkout.zone_found", {}, "uz")))).toMatch(
      pattern`Buxoro markazi.*${price(20_000, "uz")}`,
    )
    await shopper.sends("7-uy, yashil darvoza")
    await shopper.taps(/🕐 \d/)
    // A typed phone is accepted too.
    await shopper.sees(saying("checkout.ask_phone_giver", {}, "uz"))
    await shopper.sends("12")
    await shopper.sees(saying("errors.invalid_phone", {}, "uz"))
    await shopper.sends("90 765 43 21")

    // Words by occasion; the card is a line of the order.
    const card = words(await shopper.sees(saying("checkout.ask_card_text", {}, "uz")))
    expect(card).toMatch(saying("checkout.card_costs", { price: price(10_000, "uz") }, "uz"))
    await shopper.taps(saying("checkout.occasion_birthday", {}, "uz"))
    await shopper.sees(saying("checkout.ask_words", {}, "uz"))
    await shopper.taps(/^2$/)
    const written = words(await shopper.sees(saying("checkout.summary", {}, "uz")))
    expect(written).toMatch(saying("checkout.card_birthday_2", {}, "uz"))
    expect(written).toMatch(pattern`Soʻzlaringiz yozilgan otkritka — ${price(10_000, "uz")}`)
    await edits(shopper, "checkout.edit_card_text", "uz")
    expect(words(await shopper.sees(saying("checkout.ask_card_text", {}, "uz")))).toMatch(
      saying("checkout.card_in_cart", {}, "uz"),
    )
    await shopper.sends("Tugʻilgan kuningiz bilan!")
    await shopper.taps(saying("checkout.edit", {}, "uz"))
    await shopper.taps(saying("checkout.anonymous_off", {}, "uz"))
    await shopper.taps(saying("checkout.anonymous_on", {}, "uz"))
    await shopper.sees(saying("checkout.ask_edit", {}, "uz"))
    await shopper.sends("/cart")
    await shopper.taps(saying("cart.checkout", {}, "uz"))
    await edits(shopper, "checkout.edit_comment", "uz")
    await shopper.sees(saying("checkout.ask_comment", {}, "uz"))
    await shopper.sends("Qoʻngʻiroq qilmang")
    await edits(shopper, "checkout.edit_email", "uz")
    await shopper.sees(saying("checkout.ask_email", {}, "uz"))
    await shopper.sends("jasur")
    await shopper.sees(saying("errors.invalid_email", {}, "uz"))
    await shopper.sends("jasur@mail.uz")
    const summary = words(await shopper.sees(saying("checkout.summary", {}, "uz")))
    expect(summary).toMatch(/🎁 Nigora Saidova, \+998 93 555 11 22/)
    expect(summary).toMatch(/📍 7-uy, yashil darvoza/)
    expect(summary).toMatch(/✉️ jasur@mail.uz/)
    await shopper.taps(saying("checkout.pay_gift_cash", {}, "uz"))
    const placed = words(await shopper.sees(saying("checkout.placed", { number: 1 }, "uz")))
    expect(placed).toMatch(saying("checkout.pay_at_shop", {}, "uz"))

    const [order] = await ordersOf(container())
    expect(order.delivery).toMatchObject({
      for_someone_else: true,
      recipient_name: "Nigora Saidova",
      recipient_phone: "+998935551122",
      giver_phone: "+998907654321",
      address: "7-uy, yashil darvoza",
      card_text: "Tugʻilgan kuningiz bilan!",
      comment: "Qoʻngʻiroq qilmang",
    })
    // The giver's phone is remembered; a recipient's phone must not become the shopper's phone.
    const account = await accountOf(container(), JASUR)
    const customer = await container()
      .resolve(Modules.CUSTOMER)
      .retrieveCustomer(account.customer_id ?? "")
    expect(customer.phone).toBe("+998907654321")
  })

  it("takes a pick-up order without an address", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    await shopper.taps(saying("checkout.method_pickup"))
    await shopper.sees(saying("checkout.ask_phone_me"))
    await shopper.pressesKeyboard(saying("checkout.send_contact"))
    await shopper.sees(saying("checkout.ask_slot_pickup"))
    await shopper.taps(/🕐 \d/)
    const summary = words(await shopper.sees(saying("checkout.summary")))
    expect(summary).toMatch(saying("checkout.line_pickup", { zone: /Самовывоз.*/ }))
    expect(summary).toMatch(/📍 .*Бухара/)
    await shopper.taps(
      saying("checkout.pay_button", {
        method: label("checkout.pay_pp_system_default"),
        total: price(260_000),
      }),
    )
    await shopper.sees(saying("checkout.placed", { number: 1 }))
    expect((await ordersOf(container()))[0]).toMatchObject({ total: 260_000, delivery: { method: "pickup" } })
  })

  it("offers pick-up outside the delivery zones", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    await shopper.taps(saying("checkout.method_me"))
    await shopper.sees(saying("checkout.ask_phone_me"))
    await shopper.pressesKeyboard(saying("checkout.send_contact"))
    await shopper.sees(saying("checkout.ask_address"))
    await shopper.sendsLocation(41.3111, 69.2797)
    await shopper.sees(saying("checkout.out_of_zone"))
    await shopper.taps(saying("checkout.method_pickup"))
    await shopper.sees(saying("checkout.ask_slot_pickup"))
  })

  it("asks for the words of a card in the cart, and takes the card away with its words", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    await putIntoCart(container(), AZIZA, { handle: "card-classic" })
    await shopper.taps(saying("checkout.method_pickup"))
    await shopper.sees(saying("checkout.ask_phone_me"))
    await shopper.pressesKeyboard(saying("checkout.send_contact"))
    await shopper.taps(/🕐 \d/)
    await shopper.sees(saying("checkout.card_in_cart"))
    await shopper.taps(saying("checkout.occasion_thanks"))
    await shopper.taps(saying("common.back"))
    await shopper.sees(saying("checkout.ask_card_text"))
    await shopper.sends("Спасибо, Лола!")
    expect(words(await shopper.sees(saying("checkout.summary")))).toMatch(
      saying("checkout.line_total", { price: price(270_000) }),
    )
    // Without the card the words are not written either, so that the bot asks again.
    const cart = await cartOf(container(), AZIZA)
    await reduceLinesWorkflow(container()).run({
      input: { cart_id: cart?.id ?? "", lines: [{ line_id: cart?.items[1].id ?? "", quantity: 0 }] },
    })
    await shopper.sends("/cart")
    await shopper.taps(saying("cart.checkout"))
    expect(words(await shopper.sees(saying("checkout.ask_card_text")))).toMatch(
      saying("checkout.card_costs", { price: price(10_000) }),
    )
    await shopper.taps(saying("checkout.no_card"))
    const summary = words(await shopper.sees(saying("checkout.summary")))
    expect(summary).not.toContain("Спасибо, Лола!")
  })

  it("asks a recipient for an address that the giver does not know, or keeps the gift a surprise", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    await shopper.taps(saying("checkout.method_someone"))
    await shopper.sees(saying("checkout.ask_name_someone"))
    await shopper.sends("Нигора")
    await shopper.taps(saying("checkout.surprise_ask"))
    await shopper.sees(saying("checkout.ask_phone_surprise", { name: "Нигора" }))
    await shopper.taps(saying("checkout.surprise_on"))
    await shopper.sees(saying("checkout.ask_phone_someone", { name: "Нигора" }))
    await shopper.taps(saying("checkout.door_photo_off"))
    await shopper.sees(saying("checkout.ask_phone_someone", { name: "Нигора" }))
    expect(await shopper.buttons()).toContain(label("checkout.door_photo_on"))
    await shopper.sends("+998935551122")
    await shopper.sees(saying("checkout.ask_address"))
    await shopper.pressesKeyboard(saying("checkout.address_unknown_off"))
    await shopper.taps(/Центр Бухары/)
    await shopper.taps(/🕐 \d/)
    await shopper.sees(saying("checkout.ask_phone_giver"))
    await shopper.pressesKeyboard(saying("checkout.send_contact"))
    await shopper.taps(saying("checkout.no_card"))
    expect(words(await shopper.sees(saying("checkout.summary")))).toMatch(
      saying("checkout.address_unknown_short"),
    )
    // A call that asks for the address would end the surprise, so that the bot asks the giver for the address.
    await shopper.taps(saying("checkout.edit"))
    await shopper.taps(saying("checkout.surprise_off"))
    await shopper.sees(saying("checkout.ask_address"))
    await shopper.pressesKeyboard(saying("checkout.address_unknown_off"))
    await shopper.sees(saying("checkout.summary"))
    await shopper.taps(saying("checkout.pay_gift_cash"))
    await shopper.sees(saying("checkout.placed"))
    const [order] = await ordersOf(container())
    const switches = { address_unknown: true, surprise: false, door_photo: true }
    expect(order.delivery).toMatchObject({ address: null, ...switches })

    // The recipient is saved without an address: the next order asks only for it.
    await eventually(async () => {
      await shopper.sends("/addresses")
      expect(words(await shopper.sees(saying("checkout.addresses_none")))).toMatch(
        pattern`${saying("checkout.recipients")}[^]*Нигора · \+998 93 555 11 22`,
      )
    })
    await putIntoCart(container(), AZIZA)
    await shopper.sends("/cart")
    await shopper.taps(saying("cart.checkout"))
    await shopper.taps(saying("checkout.method_someone"))
    await shopper.taps(/🎁 Нигора/)
    await shopper.sees(saying("checkout.ask_address"))

    // A product card offers to order for this person again, until the shopper deletes them.
    const lastGift = async () => (await accountOf(container(), AZIZA)).session as object
    await eventually(async () =>
      expect(await lastGift()).toMatchObject({ last_gift: { name: "Нигора", phone: "+998935551122" } }),
    )
    await shopper.sends("/addresses")
    await shopper.taps(/🗑 🎁 Нигора/)
    await shopper.taps(saying("checkout.address_remove_yes"))
    await shopper.sees(saying("checkout.address_removed"))
    await eventually(async () => expect(await lastGift()).not.toHaveProperty("last_gift"))
  })

  it("goes back and leaves at each step, and keeps the cart", async () => {
    const shopper = aziza()
    const cartId = await goesToCheckout(container(), shopper)
    await shopper.taps(saying("checkout.method_someone"))
    await shopper.sees(saying("checkout.ask_name_someone"))
    await shopper.taps(saying("common.back"))
    await shopper.sees(saying("checkout.ask_method"))
    await shopper.taps(saying("checkout.method_someone"))
    await shopper.sees(saying("checkout.ask_name_someone"))
    await shopper.sends("Нигора")
    await shopper.sees(saying("checkout.ask_phone_someone"))
    await shopper.taps(saying("common.back"))
    await shopper.sees(saying("checkout.ask_name_someone"))
    await shopper.taps(saying("checkout.keep", { value: "Нигора" }))
    await shopper.sees(saying("checkout.ask_phone_someone"))
    await shopper.sends("+998935551122")
    await shopper.sees(saying("checkout.ask_address"))
    await shopper.pressesKeyboard(saying("common.back"))
    await shopper.taps(saying("checkout.keep", { value: "+998 93" }))
    await shopper.sees(saying("checkout.ask_address"))
    await shopper.sends("ул. Навои 12")
    await shopper.sees(saying("checkout.ask_zone"))
    await shopper.taps(saying("common.back"))
    await shopper.sees(saying("checkout.ask_address"))
    await shopper.pressesKeyboard(saying("common.cancel"))
    await shopper.sees(saying("checkout.postponed"))
    expect((await accountOf(container(), AZIZA)).cart_id).toBe(cartId)
    await shopper.taps(saying("checkout.resume"))
    await shopper.sees(saying("checkout.ask_zone"))
    await shopper.sends("/cancel")
    await shopper.sees(saying("checkout.postponed"))
    await shopper.taps(saying("checkout.resume"))
    await shopper.sees(saying("checkout.ask_zone"))
    await shopper.taps(/Центр Бухары/)
    await shopper.sees(saying("checkout.ask_slot"))
    await shopper.taps(saying("common.back"))
    await shopper.sees(saying("checkout.ask_zone"))
    await shopper.taps(/✅.*Центр Бухары/)
    await shopper.sees(saying("checkout.ask_slot"))
    await shopper.taps(/🕐 \d/)
    await shopper.sees(saying("checkout.ask_phone_giver"))
    await shopper.pressesKeyboard(saying("common.back"))
    await shopper.sees(saying("checkout.ask_slot"))
    await shopper.taps(/✅ \d/)
    await shopper.sees(saying("checkout.ask_phone_giver"))
    await shopper.pressesKeyboard(saying("checkout.send_contact"))
    await shopper.taps(saying("checkout.no_card"))
    await shopper.sees(saying("checkout.summary"))

    // An edit returns to the summary, also when it is canceled.
    await edits(shopper, "checkout.edit_recipient_name")
    await shopper.sees(saying("checkout.ask_name_someone"))
    await shopper.taps(saying("common.back"))
    await shopper.sees(saying("checkout.summary"))
    await edits(shopper, "checkout.edit_slot_id")
    await shopper.sees(saying("checkout.ask_slot"))
    await shopper.taps(saying("common.back"))
    await shopper.sees(saying("checkout.summary"))
    // A change to "for myself" takes the shopper's own name, and the phone that they gave as the giver.
    await edits(shopper, "checkout.edit_method")
    await shopper.taps(saying("checkout.method_me"))
    expect(words(await shopper.sees(saying("checkout.summary")))).toMatch(
      /👤 Aziza Karimova, \+998 90 123 45 01/,
    )
  })

  it("resumes after a day, and starts again with an explanation when the cart is gone", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    await shopper.taps(saying("checkout.method_me"))
    await shopper.sees(saying("checkout.ask_phone_me"))
    const account = await asked(container(), AZIZA)
    const session = account.session as { expects: { since: number } }
    session.expects.since -= 25 * 60 * 60 * 1000
    await telegramOf(container()).updateAccounts({ id: account.id, session })
    await shopper.sends("90 123 45 67")
    expect(words(await shopper.sees(saying("checkout.ask_phone_me")))).toMatch(saying("checkout.resumed"))
    await shopper.sends("90 123 45 67")
    await shopper.sees(saying("checkout.ask_address"))

    await telegramOf(container()).updateAccounts({ id: account.id, cart_id: null })
    await shopper.sends("ул. Навои 12")
    await shopper.sees(saying("checkout.nothing"))
  })

  it("repeats a question with an example for an invalid answer, and accepts any text where text is asked for", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    await shopper.taps(saying("checkout.method_someone"))
    await shopper.sees(saying("checkout.ask_name_someone"))
    await shopper.sends("я".repeat(4096))
    await shopper.sees(saying("errors.text_too_long"))
    await shopper.sends("<b>Роза</b> & 'x'; DROP TABLE cart;-- 🌹")
    await shopper.sees(saying("checkout.ask_phone_someone"))
    for (const wrong of ["12", "+998 00 000 00 00", "' OR 1=1 --", "9".repeat(4096), "🌹"]) {
      await shopper.sends(wrong)
      await shopper.sees(saying("errors.invalid_phone"))
    }
    await shopper.sends("+998 (90) 123-45-67")
    await shopper.sees(saying("checkout.ask_address"))
    await shopper.sends("ул")
    await shopper.sees(saying("errors.invalid_address"))
    await shopper.sends("</b><script>alert(1)</script> {{name}} ".repeat(4))
    await shopper.taps(/Центр Бухары/)
    await shopper.sees(saying("checkout.ask_slot"))
    await shopper.taps(/🕐 \d/)
    await shopper.sees(saying("checkout.ask_phone_giver"))
    await shopper.pressesKeyboard(saying("checkout.send_contact"))
    await shopper.taps(saying("checkout.no_card"))
    await shopper.sees(saying("checkout.summary"))
    for (const [button, question] of [
      ["checkout.edit_card_text", saying("checkout.ask_card_text")],
      ["checkout.edit_comment", saying("checkout.ask_comment")],
    ] as const) {
      await edits(shopper, button)
      await shopper.sees(question)
      await shopper.sends("🌹".repeat(501))
      await shopper.sees(saying("errors.text_too_long"))
      await shopper.sends("<i>".repeat(160))
      await shopper.sees(saying("checkout.summary"))
    }
    await edits(shopper, "checkout.edit_promo")
    await shopper.sees(saying("checkout.ask_promo"))
    await shopper.sends("'; DELETE FROM promotion;--")
    await shopper.sees(saying("errors.promo_invalid"))
    await shopper.taps(saying("common.back"))
    const summary = words(await shopper.sees(saying("checkout.summary")))
    expect(summary).toContain("<b>Роза</b> & 'x'; DROP TABLE cart;-- 🌹".slice(0, 30))
    expect(summary.length).toBeLessThanOrEqual(1024)
    await shopper.taps(saying("checkout.pay_gift_cash"))
    await shopper.sees(saying("checkout.placed"))
    const [order] = await ordersOf(container())
    expect(order.delivery).toMatchObject({ recipient_name: "<b>Роза</b> & 'x'; DROP TABLE cart;-- 🌹" })
  })

  it("places one order for repeated taps of the payment button", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    await tellsAll(shopper)
    const summary = await shopper.screen()
    const pay = await dataBehind(telegram(), saying("checkout.pay_pp_system_default"))
    const message_id = summary?.message_id ?? 0
    const answers = await Promise.all([1, 2, 3].map(() => shopper.forges(pay, { message_id })))
    await shopper.sees(saying("checkout.placed", { number: 1 }))
    expect(answers.map(({ text }) => text ?? "")).toContain(label("checkout.already_placed"))
    expect(await ordersOf(container())).toHaveLength(1)
    const confirmations = (await shopper.messages()).filter(
      (message) =>
        message.message_id >= message_id && saying("checkout.placed", { number: 1 }).test(words(message)),
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
    const pay = await dataBehind(telegram(), saying("checkout.pay_pp_system_default"))
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
      "ckmethod:nobody",
      "ckanon:maybe",
      "order:order_x",
      "again:order_x",
      "ordcancelyes:order_x",
      "ordpage:-1",
      "addrrmyes:cuaddr_x",
    ]
    for (const data of forged) {
      const answer = await forgesOnScreen(shopper, data)
      expect(answer.text ?? "").not.toMatch(saying("errors.unknown"))
    }
    await shopper.seesNot(saying("errors.unknown"))
    expect(await ordersOf(container())).toHaveLength(0)
    await shopper.sends("/cart")
    await shopper.taps(saying("cart.checkout"))
    await shopper.sees(saying("checkout.summary"))
  })

  it("shows the new total when prices changed meanwhile, and places nothing", async () => {
    const shopper = aziza()
    const cartId = await goesToCheckout(container(), shopper)
    await tellsAll(shopper)
    await putIntoCart(container(), AZIZA)
    await shopper.taps(
      saying("checkout.pay_button", {
        method: label("checkout.pay_pp_system_default"),
        total: price(280_000),
      }),
    )
    const summary = words(await shopper.sees(saying("checkout.total_changed")))
    expect(summary).toMatch(saying("checkout.line_total", { price: price(540_000) }))
    expect(await ordersOf(container())).toHaveLength(0)
    expect((await accountOf(container(), AZIZA)).cart_id).toBe(cartId)
    await shopper.taps(
      saying("checkout.pay_button", {
        method: label("checkout.pay_pp_system_default"),
        total: price(540_000),
      }),
    )
    await shopper.sees(saying("checkout.placed", { number: 1 }))
  })

  it("asks for another time when the slot is full, during checkout and at its end", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    await tellsAll(shopper)
    const delivery = container().resolve<DeliveryModuleService>("delivery")
    const windows = await delivery.listDeliveryWindows({})
    await delivery.updateDeliveryWindows(windows.map(({ id }) => ({ id, capacity: 0 })))
    await shopper.taps(saying("checkout.pay_pp_system_default"))
    await shopper.sees(saying("checkout.slot_over"))
    expect(await ordersOf(container())).toHaveLength(0)
    const full = await shopper.taps(/🚫/)
    expect(full.text).toMatch(saying("errors.slot_full"))
    await delivery.updateDeliveryWindows(windows.map(({ id }) => ({ id, capacity: 5 })))
    await shopper.taps(new RegExp(label("checkout.tomorrow"), "i"))
    await shopper.sees(saying("checkout.tomorrow"))
    await shopper.taps(/🕐 \d/)
    await shopper.sees(saying("checkout.summary"))
    await shopper.taps(saying("checkout.pay_pp_system_default"))
    await shopper.sees(saying("checkout.placed", { number: 1 }))
  })

  it("offers the days of the next twelve months in a calendar, but no closed, full or past day", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    await tellsAll(shopper)
    await edits(shopper, "checkout.edit_slot_id")
    const delivery = container().resolve<DeliveryModuleService>("delivery")
    const lastDay = plusDays(dayOf(), 365)
    const [closedDay, fullDay] = [plusDays(lastDay, -1), plusDays(lastDay, -2)]
    const closed = await delivery.createClosedDays({ date: closedDay })
    const windows = await delivery.listDeliveryWindows({})
    const booked = await delivery.createDeliveries(
      windows.flatMap(({ id, capacity }) =>
        Array.from({ length: capacity }, () => ({
          date: fullDay,
          window_id: id,
          status: "booked" as const,
          order_id: `order_${randomUUID()}`,
        })),
      ),
    )

    await shopper.taps(saying("checkout.other_day"))
    const first = await shopper.sees(saying("checkout.calendar_hint"))
    const heading = first.buttons?.[0].map(({ text }) => text) ?? []
    expect(heading[1]).toMatch(/^[А-Я][а-я]+$/)
    expect(words(first)).toMatch(new RegExp(`${heading[1]} 20\\d\\d`))
    const isThisMonth = plusDays(dayOf(), 7).slice(0, 7) === dayOf().slice(0, 7)
    expect(heading[0]).toBe(isThisMonth ? BLANK : "‹")
    for (;;) {
      const shown = await shopper.sees(saying("checkout.calendar_hint"))
      if (shown.buttons?.[0][2].text !== "›") {
        break
      }
      await shopper.taps(/^›$/)
    }
    const last = await shopper.sees(saying("checkout.calendar_hint"))
    const days = (last.buttons ?? []).slice(2, -1).flat()
    const labelOf = (day: string) =>
      days[Number(day.slice(8)) - 1 + weekdayOf(`${day.slice(0, 7)}-01`) - 1].text
    expect(last.buttons?.every((row) => row.length <= 7)).toBe(true)
    expect(last.buttons?.[1].map(({ text }) => text)).toEqual(label("checkout.weekdays").split(" "))
    expect(labelOf(lastDay)).toBe(String(Number(lastDay.slice(8))))
    for (const unavailable of [closedDay, fullDay]) {
      if (unavailable.slice(0, 7) === lastDay.slice(0, 7)) {
        expect(labelOf(unavailable)).toBe("·")
      }
    }
    const dot = await shopper.taps(/^·$/)
    expect(dot.text).toMatch(saying("checkout.calendar_no_day"))

    await shopper.taps(new RegExp(`^${Number(lastDay.slice(8))}$`))
    await shopper.sees(dayInFull(textsIn("ru"), lastDay))
    await shopper.taps(/🕐 \d/)
    await shopper.sees(saying("checkout.summary"))
    await shopper.taps(saying("checkout.pay_pp_system_default"))
    await shopper.sees(saying("checkout.placed", { number: 1 }))
    const [order] = await ordersOf(container())
    expect(order.delivery).toMatchObject({ date: lastDay, status: "booked" })
    await delivery.deleteClosedDays(closed.id)
    await delivery.deleteDeliveries(booked.map(({ id }) => id))
  })

  it("offers express and exact times for their prices, and shows them on all cards", () =>
    whileExpressIsOffered(async () => {
      const shopper = aziza()
      const options = await container()
        .resolve(Modules.FULFILLMENT)
        .listShippingOptions({}, { relations: ["type"] })
      const center = options.find(({ type }) => type.code === "delivery-center")?.id ?? ""
      // The seeded shop sells express deliveries there, and exact times in the rest of the city.
      const exactPrice = await addShippingOption(container(), center, {
        ...{ name: "К часу", amount: 35_000, data: { kind: "exact_time", zone: center } },
      })
      const delivery = container().resolve<DeliveryModuleService>("delivery")
      const [window] = await delivery.listDeliveryWindows({ express_minutes: { $ne: null } })
      await delivery.updateDeliveryWindows({ id: window.id, ...ALL_DAY, capacity: 1 })
      await goesToCheckout(container(), shopper)
      await shopper.taps(saying("checkout.method_me"))
      await shopper.sees(saying("checkout.ask_phone_me"))
      await shopper.sends("90 123 45 67")
      await shopper.sees(saying("checkout.ask_address"))
      await shopper.sends("ул. Навои 12, кв. 5")
      await shopper.taps(/Остальной город/)
      await shopper.sees(saying("checkout.ask_slot"))
      const express = saying("checkout.express_button", { price: price(50_000) })
      expect((await shopper.buttons()).some((text) => express.test(text))).toBe(false)
      await shopper.taps(/🕐 \d/)
      await shopper.sees(saying("checkout.ask_exact_time", { price: price(45_000) }))
      await shopper.taps(saying("checkout.any_time", { price: price(30_000) }))
      await shopper.sees(saying("checkout.summary"))

      await edits(shopper, "checkout.edit_shipping_option_id")
      await shopper.taps(/Центр Бухары.*20.000/)
      await shopper.sees(saying("checkout.summary"))
      await edits(shopper, "checkout.edit_slot_id")
      await shopper.taps(/(?:🕐|✅) \d/)
      await shopper.sees(saying("checkout.ask_exact_time", { price: price(35_000) }))
      const [exact] = (await shopper.buttons()).filter((text) => text.startsWith("🎯"))
      const time = exact.replace("🎯 ", "")
      await shopper.taps(saying("checkout.any_time", { price: price(20_000) }))
      await shopper.sees(saying("checkout.line_total", { price: price(280_000) }))
      await edits(shopper, "checkout.edit_slot_id")
      await shopper.taps(/✅ \d/)
      await shopper.taps(new RegExp(`🎯 ${time}`))
      await shopper.sees(saying("checkout.line_total", { price: price(295_000) }))
      expect(words(await shopper.sees(saying("checkout.summary")))).toContain(
        label("checkout.by_time", { time }),
      )

      await edits(shopper, "checkout.edit_slot_id")
      await shopper.taps(new RegExp(label("checkout.today"), "i"))
      await shopper.taps(express)
      const promised = pattern`⚡ ${saying("checkout.by_time", { time: /\d\d:\d\d/ })}`
      expect(words(await shopper.sees(saying("checkout.line_total", { price: price(310_000) })))).toMatch(
        promised,
      )
      await shopper.taps(saying("checkout.pay_pp_system_default"))
      expect(words(await shopper.sees(saying("checkout.placed", { number: 1 })))).toMatch(promised)
      const [order] = await ordersOf(container())
      expect(order).toMatchObject({ total: 310_000, delivery: { express: true, exact_time: null } })
      const florist = telegram().person(DILNOZA)
      expect(words(await florist.sees(saying("workshop.card_offered"), { in: FLORISTS }))).toMatch(promised)

      // The only place is taken.
      const slots = await listDeliverySlots(container(), { method: "delivery", days: 1 })
      expect(slots.find((slot) => slot.express)).toMatchObject({ left: 0, reason: "full" })
      await removeShippingOptions(container(), [exactPrice])
    }))

  it("does not offer cash that the limits refuse, says why, and refuses an old button", async () => {
    const shopper = aziza()
    const cash = label("checkout.pay_pp_system_default")
    const offersCash = async () => (await shopper.buttons()).some((text) => text.includes(cash))
    await withOptions(container(), { openCashOrders: 2 }, async () => {
      await goesToCheckout(container(), shopper)
      await tellsAll(shopper)
      await shopper.taps(saying("checkout.pay_pp_system_default"))
      await shopper.sees(saying("checkout.placed", { number: 1 }))
      await comesToSummaryAgain(container(), shopper)
      expect(await offersCash()).toBe(true)

      optionsOf(container()).openCashOrders = 1
      await shopper.taps(saying("checkout.pay_pp_system_default"))
      const refused = words(await shopper.sees(saying("errors.open_cash_orders")))
      expect(refused.split(label("errors.open_cash_orders"))).toHaveLength(2)
      expect(await offersCash()).toBe(false)
      expect(await ordersOf(container())).toHaveLength(1)

      await shopper.sends("/cart")
      await shopper.taps(saying("cart.checkout"))
      await shopper.sees(pattern`${saying("checkout.summary")}[^]*${saying("errors.open_cash_orders")}$`)
      expect(await offersCash()).toBe(false)
    })
  })

  it("says in Uzbek that a costly first order is not paid in cash", async () => {
    const shopper = jasur()
    await withOptions(container(), { firstCashOrder: "advance", firstCashOrderValue: 100_000 }, async () => {
      await goesToCheckout(container(), shopper, "uz")
      await tellsAll(shopper, "uz")
      await shopper.sees(saying("errors.first_order_in_advance", {}, "uz"))
      const cash = label("checkout.pay_pp_system_default", {}, "uz")
      expect((await shopper.buttons()).filter((text) => text.includes(cash))).toEqual([])
    })
  })

  it("reuses the phone and the address for the next order", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    await tellsAll(shopper)
    await shopper.taps(saying("checkout.pay_pp_system_default"))
    await shopper.sees(saying("checkout.placed"))
    const before = shopper.tapCount
    await comesToSummaryAgain(container(), shopper)
    await shopper.taps(saying("checkout.pay_pp_system_default"))
    await shopper.sees(saying("checkout.placed", { number: 2 }))
    expect(shopper.tapCount - before).toBe(5)
  })
})
