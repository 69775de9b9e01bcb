import { Bot, InlineKeyboard, InputFile, Keyboard, type Context } from "grammy"
import type { SandboxPerson } from "../../packages/sandbox/telegram/client"
import {
  aziza as azizaId,
  bobur,
  couriersGroup,
  dilnoza,
  floristsChannel,
  madina,
  png,
  startRig,
  type Rig,
} from "./fixture"

let rig: Rig
let bot: Bot
let aziza: SandboxPerson
const received: Context["update"][] = []

function shopBot() {
  const shop = new Bot(rig.sandbox.token, { client: { apiRoot: rig.sandbox.apiRoot } })
  shop.use((ctx, next) => {
    received.push(ctx.update)
    return next()
  })
  shop.chatType("private").command("start", (ctx) =>
    ctx.reply(`<b>Здравствуйте</b>, ${ctx.from.first_name}! ${ctx.match}`, {
      parse_mode: "HTML",
      reply_markup: new InlineKeyboard()
        .text("🌷 Каталог", "catalog")
        .row()
        .url("Сайт", "https://guldasta.uz/"),
    }),
  )
  shop.callbackQuery("catalog", async (ctx) => {
    await ctx.answerCallbackQuery({ text: "Открываю", show_alert: true })
    await ctx.editMessageText("Выберите букет", { reply_markup: new InlineKeyboard().text("Розы", "roses") })
  })
  shop.callbackQuery("roses", async (ctx) => {
    await ctx.answerCallbackQuery()
    await ctx.editMessageMedia(
      { type: "photo", media: new InputFile(png(40, 30), "букет роз.png"), caption: "25 роз" },
      { reply_markup: new InlineKeyboard().text("Назад", "catalog-again") },
    )
  })
  shop.chatType("private").command("phone", (ctx) =>
    ctx.reply("Ваш номер?", {
      reply_markup: new Keyboard()
        .requestContact("📱 Мой номер")
        .requestLocation("📍 Место")
        .row()
        .text("Отмена")
        .oneTime(),
    }),
  )
  shop.on("message:contact", (ctx) =>
    ctx.reply(`Номер ${ctx.message.contact.phone_number}`, { reply_markup: { remove_keyboard: true } }),
  )
  shop.on("message:location", (ctx) => ctx.reply(`Место ${ctx.message.location.latitude}`))
  shop.on("message:photo", (ctx) =>
    ctx.reply(`Фото ${ctx.message.photo.at(-1)?.width}: ${ctx.message.caption}`),
  )
  shop.chatType("channel").command("ping", (ctx) => ctx.reply("pong"))
  shop.chatType("supergroup").command("ping", (ctx) => ctx.reply(`pong ${ctx.from.first_name}`))
  shop.catch(({ error }) => {
    throw error
  })
  return shop
}

beforeAll(async () => {
  rig = await startRig()
  bot = shopBot()
  aziza = rig.telegram.person(azizaId)
  void bot.start({
    drop_pending_updates: true,
    allowed_updates: ["message", "callback_query", "channel_post", "my_chat_member"],
  })
})
afterAll(async () => {
  await bot.stop()
  await rig.sandbox.close()
})

test("a deep link greets by name and passes the payload", async () => {
  const link = await aziza.opens("https://t.me/guldasta_sandbox_bot?start=p_roses-25")
  expect(link.text).toBe("/start p_roses-25")
  const greeting = await aziza.sees("Здравствуйте, Aziza! p_roses-25")
  expect(greeting.entities).toEqual([{ type: "bold", offset: 0, length: 12 }])
  expect(await aziza.buttons()).toEqual(["🌷 Каталог", "Сайт"])
})

test("a tap is answered, and the screen changes in place, from text to photo", async () => {
  await aziza.sends("/start")
  const greeting = await aziza.sees("Здравствуйте")
  await expect(aziza.taps("Сайт")).resolves.toEqual({ answered: true, url: "https://guldasta.uz/" })
  await expect(aziza.taps("Каталог")).resolves.toEqual({ answered: true, text: "Открываю", show_alert: true })
  await aziza.sees("Выберите букет")
  await aziza.taps(/^Розы$/)
  const card = await aziza.sees("25 роз")
  expect(card).toMatchObject({
    message_id: greeting.message_id,
    edited: true,
    photo: { width: 40, height: 30 },
  })
  expect(card.text).toBeUndefined()
})

test("sees and taps report what the screen shows instead", async () => {
  await aziza.sends("/start")
  await aziza.sees("Здравствуйте")
  await expect(aziza.sees("Тюльпаны", { within: 60 })).rejects.toThrow(/did not see Тюльпаны[^]*Здравствуйте/)
  await expect(aziza.taps("Тюльпаны", { within: 60 })).rejects.toThrow(
    /no button Тюльпаны[^]*🌷 Каталог \| Сайт/,
  )
  await expect(aziza.seesNot("Здравствуйте", { for: 60 })).rejects.toThrow("should not see")
})

test("messages from before a person's own action do not count as new", async () => {
  await aziza.sends("/start")
  await aziza.sees("Здравствуйте")
  await aziza.sends("просто так")
  await aziza.seesNot("Здравствуйте", { for: 100 })
  await aziza.sees("Здравствуйте", { anyTime: true })
})

test("the reply keyboard asks for contact and location, and disappears after one use", async () => {
  await aziza.sends("/phone")
  await aziza.pressesKeyboard("Мой номер")
  await aziza.sees("Номер 998901234501")
  expect(await aziza.keyboard()).toEqual([])
  await aziza.sends("/phone")
  await aziza.pressesKeyboard("Место", { location: { latitude: 39.77, longitude: 64.42 } })
  await aziza.sees("Место 39.77")
  expect(await aziza.keyboard()).toEqual([])
})

test("a person's photo has several sizes", async () => {
  await aziza.sendsPhoto(png(900, 600), "мой букет")
  await aziza.sees("Фото 900: мой букет")
})

test("commands work in a channel and in a group", async () => {
  const owner = rig.telegram.person(madina)
  const florist = rig.telegram.person(dilnoza)
  await owner.sends("/ping", { in: floristsChannel })
  await florist.sees("pong", { in: floristsChannel })
  await expect(florist.sends("x", { in: floristsChannel })).rejects.toThrow("may not post")
  const post = received.find((update) => update.channel_post)?.channel_post
  expect(post).toMatchObject({ sender_chat: { id: floristsChannel }, text: "/ping" })
  expect(post).not.toHaveProperty("from")

  await rig.telegram.person(bobur).sends("/ping@guldasta_sandbox_bot", { in: couriersGroup })
  await owner.sees("pong Bobur", { in: couriersGroup })
  await expect(aziza.view({ in: couriersGroup })).rejects.toThrow("not in the chat")
})

test("a block is reported, and the bot can no longer write", async () => {
  await aziza.sends("/start")
  await aziza.sees("Здравствуйте")
  await aziza.blocksBot()
  await expect(bot.api.sendMessage(azizaId, "?")).rejects.toThrow("Forbidden: bot was blocked by the user")
  await expect(aziza.sends("?")).rejects.toThrow("unblock")
  await aziza.unblocksBot()
  await bot.api.sendMessage(azizaId, "снова здесь")
  await aziza.sees("снова здесь")
  const members = received.flatMap((update) => update.my_chat_member?.new_chat_member.status ?? [])
  expect(members).toEqual(["kicked", "member"])
})

test("an album is several messages of one media group", async () => {
  const media = [1, 2, 3].map((shade) => ({
    type: "photo" as const,
    media: new InputFile(png(20, 20, shade)),
    ...(shade === 1 ? { caption: "Витрина" } : {}),
  }))
  const sent = await bot.api.sendMediaGroup("@guldasta_buxoro", media)
  expect(new Set(sent.map((message) => "media_group_id" in message && message.media_group_id)).size).toBe(1)
  expect(sent.map((message) => message.message_id)).toEqual([1, 2, 3])
  await aziza.sees("Витрина", { in: sent[0].chat.id })
})

test("forged taps reach the bot, and a tap on a missing message fails at once", async () => {
  await aziza.sends("/start")
  const { message_id } = await aziza.sees("Здравствуйте")
  await expect(aziza.forges("catalog", { message_id })).resolves.toMatchObject({ answered: true })
  await expect(aziza.forges("catalog", { message_id: 999_999 })).rejects.toThrow("there is no message")
})

test("a cleared history is gone for the bot too, and message ids continue", async () => {
  await aziza.sends("/start")
  const { message_id } = await aziza.sees("Здравствуйте")
  await rig.telegram.clearsHistory()
  expect(await aziza.messages()).toEqual([])
  expect(await rig.telegram.person(bobur).messages({ in: couriersGroup })).toEqual([])
  await expect(bot.api.editMessageText(azizaId, message_id, "?")).rejects.toThrow("message to edit not found")
  expect((await bot.api.sendMessage(azizaId, "снова здесь")).message_id).toBeGreaterThan(message_id)
})

test("updates have unique increasing ids", () => {
  const ids = received.map((update) => update.update_id)
  expect([...new Set(ids)].sort((a, b) => a - b)).toEqual(ids)
})

test("taps and typed messages are counted", async () => {
  const jasur = rig.telegram.person(1002)
  await jasur.opens("https://t.me/guldasta_sandbox_bot")
  await jasur.taps("Каталог")
  await jasur.sends("спасибо")
  expect([jasur.tapCount, jasur.typedCount]).toEqual([2, 1])
})
