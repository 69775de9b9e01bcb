import type { SandboxPerson } from "../../packages/sandbox/telegram/client"
import { ATTACHMENTS } from "../../packages/sandbox/telegram/control-types"
import type { TextKey } from "../../src/bot/ui/texts"
import { outboxOf } from "../../src/bot/outbox/outbox"
import { runningBot } from "../../src/bot/runtime/run"
import { label, pattern, saying } from "../support/labels"
import {
  asked as accountAsked,
  edits,
  goesToCheckout,
  putIntoCart,
  telegramOf,
  tellsAll,
} from "./checkout-support"
import { comesIn, words } from "./shopper-support"
import { ADMINS, AZIZA, botSuite, JASUR, MADINA } from "./support"
import { enters, eventually, outboxIsEmpty, PHOTO, placeOrder } from "./workshop-support"

jest.setTimeout(240_000)

const UPDATE_ID = 910_000_000
/** A picture with other bytes, so another file for Telegram. */
const OTHER_PHOTO = Buffer.concat([PHOTO, Buffer.from([0])])

botSuite("messages of every kind", ({ telegram, container }) => {
  const aziza = () => telegram().person(AZIZA)
  const madina = () => telegram().person(MADINA)

  let begun = 0
  beforeEach(() => {
    begun = Date.now()
  })

  /** The messages with this text that the bot has sent to a chat in this test. */
  const sent = async (chat_id: number, what: RegExp) =>
    (await telegram().calls({ chat_id })).filter(
      ({ at, ok, method, params }) =>
        at >= begun && ok && method.startsWith("send") && what.test(String(params.text ?? params.caption)),
    )

  const asksAgain = (question: TextKey) => pattern`${saying("common.not_an_answer")}[^]*${saying(question)}`

  const opensSearch = async (shopper: SandboxPerson) => {
    await comesIn(shopper)
    await shopper.taps(saying("common.menu_search"))
  }
  const opensCart = async (shopper: SandboxPerson) => {
    await comesIn(shopper)
    await putIntoCart(container(), AZIZA)
    await shopper.sends("/cart")
    await shopper.taps(saying("cart.promo"))
  }
  const opensAddress = async (shopper: SandboxPerson) => {
    await comesIn(shopper)
    await shopper.taps(saying("common.menu_addresses"))
    await shopper.taps(saying("checkout.address_add"))
  }
  const opensAddressName = async (shopper: SandboxPerson) => {
    await opensAddress(shopper)
    await shopper.sees(saying("checkout.address_ask"))
    await shopper.pressesKeyboard(saying("checkout.send_location"))
  }
  const opensBuilder = async (shopper: SandboxPerson) => {
    await comesIn(shopper)
    await shopper.taps(saying("common.menu_builder"))
    await shopper.sees(saying("builder.empty"))
    await shopper.sees(/1\. Роза красная/)
    await shopper.taps(/^1$/)
  }
  const opensName = async (shopper: SandboxPerson) => {
    await goesToCheckout(container(), shopper)
    await shopper.taps(saying("checkout.method_someone"))
  }
  const opensPhone = async (shopper: SandboxPerson) => {
    await goesToCheckout(container(), shopper)
    await shopper.taps(saying("checkout.method_me"))
  }
  const opensAddressOfOrder = async (shopper: SandboxPerson) => {
    await opensPhone(shopper)
    await shopper.sees(saying("checkout.ask_phone_me"))
    await shopper.sends("90 123 45 67")
  }
  const opensExtra = (button: Parameters<typeof edits>[1]) => async (shopper: SandboxPerson) => {
    await goesToCheckout(container(), shopper)
    await tellsAll(shopper)
    await edits(shopper, button)
  }

  const steps: [TextKey, (shopper: SandboxPerson) => Promise<unknown>][] = [
    ["catalog.search_ask", opensSearch],
    ["cart.promo_ask", opensCart],
    ["checkout.address_ask", opensAddress],
    ["checkout.address_ask_name", opensAddressName],
    ["builder.ask_count", opensBuilder],
    ["checkout.ask_name_someone", opensName],
    ["checkout.ask_phone_me", opensPhone],
    ["checkout.ask_address", opensAddressOfOrder],
    ["checkout.ask_card_text", opensExtra("checkout.edit_card_text")],
    ["checkout.ask_email", opensExtra("checkout.edit_email")],
    ["checkout.ask_promo", opensExtra("checkout.edit_promo")],
  ]
  it.each(steps)("get the question again where another answer is needed: %s", async (question, opens) => {
    const shopper = aziza()
    await opens(shopper)
    await shopper.sees(saying(question))
    for (const kind of ["voice", "sticker", "poll"] as const) {
      await shopper.sendsAttachment(kind)
      await shopper.sees(asksAgain(question))
    }
    // An album is several messages. It gets one answer.
    await shopper.sendsAlbum([PHOTO, PHOTO, PHOTO])
    await shopper.sees(asksAgain(question))
    await shopper.sends("/menu")
    await shopper.sees(saying("common.menu"))
    expect(await sent(AZIZA, asksAgain(question))).toHaveLength(4)
  })

  it("get the menu where no answer is needed", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    for (const kind of ATTACHMENTS) {
      await shopper.sendsAttachment(kind)
      await shopper.sees(saying("common.menu"))
    }
    await shopper.sendsContact()
    await shopper.sees(saying("common.menu"))
    const refusal = pattern`${saying("common.unknown_message")}|${saying("common.voice_not_heard")}`
    expect(await sent(AZIZA, refusal)).toHaveLength(ATTACHMENTS.length + 1)
    expect(await sent(AZIZA, saying("errors.unknown"))).toEqual([])
  })

  it("become the comment of the order, go to the shop or search, where the checkout waits for a button", async () => {
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    await shopper.taps(saying("checkout.method_me"))
    await shopper.sees(saying("checkout.ask_phone_me"))
    await shopper.sends("90 123 45 67")
    await shopper.sees(saying("checkout.ask_address"))
    await shopper.sends("ул. Навои 12, кв. 5")
    await shopper.taps(/Центр Бухары/)
    await shopper.sees(saying("checkout.ask_slot"))
    await shopper.sends("позвоните за 10 минут & <b>тихо</b>")
    await shopper.sees(saying("common.typed_in_checkout"))
    await shopper.taps(saying("common.typed_to_comment"))
    await shopper.sees(pattern`${saying("common.typed_kept")}[^]*${saying("checkout.ask_slot")}`)

    await shopper.sends("И без лилий")
    await shopper.sees(saying("common.typed_in_checkout", { text: "И без лилий" }))
    await shopper.taps(saying("common.typed_to_comment"))
    await shopper.sees(saying("checkout.ask_slot"))
    await shopper.taps(/🕐 \d/)
    const summary = await shopper.sees(saying("checkout.summary"))
    expect(words(summary)).toContain("позвоните за 10 минут & <b>тихо</b>\nИ без лилий")

    await shopper.sends("А вазу к нему можно?")
    await shopper.sees(saying("common.typed_in_checkout"))
    await shopper.taps(saying("common.typed_pass"))
    await shopper.sees(saying("help.sent"))
    await madina().sees(/А вазу к нему можно/, { in: ADMINS, anyTime: true })
    await shopper.taps(saying("common.to_menu"))
    await shopper.sees(saying("common.menu"))
    await shopper.taps(saying("checkout.resume"))
    await shopper.sees(saying("checkout.summary"))

    await shopper.sends("пионы")
    await shopper.sees(saying("common.typed_in_checkout"))
    await shopper.taps(saying("common.typed_search"))
    await shopper.sees(saying("catalog.found_heading", { words: "пионы" }))
    await shopper.sends("x".repeat(600))
    await shopper.sees(saying("catalog.search_nothing"))
  })

  it("go to the shop when they are photos or texts without a question, once for each message", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await shopper.sendsPhoto(PHOTO, "Сделаете такой?")
    await shopper.sees(saying("common.typed_photo"))
    await shopper.taps(saying("common.typed_pass"))
    await shopper.sees(saying("help.sent"))
    await madina().sees(/Сделаете такой/, { in: ADMINS, anyTime: true })
    await shopper.sends("привезёте в Ташкент?")
    await shopper.sees(pattern`${saying("catalog.search_nothing")}|${saying("catalog.found_heading")}`)
    await shopper.taps(saying("common.typed_pass"))
    await shopper.sees(saying("help.sent"))
    await madina().sees(/привезёте в Ташкент/, { in: ADMINS, anyTime: true })
    await outboxIsEmpty(container())
    expect(await sent(ADMINS, /Сделаете такой|привезёте в Ташкент/)).toHaveLength(2)
  })

  it("are accepted when they are forwarded", async () => {
    const shopper = aziza()
    await opensName(shopper)
    await shopper.sees(saying("checkout.ask_name_someone"))
    await shopper.sends("Нигора", { forwarded: true })
    await shopper.sees(saying("checkout.ask_phone_someone", { name: "Нигора" }))
  })

  it("are no answers when they are service messages, such as a pinned message", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await shopper.taps(saying("common.menu_search"))
    await shopper.sees(saying("catalog.search_ask"))
    const since = Date.now()
    const chat = { id: AZIZA, type: "private" as const, first_name: "Aziza" }
    const pinned_message = { message_id: 1, date: 0 as const, chat }
    const from = { id: AZIZA, is_bot: false, first_name: "Aziza", last_name: "Karimova" }
    await runningBot()?.bot.handleUpdate({
      update_id: UPDATE_ID,
      message: { message_id: 910_000, date: 1, chat, from, pinned_message },
    })
    expect((await telegram().calls({ chat_id: AZIZA })).filter(({ at }) => at > since)).toEqual([])
  })

  it("are a new answer when they are edited after the bot asked again, otherwise the bot asks for a new message", async () => {
    const shopper = aziza()
    await opensName(shopper)
    await shopper.sees(saying("checkout.ask_name_someone"))
    const name = await shopper.sends("Нигора")
    await shopper.sees(saying("checkout.ask_phone_someone"))
    await shopper.edits(name.message_id, "Дилором")
    await shopper.sees(saying("common.edited_not_read"))
    const phone = await shopper.sends("90 123")
    await shopper.sees(saying("errors.invalid_phone"))
    await shopper.edits(phone.message_id, "90 123 45 67")
    await shopper.sees(saying("checkout.ask_address"))
  })

  it("are edited for the shop when they are questions, and for the shopper when they are answers", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await shopper.sends("/help")
    await shopper.taps(saying("help.write"))
    await shopper.sees(saying("help.ask"))
    const asked = await shopper.sends("Есть ли пионы в пятницу?")
    const question = await madina().sees(/пионы в пятницу/, { in: ADMINS, anyTime: true })
    await shopper.edits(asked.message_id, "Есть ли пионы в субботу?")
    await shopper.sees(saying("help.edited"))
    const edited = await madina().sees(/пионы в субботу/, { in: ADMINS, anyTime: true })
    expect(edited.message_id).toBe(question.message_id)
    await shopper.edits(asked.message_id, "я".repeat(701))
    await shopper.sees(saying("help.too_long"))

    const reply = await madina().sends("Будут", { in: ADMINS, reply_to_message_id: question.message_id })
    const answer = await shopper.sees(/Будут/)
    await madina().edits(reply.message_id, "Не будут", { in: ADMINS })
    const corrected = await shopper.sees(/Не будут/)
    expect(corrected.message_id).toBe(answer.message_id)
    expect(await sent(ADMINS, /пионы/)).toHaveLength(1)

    // A reply to the shop's answer is another question.
    await shopper.sends("А в воскресенье?", { reply_to_message_id: answer.message_id })
    await shopper.sees(saying("help.sent"))
    await madina().sees(/А в воскресенье/, { in: ADMINS, anyTime: true })
  })

  it("are edited for the shopper when they are answers in a channel", async () => {
    const channel = await telegram().newChat({
      type: "channel",
      title: "Вопросы",
      members: [MADINA],
      admins: [MADINA],
      bot: true,
    })
    const chat_id = String(channel.id)
    await telegramOf(container()).createChats({ purpose: "admin", chat_id, title: channel.title })
    const shopper = aziza()
    await comesIn(shopper)
    await shopper.sends("/help")
    await shopper.taps(saying("help.write"))
    await shopper.sees(saying("help.ask"))
    await shopper.sends("Есть ли гортензии?")
    const { message_id } = await madina().sees(/гортензии/, { in: channel.id, anyTime: true })
    const reply = await madina().sends("Найдутся", { in: channel.id, reply_to_message_id: message_id })
    const answer = await shopper.sees(/Найдутся/)
    await madina().edits(reply.message_id, "Закончились", { in: channel.id })
    const corrected = await shopper.sees(/Закончились/)
    expect(corrected.message_id).toBe(answer.message_id)
  })

  it("reach the shop completely when a question is an album, with one confirmation", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await shopper.sends("/help")
    await shopper.taps(saying("help.write"))
    await shopper.sees(saying("help.ask"))
    await shopper.sendsAlbum([PHOTO, PHOTO, PHOTO], "Какой из них свежее?")
    await shopper.sees(saying("help.sent"))
    await madina().sees(/Какой из них свежее/, { in: ADMINS, anyTime: true })
    const photos = async () =>
      (await madina().messages({ in: ADMINS })).filter(
        (message) => message.photo && saying("help.question").test(words(message)),
      )
    await eventually(async () => (await photos()).length === 3)
    await outboxIsEmpty(container())
    expect(await sent(AZIZA, saying("help.sent"))).toHaveLength(1)

    const [{ message_id }] = await photos()
    await madina().sendsAlbum([PHOTO, PHOTO], "Оба", { in: ADMINS, reply_to_message_id: message_id })
    await shopper.sees(/Оба/)
    await madina().sees(saying("help.answered"), { in: ADMINS })
    // Telegram cuts the empty lines at the end of a caption.
    const heading = label("help.answer", { text: "" }).trim()
    const answers = async () =>
      (await shopper.messages()).filter((message) => words(message).startsWith(heading))
    await eventually(async () => (await answers()).length === 2)
    await outboxIsEmpty(container())
    const receipts = (await madina().messages({ in: ADMINS })).filter((message) =>
      saying("help.answered").test(words(message)),
    )
    expect(receipts).toHaveLength(1)
  })

  it("have their photo replaced for the shop when they are questions, also a question that had none", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await shopper.sends("/help")
    await shopper.taps(saying("help.write"))
    await shopper.sees(saying("help.ask"))
    const asked = await shopper.sendsPhoto(PHOTO, "Такой же есть?")
    const question = await madina().sees(/Такой же есть/, { in: ADMINS, anyTime: true })
    await shopper.editsPhoto(asked.message_id, OTHER_PHOTO, "Такой же есть?")
    await shopper.sees(saying("help.edited"))
    await outboxIsEmpty(container())
    const seen = (await madina().messages({ in: ADMINS })).filter((message) =>
      /Такой же есть/.test(words(message)),
    )
    expect(seen.map(({ message_id }) => message_id)).toEqual([question.message_id])
    expect(seen[0].photo).not.toEqual(question.photo)

    await madina().sends("Найдём", { in: ADMINS, reply_to_message_id: question.message_id })
    const answer = await shopper.sees(/Найдём/)
    const text = await shopper.sends("Есть ли тюльпаны?", { reply_to_message_id: answer.message_id })
    const wordsOnly = await madina().sees(/тюльпаны/, { in: ADMINS, anyTime: true })
    expect(wordsOnly.photo).toBeUndefined()
    await shopper.editsPhoto(text.message_id, PHOTO, "Есть ли тюльпаны?")
    await shopper.sees(saying("help.edited"))
    await outboxIsEmpty(container())
    const [pictured] = (await madina().messages({ in: ADMINS })).filter((message) =>
      /тюльпаны/.test(words(message)),
    )
    expect([pictured.message_id, Boolean(pictured.photo)]).toEqual([wordsOnly.message_id, true])
  })

  it("in an album reach the shop up to the rate limit, and each item that does not is explained once", async () => {
    const shopper = aziza()
    const asks = async () => {
      await shopper.sends("/help")
      await shopper.taps(saying("help.write"))
      await shopper.sees(saying("help.ask"))
    }
    const questions = async () => {
      const rows = await outboxOf(container()).listMessages({ key: { $like: `question:${AZIZA}:%` } })
      return rows.length
    }
    await comesIn(shopper)
    await asks()
    await shopper.sendsAlbum(["video", PHOTO, "video", PHOTO, "video"])
    await shopper.sees(saying("help.sent"))
    await shopper.sees(saying("help.album_only_photos"))
    expect(await sent(AZIZA, saying("help.album_only_photos"))).toHaveLength(1)
    await eventually(async () => (await questions()) === 2)

    await asks()
    // Nine further photos were sent before.
    const { id, session } = await accountAsked(container(), AZIZA)
    const further_photos = Array.from({ length: 9 }, () => Date.now())
    await telegramOf(container()).updateAccounts({ id, session: { ...(session as object), further_photos } })
    await shopper.sendsAlbum([PHOTO, PHOTO, PHOTO, PHOTO])
    await shopper.sees(saying("help.album_too_long"))
    await shopper.sends("/menu")
    await shopper.sees(saying("common.menu"))
    expect(await questions()).toBe(4)
    expect(await sent(AZIZA, saying("help.album_too_long"))).toHaveLength(1)
  })

  it("of staff with a video, alone or in an album, are not forwarded, and staff read so", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    await shopper.sends("/help")
    await shopper.taps(saying("help.write"))
    await shopper.sees(saying("help.ask"))
    await shopper.sends("Какие есть ленты?")
    const { message_id } = await madina().sees(/ленты/, { in: ADMINS, anyTime: true })
    await madina().sendsAlbum([PHOTO, "video"], "Вот такие", { in: ADMINS, reply_to_message_id: message_id })
    await shopper.sees(/Вот такие/)
    await madina().sees(saying("help.answered"), { in: ADMINS })
    await madina().sees(saying("help.answer_only_text"), { in: ADMINS })
  })

  it("that Telegram no longer gives to the bot are replaced when their buttons are tapped", async () => {
    const shopper = aziza()
    await comesIn(shopper)
    const menu = await shopper.sees(saying("common.menu"), { anyTime: true })
    await shopper.hidesFromBot(menu.message_id)
    expect((await shopper.taps(saying("common.menu_search"))).answered).toBe(true)
    const screen = await shopper.sees(saying("catalog.search_ask"))
    expect(screen.message_id).not.toBe(menu.message_id)
  })

  it("of a person who deletes their account do not stop the order", async () => {
    const person = await telegram().newPerson({
      first_name: "Kamola",
      language_code: "ru",
      phone_number: "+998905550001",
      part: "shopper",
    })
    await enters(person)
    await person.deletesAccount()
    const order = await placeOrder(container(), person.id)
    const account = () => telegramOf(container()).findAccount(String(person.id))
    const from = { id: person.id, is_bot: false, first_name: "" }
    await runningBot()?.bot.handleUpdate({
      update_id: UPDATE_ID + 1,
      message: {
        message_id: 910_001,
        date: 1,
        chat: { id: person.id, type: "private", first_name: "" },
        from,
        text: "/menu",
      },
    })
    expect(order.number).toBeGreaterThan(0)
    await eventually(async () => Boolean((await account())?.blocked_at))
    expect(await account()).toMatchObject({ first_name: "Kamola" })
  })

  it("are answered in Uzbek too", async () => {
    const other = telegram().person(JASUR)
    await comesIn(other, "uz")
    await other.taps(saying("common.menu_search", {}, "uz"))
    await other.sees(saying("catalog.search_ask", {}, "uz"))
    await other.sendsAttachment("video_note")
    await other.sees(saying("common.not_an_answer", {}, "uz"))
  })
})
