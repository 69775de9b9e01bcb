import { edits } from "../bot/checkout-support"
import { ADMINS, botSuite, COURIERS, FLORISTS } from "../bot/support"
import { leavesShop, PHOTO } from "../bot/workshop-support"
import { Scene, textOf } from "./play"
import { label, pattern, price, saying } from "../support/labels"

jest.setTimeout(600_000)

const MARKUP = "<b>Роза</b> & </i><a href='x'> *м_а`р[к](x) {{name}} $t(x)"
const SQL = `'"; DROP TABLE cart;-- \\' %s`
const SIGNS = "🌹👨‍👩‍👧 \u200bа\u200fб \u202eтеба"
/** Hostile input for every text question. */
const NASTY = `${MARKUP} ${SQL} ${SIGNS}`
const HUGE = "я".repeat(4096)
/** Control characters that change the text direction must be removed. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/

botSuite("hostile text", (shop) => {
  it("gets an answer in the search, the promo code and the question to the shop", async () => {
    const scene = await Scene.begin(shop)
    const { aziza, madina } = scene
    const words = scene.words()
    await scene.comesIn(aziza, madina)
    for (const text of [NASTY, HUGE, SQL, "\u200b", "\u202e", "🌹", "/", "%", "()[]{}*+?^$|\\"]) {
      await aziza.sends("/search")
      await aziza.sees(saying("catalog.search_ask"))
      await aziza.sends(text)
      await aziza.sees(
        pattern`${saying("catalog.search_nothing")}|${saying("catalog.found_heading")}|${saying("catalog.search_no_words")}`,
      )
    }
    await aziza.sends("/start")
    await aziza.sees(saying("common.menu"))
    await scene.picksBouquet()
    await aziza.sends("/cart")
    for (const text of [NASTY, HUGE, "\u200b"]) {
      await aziza.taps(saying("cart.promo"))
      await aziza.sees(saying("cart.promo_ask"))
      await aziza.sends(text)
      await aziza.sees(saying("cart.promo_invalid"))
      await aziza.taps(saying("cart.back_to_cart"))
      await aziza.sees(saying("cart.heading"))
    }

    await aziza.sends("/help")
    await aziza.taps(saying("help.write"))
    await aziza.sees(saying("help.ask"))
    await aziza.sends(HUGE)
    await aziza.sees(saying("help.too_long"))
    await aziza.sends(`${NASTY}\nвторая строка`)
    await aziza.sees(saying("help.sent"))
    const question = textOf(
      await madina.sees(saying("help.question", { name: "Aziza" }), { in: ADMINS, anyTime: true }),
    )
    expect(question).toContain(MARKUP)
    expect(question).toContain(SQL)
    expect(question).toContain("вторая строка")
    await aziza.seesNot(saying("errors.unknown"), { anyTime: true, for: 0 })
    await aziza.sends("/start")
    await aziza.sees(words.welcome)
  })

  it("from the checkout appears as plain text to the shopper, the florist, the courier and the admin", async () => {
    const scene = await Scene.begin(shop)
    const { aziza, dilnoza, bobur, madina, records } = scene
    const words = scene.words()
    await Promise.all([scene.staffComesIn(), scene.comesIn(aziza)])
    await scene.picksBouquet()
    await aziza.taps(words.toOther)
    await aziza.sees(words.askName)
    await refused(scene, [HUGE], saying("errors.text_too_long"))
    await refused(scene, ["\u200b\u2060", "\u202e", " . "], saying("errors.invalid_name"))
    await aziza.sends(`Зи\u202eлола\n${MARKUP}`)
    await aziza.sees(words.askPhone)
    await refused(
      scene,
      [NASTY, HUGE, "\u200b", "🌹", "90 123 45 67; DROP TABLE"],
      saying("errors.invalid_phone"),
    )
    await aziza.sends("90 123 45 67")
    await aziza.sees(words.askAddress)
    await refused(scene, [HUGE], saying("errors.text_too_long"))
    await refused(scene, ["🌹", "\u200b\u200b\u200b\u200b\u200b\u200b"], saying("errors.invalid_address"))
    await aziza.sends(`Навои 12\nподъезд 2 ${NASTY}`)
    await aziza.taps(words.zone)
    await aziza.taps(words.hours)
    await aziza.sees(words.askGiverPhone)
    await refused(scene, [NASTY, "🌹"], saying("errors.invalid_phone"))
    await aziza.pressesKeyboard(words.sendContact)
    await aziza.sees(words.askCard)
    await refused(scene, [HUGE], saying("errors.text_too_long"))
    await aziza.sends(`С любовью!\n${NASTY}`)
    // The words come with a card, which costs 10 000.
    await aziza.sees(saying("checkout.line_total", { price: price(290_000) }))
    for (const [button, question, longest] of [
      ["checkout.edit_comment", saying("checkout.ask_comment"), `Звоните\n${NASTY}`],
    ] as const) {
      await edits(aziza, button)
      await aziza.sees(question)
      await refused(scene, [HUGE], saying("errors.text_too_long"))
      await aziza.sends(longest)
      await aziza.sees(words.summary)
    }
    await edits(aziza, "checkout.edit_email")
    await aziza.sees(saying("checkout.ask_email"))
    await refused(
      scene,
      [NASTY, HUGE, "a@b", "<b>@mail.uz", "a@mail.uz\nBcc: b@mail.uz"],
      saying("errors.invalid_email"),
    )
    await aziza.taps(saying("common.back"))
    await aziza.sees(words.summary)
    await edits(aziza, "checkout.edit_promo")
    await aziza.sees(saying("checkout.ask_promo"))
    await refused(scene, [NASTY, HUGE], saying("errors.promo_invalid"))
    await aziza.taps(saying("common.back"))
    const summary = textOf(await aziza.sees(words.summary))
    expect(summary).toContain("🎁 Зилола <b>Роза</b> & </i>")
    expect(summary).toContain("+998 90 123 45 67")
    expect(summary).toContain("📍 Навои 12 подъезд 2 <b>Роза</b>")
    expect(summary).toContain("💌 «С любовью!")
    expect(summary).not.toMatch(TURNS)
    await aziza.taps(saying("checkout.pay_gift_cash"))
    expect(textOf(await aziza.sees(words.placed))).toContain("Зилола <b>Роза</b>")

    const card = textOf(await dilnoza.sees(words.offered, { in: FLORISTS }))
    expect(card).toContain(`С любовью!\n${MARKUP} ${SQL}`)
    expect(card).not.toMatch(/Зилола|Навои|Звоните/)
    await dilnoza.taps(words.accept, { in: FLORISTS })
    const work = textOf(await dilnoza.sees(words.work))
    expect(work).toContain(`👤 Зилола ${MARKUP}, +998 90 123 45 67`)
    expect(work).toContain(`Навои 12\nподъезд 2 ${MARKUP} ${SQL}`)
    expect(work).toContain(`Звоните\n${MARKUP} ${SQL}`)
    await dilnoza.taps(words.ready)
    await dilnoza.sees(words.askPhoto)
    await dilnoza.sendsPhoto(PHOTO, NASTY)
    await dilnoza.sees(words.isReady)
    await scene.aziza.taps(words.like)
    await bobur.taps(words.take, { in: COURIERS })
    const errand = textOf(await bobur.sees(words.fetch))
    expect(errand).toContain(`👤 Зилола ${MARKUP}, +998 90 123 45 67`)
    expect(errand).not.toMatch(TURNS)

    await scene.giverPays()
    await leavesShop(bobur)
    await bobur.taps(saying("workshop.do_fail_delivery"))
    await bobur.sees(saying("workshop.ask_failure"))
    await bobur.sends(HUGE)
    await bobur.sees(saying("workshop.ask_reason_again"))
    await bobur.sends(NASTY)
    await bobur.sees(saying("workshop.done_fail_delivery"))
    expect(textOf(await aziza.sees(saying("notices.failed")))).toContain(
      label("notices.reason", { reason: `${MARKUP} ${SQL}` }),
    )
    expect(textOf(await madina.sees(saying("notices.admin_failed"), { in: ADMINS }))).toContain(
      `${MARKUP} ${SQL}`,
    )
    await aziza.taps(words.status)
    expect(textOf(await aziza.sees(saying("orders.history_fail_delivery")))).toContain("Зилола <b>Роза</b>")

    const order = await records.newest()
    const { delivery } = await records.assignment(order.id)
    const typed = NASTY.replace(/[\u200b\u200f\u202e]/g, "")
    expect(delivery).toMatchObject({
      recipient_name: `Зилола ${MARKUP}`,
      recipient_phone: "+998901234567",
      address: `Навои 12\nподъезд 2 ${typed}`,
      card_text: `С любовью!\n${typed}`,
      comment: `Звоните\n${typed}`,
    })
    expect(order).toMatchObject({
      total: 290_000,
      shipping_address: {
        first_name: "Зилола",
        last_name: MARKUP,
        address_1: `Навои 12\nподъезд 2 ${typed}`,
      },
    })
    const calls = await scene.telegram.calls()
    const clumsy = calls.filter(({ at, ok, error_code: code }) => at >= scene.begun && !ok && code === 400)
    expect(clumsy.map(({ method, description }) => ({ method, description }))).toEqual([])
    expect(JSON.stringify(calls.map(({ params }) => params))).not.toContain(label("errors.unknown"))
  })

  async function refused({ aziza }: Scene, texts: string[], answer: RegExp): Promise<void> {
    for (const text of texts) {
      await aziza.sends(text)
      await aziza.sees(answer)
    }
  }
})
