import type { Update } from "../../packages/sandbox/telegram/types"
import { aziza, bobur, dilnoza, floristsChannel, startRig, type Rig } from "./fixture"

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
  await rig.telegram.person(aziza).sends("/start")
})
afterAll(() => rig.sandbox.close())

const withButton = () => ({
  chat_id: aziza,
  text: "x",
  reply_markup: { inline_keyboard: [[{ text: "b", callback_data: "x" }]] },
})

describe("edits", () => {
  test("an edit without a change is refused, another edit is accepted", async () => {
    const params = withButton()
    const { message_id } = await rig.ask("sendMessage", params)
    const again = await rig.call("editMessageText", { ...params, message_id })
    expect(again).toMatchObject({ ok: false, error_code: 400 })
    expect(!again.ok && again.description).toMatch(
      /^Bad Request: message is not modified: specified new message content/,
    )
    await rig.ask("editMessageText", { ...params, message_id, text: "y" })
    const bare = await rig.ask("editMessageReplyMarkup", { chat_id: aziza, message_id })
    expect(bare).not.toHaveProperty("reply_markup")
    expect(bare).toMatchObject({ text: "y" })
  })

  test("a text message has no caption to edit", async () => {
    const { message_id } = await rig.ask("sendMessage", { chat_id: aziza, text: "x" })
    expect(await rig.refusal("editMessageCaption", { chat_id: aziza, message_id, caption: "y" })).toBe(
      "Bad Request: there is no caption in the message to edit",
    )
  })

  test("a message with a reply keyboard cannot be edited", async () => {
    const sent = await rig.ask("sendMessage", {
      chat_id: aziza,
      text: "x",
      reply_markup: { keyboard: [["a"]] },
    })
    expect(sent).not.toHaveProperty("reply_markup")
    expect(
      await rig.refusal("editMessageText", { chat_id: aziza, message_id: sent.message_id, text: "y" }),
    ).toBe("Bad Request: message can't be edited")
    await rig.ask("deleteMessage", { chat_id: aziza, message_id: sent.message_id })
    expect(await rig.telegram.person(aziza).keyboard()).toEqual([])
  })
})

test("old messages cannot be deleted in a private chat, but in a channel", async () => {
  const { message_id } = await rig.ask("sendMessage", { chat_id: aziza, text: "x" })
  const post = await rig.ask("sendMessage", { chat_id: floristsChannel, text: "x" })
  rig.sandbox.world.clock = () => Date.now() + 49 * 3600 * 1000
  expect(await rig.refusal("deleteMessage", { chat_id: aziza, message_id })).toBe(
    "Bad Request: message can't be deleted for everyone",
  )
  await rig.ask("deleteMessage", { chat_id: floristsChannel, message_id: post.message_id })
  rig.sandbox.world.clock = Date.now
  await rig.ask("deleteMessages", { chat_id: aziza, message_ids: [1, message_id, 999] })
  expect(await rig.telegram.person(aziza).messages()).not.toContainEqual(
    expect.objectContaining({ message_id }),
  )
})

test("a bot that is not in a channel is refused", async () => {
  await rig.telegram.newChat({
    id: -1009,
    type: "channel",
    title: "Чужой",
    members: [dilnoza],
    admins: [dilnoza],
    bot: false,
  })
  expect(await rig.refusal("sendMessage", { chat_id: -1009, text: "x" })).toBe(
    "Forbidden: bot is not a member of the channel chat",
  )
})

async function tapId() {
  for (let offset: number | undefined; ;) {
    const [update] = await rig.ask<Update[]>("getUpdates", {
      timeout: 5,
      limit: 1,
      ...(offset ? { offset } : {}),
    })
    if (!update) throw new Error("no tap arrived")
    if ("callback_query" in update) return update.callback_query.id
    offset = update.update_id + 1
  }
}

test("a tap is answered once", async () => {
  const { message_id } = await rig.ask("sendMessage", withButton())
  const tap = rig.telegram.person(aziza).forges("x", { message_id })
  const callback_query_id = await tapId()
  await rig.ask("answerCallbackQuery", { callback_query_id })
  expect(await tap).toEqual({ answered: true })
  expect(await rig.refusal("answerCallbackQuery", { callback_query_id })).toMatch(/query is too old/)
})

test("rate limits apply when they are enforced", async () => {
  const strict = await startRig({ enforceRates: true })
  for (let n = 0; n < 20; n++) await strict.ask("sendMessage", { chat_id: floristsChannel, text: `${n}` })
  const over = await strict.call("sendMessage", { chat_id: floristsChannel, text: "over" })
  expect(over).toMatchObject({ ok: false, error_code: 429 })
  const wait = over.ok ? 0 : (over.parameters?.retry_after ?? 0)
  expect(wait).toBeGreaterThan(50)
  expect(over).toMatchObject({ description: `Too Many Requests: retry after ${wait}` })
  await strict.telegram.person(bobur).sends("/start")
  for (let n = 0; n < 10; n++) await strict.call("sendMessage", { chat_id: bobur, text: `${n}` })
  expect(await strict.call("sendMessage", { chat_id: bobur, text: "over" })).toMatchObject({
    parameters: { retry_after: 1 },
  })
  strict.sandbox.world.clock = () => Date.now() + 61_000
  await strict.ask("sendMessage", { chat_id: floristsChannel, text: "again" })
  await strict.sandbox.close()
})
