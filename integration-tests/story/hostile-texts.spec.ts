import { ADMINS, botSuite, COURIERS, FLORISTS } from "../bot/support"
import { PHOTO } from "../bot/workshop-support"
import { Scene, textOf } from "./play"

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
      await aziza.sees(/Что ищем/)
      await aziza.sends(text)
      await aziza.sees(/ничего не нашлось|Нашлось|хотя бы одно слово/)
    }
    await aziza.sends("/start")
    await aziza.sees(/С чего начнём/)
    await scene.picksBouquet()
    await aziza.sends("/cart")
    for (const text of [NASTY, HUGE, "\u200b"]) {
      await aziza.taps(/Промокод/)
      await aziza.sees(/Напишите его одним сообщением/)
      await aziza.sends(text)
      await aziza.sees(/не подошёл/)
      await aziza.taps(/В корзину/)
      await aziza.sees(/Корзина/)
    }

    await aziza.sends("/help")
    await aziza.taps(/Написать нам/)
    await aziza.sees(/Напишите вопрос/)
    await aziza.sends(HUGE)
    await aziza.sees(/очень длинное/)
    await aziza.sends(`${NASTY}\nвторая строка`)
    await aziza.sees(/Передали/)
    const question = textOf(await madina.sees(/Aziza спрашивает/, { in: ADMINS, anyTime: true }))
    expect(question).toContain(MARKUP)
    expect(question).toContain(SQL)
    expect(question).toContain("вторая строка")
    await aziza.seesNot(/Что-то пошло не так/, { anyTime: true, for: 0 })
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
    await refused(scene, [HUGE], /Слишком длинно/)
    await refused(scene, ["\u200b\u2060", "\u202e", " . "], /Имя не разобрать/)
    await aziza.sends(`Зи\u202eлола\n${MARKUP}`)
    await aziza.sees(words.askPhone)
    await refused(
      scene,
      [NASTY, HUGE, "\u200b", "🌹", "90 123 45 67; DROP TABLE"],
      /Такого номера, похоже, нет/,
    )
    await aziza.sends("90 123 45 67")
    await aziza.sees(words.askAddress)
    await refused(scene, [HUGE], /Слишком длинно/)
    await refused(scene, ["🌹", "\u200b\u200b\u200b\u200b\u200b\u200b"], /Этого мало/)
    await aziza.sends(`Навои 12\nподъезд 2 ${NASTY}`)
    await aziza.taps(words.zone)
    await aziza.taps(words.hours)
    await aziza.sees(words.summary)
    for (const [button, question, longest] of [
      [/Открытка/, /Что написать в открытке/, `С любовью!\n${NASTY}`],
      [/Комментарий/, /Что нам важно знать/, `Звоните\n${NASTY}`],
    ] as const) {
      await aziza.taps(button)
      await aziza.sees(question)
      await refused(scene, [HUGE], /Слишком длинно/)
      await aziza.sends(longest)
      await aziza.sees(words.summary)
    }
    await aziza.taps(/Чек на почту/)
    await aziza.sees(/На какую почту/)
    await refused(
      scene,
      [NASTY, HUGE, "a@b", "<b>@mail.uz", "a@mail.uz\nBcc: b@mail.uz"],
      /Почта с опечаткой/,
    )
    await aziza.taps(/Назад/)
    await aziza.sees(words.summary)
    await aziza.taps(/Промокод/)
    await aziza.sees(/Напишите промокод/)
    await refused(scene, [NASTY, HUGE], /Такой промокод не работает/)
    await aziza.taps(/Назад/)
    const summary = textOf(await aziza.sees(words.summary))
    expect(summary).toContain("🎁 Зилола <b>Роза</b> & </i>")
    expect(summary).toContain("+998 90 123 45 67")
    expect(summary).toContain("📍 Навои 12 подъезд 2 <b>Роза</b>")
    expect(summary).toContain("💌 «С любовью!")
    expect(summary).not.toMatch(TURNS)
    await aziza.taps(words.pay)
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
    await bobur.taps(words.take, { in: COURIERS })
    const errand = textOf(await bobur.sees(words.fetch))
    expect(errand).toContain(`👤 Зилола ${MARKUP}, +998 90 123 45 67`)
    expect(errand).not.toMatch(TURNS)

    await bobur.taps(words.leave)
    await bobur.taps(/Не вручил/)
    await bobur.sees(/Почему не удалось/)
    await bobur.sends(HUGE)
    await bobur.sees(/до 500 символов/)
    await bobur.sends(NASTY)
    await bobur.sees(/снова в магазине, покупателю сообщили/)
    expect(textOf(await aziza.sees(/Не получилось вручить/))).toContain(`Причина: ${MARKUP} ${SQL}`)
    expect(textOf(await madina.sees(/не вручён/, { in: ADMINS }))).toContain(`${MARKUP} ${SQL}`)
    await aziza.taps(words.status)
    expect(textOf(await aziza.sees(/не застали получателя/))).toContain("Зилола <b>Роза</b>")

    const order = await records.newest()
    const { delivery } = await records.assignment(order.id)
    const typed = NASTY.replace("\u202e", "")
    expect(delivery).toMatchObject({
      recipient_name: `Зилола ${MARKUP}`,
      recipient_phone: "+998901234567",
      address: `Навои 12\nподъезд 2 ${typed}`,
      card_text: `С любовью!\n${typed}`,
      comment: `Звоните\n${typed}`,
    })
    expect(order).toMatchObject({
      total: 280_000,
      shipping_address: {
        first_name: "Зилола",
        last_name: MARKUP,
        address_1: `Навои 12\nподъезд 2 ${typed}`,
      },
    })
    const calls = await scene.telegram.calls()
    const clumsy = calls.filter(({ at, ok, error_code: code }) => at >= scene.begun && !ok && code === 400)
    expect(clumsy.map(({ method, description }) => ({ method, description }))).toEqual([])
    expect(JSON.stringify(calls.map(({ params }) => params))).not.toContain("Что-то пошло не так")
  })

  async function refused({ aziza }: Scene, texts: string[], answer: RegExp): Promise<void> {
    for (const text of texts) {
      await aziza.sends(text)
      await aziza.sees(answer)
    }
  }
})
