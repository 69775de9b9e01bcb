import {
  Bot,
  Composer,
  InlineKeyboard,
  InlineQueryResultBuilder,
  InputFile,
  InputMediaBuilder,
  Keyboard,
} from "grammy"
import { plainPng } from "./picture"

/** Duration in ms of temporary states, so that a slow browser can see them. */
const SLOWLY_MS = 3000

/** A bot that sends each kind of message and answer, to test a Telegram client. */
export function demoBot(token: string, apiRoot: string, username: string): Bot {
  const bot = new Bot(token, { client: { apiRoot } })
  bot.use(inlineMode(username), cart(username), questions(), photos(), words())
  return bot
}

/** Callback answers: an edit, an alert, a slow toast, a deep link. */
function cart(username: string) {
  const feature = new Composer()
  const buttons = (count: number) =>
    new InlineKeyboard()
      .text("Add one", `add:${count + 1}`)
      .text("Is it left?", "alert")
      .row()
      .text("Keep it", "keep")
      .url("To the roses", `https://t.me/${username}?start=roses`)
  feature.command("start", async (context) => {
    await context.reply(context.match ? `You came for: ${context.match}` : "Welcome!")
    await context.reply("In the cart: 0", { reply_markup: buttons(0) })
  })
  feature.callbackQuery(/^add:(\d+)$/, async (context) => {
    const count = Number(context.match[1])
    await context.editMessageText(`In the cart: ${count}`, { reply_markup: buttons(count) })
    await context.answerCallbackQuery()
  })
  feature.callbackQuery("alert", (context) =>
    context.answerCallbackQuery({ text: "The last one was sold a minute ago", show_alert: true }),
  )
  feature.callbackQuery("keep", async (context) => {
    await new Promise((resolve) => setTimeout(resolve, SLOWLY_MS))
    await context.answerCallbackQuery({ text: "Kept for an hour" })
  })
  return feature
}

/** Buttons that switch to inline mode, and answers in pages of twenty. */
function inlineMode(username: string) {
  const feature = new Composer()
  let rose: string | undefined
  feature.command("share", async (context) => {
    const sent = await context.replyWithPhoto(new InputFile(plainPng(640, 480, [214, 92, 132]), "rose.png"), {
      caption: "To share",
      reply_markup: new InlineKeyboard()
        .switchInline("To a friend", "roses")
        .switchInlineCurrent("Here", "lilies")
        .row()
        .switchInlineChosen("To a group", { query: "roses", allow_group_chats: true })
        .url("A link", `https://t.me/share/url?url=https%3A%2F%2Fguldasta.uz&text=Roses`),
    })
    rose = sent.photo.at(-1)?.file_id
  })
  feature.on("inline_query", async (context) => {
    const { query, offset } = context.inlineQuery
    const from = Number(offset)
    const open = new InlineKeyboard().url("Open", `https://t.me/${username}?start=${query || "all"}`)
    const results = Array.from({ length: 20 }, (_, index) =>
      InlineQueryResultBuilder.article(`${from + index}`, `No. ${from + index} of ${query}`, {
        description: `${from + index} dollars`,
        reply_markup: open,
      }).text(`Result ${from + index} of ${query}`),
    )
    const isPicture = query === "roses" && rose !== undefined
    const picture = InlineQueryResultBuilder.photoCached("rose", rose ?? "", {
      caption: "A rose",
      reply_markup: open,
    })
    await context.answerInlineQuery(isPicture ? [picture] : query === "nothing" ? [] : results, {
      next_offset: isPicture || from >= 20 ? "" : String(from + 20),
      cache_time: 0,
      ...(query === "nothing" ? { button: { text: "Nothing. To the shop", start_parameter: "shop" } } : {}),
    })
  })
  return feature
}

/** A reply keyboard that asks for a contact and a location. */
function questions() {
  const feature = new Composer()
  const keyboard = new Keyboard()
    .requestContact("My number")
    .requestLocation("My place")
    .row()
    .text("Never mind")
  feature.command("who", (context) =>
    context.reply("Who are you, and where?", { reply_markup: keyboard.resized().placeholder("A number") }),
  )
  feature.on("message:contact", (context) => context.reply(`Number ${context.message.contact.phone_number}`))
  feature.on("message:location", (context) => {
    const { latitude, longitude } = context.message.location
    return context.reply(`Place ${latitude} ${longitude}`)
  })
  feature.hears("Never mind", (context) => context.reply("Gone", { reply_markup: { remove_keyboard: true } }))
  return feature
}

function photos() {
  const feature = new Composer()
  const picture = () => new InputFile(plainPng(640, 480, [214, 92, 132]), "rose.png")
  feature.command("photo", (context) =>
    context.replyWithPhoto(picture(), {
      caption: "<b>Roses</b>, 15 stems",
      parse_mode: "HTML",
      reply_markup: new InlineKeyboard().text("Is it left?", "alert"),
    }),
  )
  feature.command("album", (context) =>
    context.replyWithMediaGroup([
      InputMediaBuilder.photo(picture(), { caption: "From all sides" }),
      InputMediaBuilder.photo(picture()),
      InputMediaBuilder.photo(picture()),
    ]),
  )
  feature.on("message:photo", (context) => {
    const { photo, caption } = context.message
    const largest = photo[photo.length - 1]
    return context.reply(`Photo ${largest?.width}x${largest?.height}: ${caption ?? "no words"}`)
  })
  return feature
}

/** Formatted text, a message that is deleted, and an echo. */
function words() {
  const feature = new Composer()
  feature.command("rich", (context) =>
    context.reply("<b>bold</b> <i>italic</i> <tg-spoiler>secret</tg-spoiler> <code>a &lt; b</code> /who", {
      parse_mode: "HTML",
    }),
  )
  feature.command("brief", async (context) => {
    await context.replyWithChatAction("typing")
    await new Promise((resolve) => setTimeout(resolve, SLOWLY_MS))
    const { message_id } = await context.reply("This goes away")
    await new Promise((resolve) => setTimeout(resolve, SLOWLY_MS))
    await context.api.deleteMessage(context.chat.id, message_id)
  })
  feature.on("message:text", (context) => context.reply(`You said: ${context.message.text}`))
  return feature
}
