import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { ATTACHMENTS } from "../../packages/sandbox/telegram/control-types"
import { methodTable, shapes } from "../../packages/sandbox/telegram/methods/table"
import {
  aziza,
  couriersGroup,
  eventually,
  floristsChannel,
  madina,
  png,
  shopChannel,
  startRig,
  type Rig,
} from "./fixture"

/** The published Bot API as data. It is not part of this project. */
const factsPath = path.resolve(__dirname, "../../../shared/facts/telegram-bot-api.json")
const here = existsSync(factsPath)
if (!here)
  console.warn(`Skipped: ${factsPath} does not exist, so the sandbox is not compared with the Bot API.`)

type Field = { name: string; types: string[]; required: boolean }
type Facts = {
  methods: Record<string, { fields?: Field[]; returns: string[] }>
  types: Record<string, { fields?: Field[]; subtypes?: string[] | null }>
}
const facts: Facts = here ? JSON.parse(readFileSync(factsPath, "utf8")) : { methods: {}, types: {} }
const describeHere = here ? describe : describe.skip

/** The Bot API's names of a kind in the table. */
const typeNames: Record<string, string[]> = {
  ChatId: ["Integer", "String"],
  File: ["InputFile", "String"],
  ReplyMarkup: ["InlineKeyboardMarkup", "ReplyKeyboardMarkup", "ReplyKeyboardRemove", "ForceReply"],
}

function sameType(kind: string, types: string[]): boolean {
  if (kind.endsWith("[]")) {
    const inner = types
      .filter((type) => type.startsWith("Array of "))
      .map((type) => type.slice("Array of ".length))
    return inner.length === types.length && sameType(kind.slice(0, -2), inner)
  }
  return types.every((type) => type === kind || type.startsWith(kind) || typeNames[kind]?.includes(type))
}

function differences(where: string, ours: Record<string, string>, theirs: Field[]) {
  return Object.entries(ours).flatMap(([name, kind]) => {
    const field = theirs.find((one) => one.name === name)
    if (!field) return [`${where}.${name} is not in the Bot API`]
    return [
      ...(kind.endsWith("!") === field.required ? [] : [`${where}.${name}: required is ${field.required}`]),
      ...(sameType(kind.replace("!", ""), field.types)
        ? []
        : [`${where}.${name} is ${field.types}, not ${kind}`]),
    ]
  })
}

describeHere("the table of methods", () => {
  test.each(Object.entries(methodTable))("%s has the Bot API's parameters", (method, fields) => {
    const { fields: theirs = [] } = facts.methods[method] ?? {}
    expect(facts.methods).toHaveProperty(method)
    expect(differences(method, fields, theirs)).toEqual([])
    const needed = theirs
      .filter((field) => field.required && !(field.name in fields))
      .map((field) => field.name)
    expect(needed).toEqual([])
  })

  /** One of our types may stand for several Bot API types that differ in `type`. */
  const families: Record<string, string[]> = {
    InputMedia: ["InputMediaPhoto", "InputMediaDocument"],
    MenuButton: ["MenuButtonDefault", "MenuButtonCommands", "MenuButtonWebApp"],
    BotCommandScope: ["BotCommandScopeDefault", "BotCommandScopeChat", "BotCommandScopeChatMember"],
    ReactionType: ["ReactionTypeEmoji"],
    InlineQueryResult: ["InlineQueryResultArticle", "InlineQueryResultPhoto", "InlineQueryResultCachedPhoto"],
    InputMessageContent: ["InputTextMessageContent"],
  }
  test.each(Object.entries(shapes))("%s has the Bot API's fields", (name, fields) => {
    const family = families[name]
    if (!family) return expect(differences(name, fields, facts.types[name]?.fields ?? [])).toEqual([])
    const known = new Set(
      family.flatMap((member) => facts.types[member].fields?.map((field) => field.name) ?? []),
    )
    expect(Object.keys(fields).filter((field) => !known.has(field))).toEqual([])
  })
})

/** Compares an object and its nested values with a Bot API type. */
function check(value: unknown, types: string[], where: string): string[] {
  const type =
    types.length === 1 ? types[0] : (types.find((name) => name !== "Boolean" && name !== "True") ?? types[0])
  if (type.startsWith("Array of ")) {
    if (!Array.isArray(value)) return [`${where} is not a list`]
    return value.flatMap((item, at) => check(item, [type.slice("Array of ".length)], `${where}[${at}]`))
  }
  const scalar = {
    Integer: "number",
    Float: "number",
    String: "string",
    Boolean: "boolean",
    True: "boolean",
  }[type]
  if (scalar) return typeof value === scalar ? [] : [`${where} is ${typeof value}, not ${type}`]
  if (typeof value !== "object" || value === null) return [`${where} is not a ${type}`]
  return checkObject(new Map(Object.entries(value)), type, where)
}

function checkObject(value: Map<string, unknown>, type: string, where: string): string[] {
  const { subtypes, fields = [] } = facts.types[type] ?? {}
  if (subtypes?.length) {
    const fitting = subtypes
      .map((name) => checkObject(value, name, where))
      .sort((a, b) => a.length - b.length)
    return fitting[0]
  }
  const unknown = [...value.keys()].filter((name) => !fields.some((field) => field.name === name))
  const absent = fields.filter((field) => field.required && !value.has(field.name))
  const inside = fields.flatMap((field) =>
    value.has(field.name) ? check(value.get(field.name), field.types, `${where}.${field.name}`) : [],
  )
  return [
    ...unknown.map((name) => `${where}.${name} is no field of ${type}`),
    ...absent.map((field) => `${where} has no ${field.name}, which ${type} must have`),
    ...inside,
  ]
}

describeHere("what the sandbox answers and sends", () => {
  let rig: Rig
  beforeAll(async () => {
    rig = await startRig()
  })
  afterAll(() => rig.sandbox.close())

  test("objects match the Bot API's types field by field", async () => {
    const wrong: string[] = []
    const ask = async (method: string, params: Record<string, unknown> = {}) => {
      const answer = await rig.ask<unknown>(method, params)
      wrong.push(...check(answer, facts.methods[method].returns, method))
      return answer
    }
    const person = rig.telegram.person(aziza)
    await person.opens("https://t.me/guldasta_sandbox_bot?start=x")
    await person.sendsContact()
    await person.sendsLocation(39.7, 64.4)
    const photo = await person.sendsPhoto(png(400, 300), "роза")
    await person.sends("ответ", { reply_to_message_id: photo.message_id })
    await rig.telegram.person(madina).sends("/post", { in: shopChannel })
    await rig.telegram.person(madina).sends("/all", { in: couriersGroup })
    await person.blocksBot()
    await person.unblocksBot()
    const group = { type: "group" as const, title: "Новая", members: [aziza], admins: [aziza], bot: true }
    const { id } = await rig.telegram.newChat(group)
    await rig.telegram.migrates(id, { by: aziza })
    const forum = await rig.telegram.newChat({ ...group, type: "supergroup", forum: true })
    const message_thread_id = await rig.telegram.newTopic(forum.id, { by: aziza, name: "A" })
    await rig.telegram.setsTopic(forum.id, message_thread_id, "close", aziza)
    await rig.telegram.setsTopic(forum.id, message_thread_id, "reopen", aziza)
    await person.sends("a", { in: forum.id, message_thread_id, anonymous: true })
    await person.edits(photo.message_id, "лилия")
    await person.sends("a", { forwarded: true })
    for (const attachment of ATTACHMENTS) await person.sendsAttachment(attachment)
    await ask("sendMessage", { chat_id: forum.id, message_thread_id, text: "a" })

    const reply_markup = { inline_keyboard: [[{ text: "a", callback_data: "a" }]] }
    const sent = await rig.ask("sendMessage", {
      chat_id: aziza,
      text: "<b>a</b> /x",
      parse_mode: "HTML",
      reply_markup,
    })
    const tap = person.taps("a")
    const file_id = photo.photo?.file_id
    const media = [
      { type: "photo", media: file_id, caption: "a" },
      { type: "photo", media: file_id },
    ]
    for (const chat_id of [aziza, floristsChannel]) {
      await ask("sendMessage", {
        chat_id,
        text: "a https://a.uz",
        link_preview_options: { is_disabled: true },
      })
      await ask("sendPhoto", {
        chat_id,
        photo: file_id,
        caption: "b",
        has_spoiler: true,
        protect_content: true,
      })
      await ask("sendMediaGroup", { chat_id, media })
      await ask("sendContact", { chat_id, phone_number: "+998901234567", first_name: "A" })
      await ask("sendLocation", { chat_id, latitude: 39, longitude: 64 })
      await ask("sendVenue", { chat_id, latitude: 39, longitude: 64, title: "A", address: "B" })
      await ask("sendChatAction", { chat_id, action: "typing" })
      await ask("copyMessage", { chat_id, from_chat_id: aziza, message_id: sent.message_id })
      await ask("forwardMessage", { chat_id, from_chat_id: aziza, message_id: sent.message_id })
      await ask("getChat", { chat_id })
      await ask("getChatMember", { chat_id, user_id: rig.sandbox.bot.id })
    }
    const asking = person.asksInline("розы")
    await eventually("the inline query is stored", () =>
      rig.sandbox.world.state.updates.pending.some(({ update }) => "inline_query" in update),
    )
    const [query] = rig.sandbox.world.state.updates.pending.flatMap(({ update }) =>
      "inline_query" in update ? [update.inline_query] : [],
    )
    await ask("answerInlineQuery", {
      inline_query_id: query.id,
      results: [{ type: "photo", id: "1", photo_file_id: file_id }],
    })
    await person.choosesInline(await asking, "1")
    const target = { chat_id: aziza, message_id: sent.message_id }
    await ask("pinChatMessage", target)
    await ask("setMessageReaction", { ...target, reaction: [{ type: "emoji", emoji: "❤" }] })
    await ask("editMessageText", { ...target, text: "b", reply_markup })
    await ask("editMessageMedia", { ...target, media: media[0] })
    await ask("editMessageCaption", { ...target, caption: "c" })
    await ask("getFile", { file_id })
    await ask("getMe")
    await ask("getWebhookInfo")
    await ask("getChatAdministrators", { chat_id: floristsChannel })
    await ask("createChatInviteLink", { chat_id: floristsChannel, name: "a" })
    await ask("exportChatInviteLink", { chat_id: floristsChannel })
    await ask("getChatMenuButton", { chat_id: aziza })
    await ask("getMyName")
    await ask("getMyDescription")
    await ask("getMyShortDescription")
    await ask("deleteMessage", target)
    const updates = await ask("getUpdates")

    expect(wrong).toEqual([])
    expect(Array.isArray(updates) && new Set(updates.map((update) => Object.keys(update)[1]))).toEqual(
      new Set([
        "message",
        "edited_message",
        "channel_post",
        "my_chat_member",
        "callback_query",
        "inline_query",
      ]),
    )
    await rig.sandbox.close()
    expect(await tap).toEqual({ answered: false })
  })
})
