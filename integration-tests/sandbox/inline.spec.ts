import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { InlineQuery, Update } from "../../packages/sandbox/telegram/types"
import {
  aziza,
  couriersGroup,
  floristsChannel,
  jasur,
  madina,
  png,
  shopChannel,
  startRig,
  type Rig,
} from "./fixture"

let rig: Rig
let offset = 0
beforeAll(async () => {
  rig = await startRig({ allowLocalUrls: true, tapWaitMs: 3000 })
})
afterAll(() => rig.sandbox.close())

const person = (id = aziza) => rig.telegram.person(id)

/** The updates that the bot has not got yet. */
async function updates(): Promise<Update[]> {
  const got = await rig.ask<Update[]>("getUpdates", { offset, timeout: 2 })
  offset = (got.at(-1)?.update_id ?? offset - 1) + 1
  return got
}

/** The next inline query; other updates are skipped. */
async function nextQuery(): Promise<InlineQuery> {
  for (;;) {
    for (const update of await updates()) if ("inline_query" in update) return update.inline_query
  }
}

const article = (id: string, more: Record<string, unknown> = {}) => ({
  type: "article",
  id,
  title: `Розы ${id}`,
  input_message_content: { message_text: `<b>Розы ${id}</b>`, parse_mode: "HTML" },
  ...more,
})

/** A person types a query, and the bot answers it. */
async function asked(query: string, answer: Record<string, unknown>, where: { in?: number } = {}) {
  const shown = person().asksInline(query, where)
  const { id } = await nextQuery()
  await rig.ask("answerInlineQuery", { inline_query_id: id, cache_time: 0, ...answer })
  return shown
}

test("the bot gets the query, its person and the kind of chat; the person gets the results", async () => {
  const friend = await person().chatWith(jasur)
  const kinds: [number, string][] = [
    [aziza, "sender"],
    [friend, "private"],
    [shopChannel, "channel"],
  ]
  for (const [chat, chat_type] of kinds) {
    const shown = person().asksInline("розы", { in: chat })
    const query = await nextQuery()
    expect(query).toMatchObject({
      from: { id: aziza, language_code: "ru" },
      query: "розы",
      offset: "",
      chat_type,
    })
    const results = [article("1", { description: "250 000", thumbnail_url: "https://guldasta.uz/1.jpg" })]
    await rig.ask("answerInlineQuery", {
      inline_query_id: query.id,
      results,
      cache_time: 0,
      next_offset: "1",
    })
    expect(await shown).toEqual({
      answered: true,
      query_id: expect.any(String),
      results: [{ id: "1", title: "Розы 1", description: "250 000", thumbnail: "https://guldasta.uz/1.jpg" }],
      gallery: false,
      next_offset: "1",
    })
  }
  const more = person().asksInline("розы", { offset: "1" })
  expect(await nextQuery()).toMatchObject({ query: "розы", offset: "1" })
  expect(await more).toMatchObject({ answered: false, results: [] })
})

test("a chosen result is a message of the person with the bot's name and its button", async () => {
  const friend = await person().chatWith(jasur)
  expect(await rig.telegram.person(jasur).chatWith(aziza)).toBe(friend)
  const url = "https://t.me/guldasta_sandbox_bot?start=p_1"
  const photo = await person().sendsPhoto(png(400, 300))
  const fileId = photo.photo?.file_id
  const answer = await asked("букет", {
    results: [
      {
        type: "photo",
        id: "a",
        photo_file_id: fileId,
        title: "Букет",
        caption: "<b>Букет</b>",
        parse_mode: "HTML",
        reply_markup: { inline_keyboard: [[{ text: "Открыть", url }]] },
      },
    ],
    button: { text: "Ещё в магазине", start_parameter: "shop" },
  })
  expect(answer).toMatchObject({
    gallery: true,
    results: [{ id: "a", title: "Букет", thumbnail: `/sandbox/api/files/${fileId}` }],
    button: { text: "Ещё в магазине", start_parameter: "shop" },
  })
  await person().choosesInline(answer, "a", { in: friend })
  const [got] = await rig.telegram.person(jasur).messages({ in: friend })
  expect(got).toMatchObject({
    from: { id: aziza, name: "Aziza Karimova", is_bot: false },
    via_bot: "guldasta_sandbox_bot",
    caption: "Букет",
    entities: [{ type: "bold", offset: 0, length: 5 }],
    photo: { width: 400 },
    buttons: [[{ text: "Открыть", kind: "url", url }]],
  })
  const summary = (await rig.telegram.person(jasur).chats()).find(({ id }) => id === friend)
  expect(summary).toMatchObject({ type: "private", with: aziza, title: "Aziza Karimova", unread: 0 })

  // The bot gets the message in its own chats only, and cannot write in the chat of two people.
  await person().choosesInline(answer, "a")
  const [message] = (await updates()).flatMap((update) => ("message" in update ? [update.message] : []))
  expect(message).toMatchObject({ from: { id: aziza }, via_bot: { is_bot: true }, caption: "Букет" })
  expect(await rig.refusal("sendMessage", { chat_id: friend, text: "x" })).toBe("Bad Request: chat not found")
  await expect(rig.telegram.person(jasur).choosesInline(answer, "a", { in: friend })).rejects.toThrow(
    "no result",
  )
  await expect(person().choosesInline(answer, "a", { in: shopChannel })).rejects.toThrow("may not post")
  await expect(person(madina).messages({ in: friend })).rejects.toThrow("is not in the chat")
})

test("a photo with an address is loaded when it is chosen, and must be a JPEG", async () => {
  const jpeg = Buffer.from("ffd8ffc0000b080010001001011100ffd9".padEnd(80, "0"), "hex")
  const server: Server = createServer((request, response) => {
    response.end(request.url === "/a.jpg" ? jpeg : png(20, 20))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const photo = (id: string, name: string) => ({
    type: "photo",
    id,
    photo_url: `${origin}/${name}`,
    thumbnail_url: `${origin}/${name}`,
    caption: "роза",
  })
  const answer = await asked("роза", { results: [photo("1", "a.jpg"), photo("2", "b.png")] })
  expect(await person().choosesInline(answer, "1")).toMatchObject({ photo: { width: 16 }, caption: "роза" })
  await expect(person().choosesInline(answer, "2")).rejects.toThrow("is not a JPEG")
  await new Promise((resolve) => server.close(resolve))
})

describe("an answer is refused", () => {
  const result = (fields: Record<string, unknown>) => ({ results: [{ id: "1", ...fields }] })
  const refusals: [string, Record<string, unknown>, string][] = [
    ["51 results", { results: Array.from({ length: 51 }, (_, n) => article(`${n}`)) }, "RESULTS_TOO_MUCH"],
    ["an id twice", { results: [article("1"), article("1")] }, "RESULT_ID_DUPLICATE"],
    ["an empty id", { results: [article("")] }, "RESULT_ID_EMPTY"],
    ["an id of 66 bytes", { results: [article("я".repeat(33))] }, "RESULT_ID_INVALID"],
    ["an offset of 66 bytes", { results: [], next_offset: "я".repeat(33) }, "NEXT_OFFSET_INVALID"],
    ["no title", { results: [article("1", { title: "" })] }, "ARTICLE_TITLE_EMPTY"],
    [
      "no text",
      { results: [article("1", { input_message_content: { message_text: "" } })] },
      "message text is empty",
    ],
    ["a photo without an address", result({ type: "photo" }), "PHOTO_CONTENT_URL_EMPTY"],
    [
      "a photo without a small picture",
      result({ type: "photo", photo_url: "https://guldasta.uz/1.jpg" }),
      "PHOTO_THUMB_URL_EMPTY",
    ],
    [
      "a picture with another protocol",
      result({
        type: "photo",
        photo_url: "ftp://guldasta.uz/1.jpg",
        thumbnail_url: "https://guldasta.uz/1.jpg",
      }),
      "WEBDOCUMENT_URL_INVALID",
    ],
    [
      "an unknown file",
      result({ type: "photo", photo_file_id: "x" }),
      "wrong remote file identifier specified: Wrong string length",
    ],
    [
      "an invalid start parameter",
      { results: [], button: { text: "Магазин", start_parameter: "магазин" } },
      "START_PARAM_INVALID",
    ],
    [
      "a Mini App in a result",
      {
        results: [
          article("1", {
            reply_markup: { inline_keyboard: [[{ text: "a", web_app: { url: "https://guldasta.uz" } }]] },
          }),
        ],
      },
      "BUTTON_TYPE_INVALID",
    ],
    [
      "another kind of result",
      result({ type: "gif" }),
      'sandbox: inline results of type "gif" are not supported, only article and photo',
    ],
  ]
  test.each(refusals)("%s", async (_what, answer, description) => {
    expect(await rig.refusal("answerInlineQuery", { inline_query_id: "1", ...answer })).toBe(
      `Bad Request: ${description}`,
    )
  })

  test("an answer to no query, to an answered one, and after the person's wait", async () => {
    const tooOld = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    const answer = (inline_query_id: string) => ({ inline_query_id, results: [], cache_time: 0 })
    expect(await rig.refusal("answerInlineQuery", answer("1"))).toBe(tooOld)
    const shown = person().asksInline("дважды")
    const { id } = await nextQuery()
    await rig.ask("answerInlineQuery", answer(id))
    expect(await rig.refusal("answerInlineQuery", answer(id))).toBe(tooOld)
    expect((await shown).answered).toBe(true)
    const late = person().asksInline("поздно")
    const lateQuery = await nextQuery()
    expect((await late).answered).toBe(false)
    expect(await rig.refusal("answerInlineQuery", answer(lateQuery.id))).toBe(tooOld)
  })
})

test("values at the limits are accepted, and longer queries are not sent", async () => {
  const results = Array.from({ length: 50 }, (_, n) => article(`${n}`.padEnd(64, "x")))
  const answer = await asked("я".repeat(256), { results, next_offset: "x".repeat(64) })
  expect(answer.results).toHaveLength(50)
  await expect(person().asksInline("я".repeat(257))).rejects.toThrow("at most 256 characters")
})

test("an answer is kept for its cache time: for everybody, or for the person", async () => {
  const first = person().asksInline("тюльпаны")
  const one = { results: [article("1")], cache_time: 30 }
  await rig.ask("answerInlineQuery", { inline_query_id: (await nextQuery()).id, ...one })
  await first
  expect(await person(jasur).asksInline("тюльпаны")).toMatchObject({ answered: true, results: [{ id: "1" }] })

  const mine = person().asksInline("лилии")
  const personal = { ...one, is_personal: true }
  await rig.ask("answerInlineQuery", { inline_query_id: (await nextQuery()).id, ...personal })
  await mine
  expect((await person().asksInline("лилии")).results).toHaveLength(1)
  const other = person(jasur).asksInline("лилии")
  await rig.ask("answerInlineQuery", { inline_query_id: (await nextQuery()).id, results: [], cache_time: 0 })
  expect((await other).results).toEqual([])

  const { clock } = rig.sandbox.world
  rig.sandbox.world.clock = () => Date.now() + 31_000
  const again = person().asksInline("лилии")
  await rig.ask("answerInlineQuery", { inline_query_id: (await nextQuery()).id, results: [], cache_time: 0 })
  expect((await again).results).toEqual([])
  rig.sandbox.world.clock = clock
})

test("buttons switch to inline mode in the chats that they allow", async () => {
  await person().sends("/start")
  const send = (button: Record<string, unknown>, chat_id = aziza) => ({
    chat_id,
    text: "x",
    reply_markup: { inline_keyboard: [[{ text: "b", ...button }]] },
  })
  const pressed = async (button: Record<string, unknown>) => {
    await rig.ask("sendMessage", send(button))
    return (await person().taps("b")).switch_inline
  }
  expect(await pressed({ switch_inline_query: "розы" })).toEqual({
    query: "розы",
    chats: ["user", "bot", "group", "channel"],
  })
  expect(await pressed({ switch_inline_query: "" })).toMatchObject({ query: "" })
  expect(await pressed({ switch_inline_query_current_chat: "a" })).toEqual({ query: "a", chats: "current" })
  const chosen = { query: "a", allow_user_chats: true, allow_group_chats: true }
  expect(await pressed({ switch_inline_query_chosen_chat: chosen })).toEqual({
    query: "a",
    chats: ["user", "group"],
  })
  const refused = (button: Record<string, unknown>, chat_id = aziza) =>
    rig.refusal("sendMessage", send(button, chat_id))
  expect(await refused({ switch_inline_query_chosen_chat: { query: "a" } })).toBe(
    "Bad Request: at least one chat type must be allowed",
  )
  expect(await refused({ switch_inline_query_current_chat: "a" }, floristsChannel)).toBe(
    "Bad Request: BUTTON_TYPE_INVALID",
  )
  expect(await refused({ switch_inline_query: "a".repeat(257) })).toMatch("longer than 256 characters")
  expect(await refused({ switch_inline_query: "a", url: "https://guldasta.uz" })).toMatch("several actions")
  await rig.ask("sendMessage", { ...send({ switch_inline_query: "a" }), chat_id: couriersGroup })
})

test("inline mode can be off", async () => {
  expect(await rig.ask("getMe")).toMatchObject({ supports_inline_queries: true })
  await rig.telegram.setsInline(false)
  expect(await rig.ask("getMe")).toMatchObject({ supports_inline_queries: false })
  await expect(person().asksInline("розы")).rejects.toThrow("inline mode is off")
  expect(await rig.telegram.setsInline(true)).toMatchObject({ inline: true })
})
