import type { Update } from "../../packages/sandbox/telegram/types"
import { aziza, bobur, couriersGroup, dilnoza, madina, png, startRig, type Rig } from "./fixture"

let rig: Rig
let offset: number | undefined
beforeEach(async () => {
  rig = await startRig({ tapWaitMs: 100 })
  offset = undefined
  await rig.telegram.person(aziza).sends("/start")
  await updates()
})
afterEach(() => rig.sandbox.close())

/** The updates since the last call, without their ids. */
async function updates(): Promise<Record<string, unknown>[]> {
  const found = await rig.ask<Update[]>("getUpdates", offset === undefined ? {} : { offset })
  offset = (found.at(-1)?.update_id ?? (offset ?? 1) - 1) + 1
  return found.map(({ update_id: _, ...body }) => body)
}

const newGroup = (more: { type: "group" | "supergroup"; forum?: boolean }) =>
  rig.telegram.newChat({ title: "Группа", members: [madina, dilnoza], admins: [madina], bot: true, ...more })

describe("a group that becomes a supergroup", () => {
  test("refuses messages with the new id, and both chats get a service message", async () => {
    const group = await newGroup({ type: "group" })
    const { message_id } = await rig.ask("sendMessage", { chat_id: group.id, text: "x" })
    await updates()
    const supergroup = await rig.telegram.migrates(group.id, { by: madina })
    expect(supergroup).toMatchObject({ type: "supergroup", title: "Группа" })
    const refused = {
      ok: false,
      error_code: 400,
      description: "Bad Request: group chat was upgraded to a supergroup chat",
      parameters: { migrate_to_chat_id: supergroup.id },
    }
    expect(await rig.call("sendMessage", { chat_id: group.id, text: "y" })).toEqual(refused)
    expect(await rig.call("editMessageText", { chat_id: group.id, message_id, text: "y" })).toEqual(refused)
    expect(await updates()).toMatchObject([
      { message: { chat: { id: group.id, type: "group" }, migrate_to_chat_id: supergroup.id } },
      {
        message: {
          chat: { id: supergroup.id, type: "supergroup" },
          migrate_from_chat_id: group.id,
          from: { username: "GroupAnonymousBot" },
          sender_chat: { id: supergroup.id },
        },
      },
    ])
    await rig.ask("sendMessage", { chat_id: supergroup.id, text: "y" })
    await expect(rig.telegram.person(madina).sends("z", { in: group.id })).rejects.toThrow("became")
    await expect(rig.telegram.migrates(supergroup.id, { by: madina })).rejects.toThrow("only a group")
  })

  test("can be unknown to the bot until a message is refused", async () => {
    const group = await newGroup({ type: "group" })
    await updates()
    await rig.telegram.migrates(group.id, { by: madina, untold: true })
    expect(await updates()).toEqual([])
  })
})

describe("a forum", () => {
  test("has messages in topics, which quote the message that created the topic", async () => {
    const forum = await newGroup({ type: "supergroup", forum: true })
    const thread = await rig.telegram.newTopic(forum.id, { by: madina, name: "Заказы" })
    await updates()
    const sent = await rig.ask("sendMessage", { chat_id: forum.id, message_thread_id: thread, text: "x" })
    expect(sent).toMatchObject({
      message_thread_id: thread,
      is_topic_message: true,
      chat: { is_forum: true },
      reply_to_message: { message_id: thread, forum_topic_created: { name: "Заказы" } },
    })
    const general = await rig.ask("sendMessage", { chat_id: forum.id, text: "x" })
    expect(general).not.toHaveProperty("message_thread_id")
    await rig.telegram.person(dilnoza).sends("y", { in: forum.id, message_thread_id: thread })
    expect(await updates()).toMatchObject([
      { message: { text: "y", message_thread_id: thread, is_topic_message: true } },
    ])
  })

  test("refuses unknown and closed topics, also General", async () => {
    const forum = await newGroup({ type: "supergroup", forum: true })
    const thread = await rig.telegram.newTopic(forum.id, { by: madina, name: "Заказы" })
    await updates()
    const say = (message_thread_id?: number) =>
      rig.refusal("sendMessage", {
        chat_id: forum.id,
        text: "x",
        ...(message_thread_id ? { message_thread_id } : {}),
      })
    expect(await say(thread + 1)).toBe("Bad Request: message thread not found")
    await rig.telegram.setsTopic(forum.id, thread, "close", madina)
    expect(await say(thread)).toBe("Bad Request: TOPIC_CLOSED")
    expect(await say()).toBe("no refusal")
    await rig.telegram.setsTopic(forum.id, 1, "close", madina)
    expect(await say()).toBe("Bad Request: TOPIC_CLOSED")
    await rig.telegram.setsTopic(forum.id, thread, "reopen", madina)
    expect(await say(thread)).toBe("no refusal")
    expect(await updates()).toMatchObject([
      { message: { forum_topic_closed: {}, message_thread_id: thread } },
      { message: { forum_topic_closed: {} } },
      { message: { forum_topic_reopened: {}, message_thread_id: thread } },
    ])
    expect(
      await rig.refusal("sendMessage", { chat_id: couriersGroup, message_thread_id: 5, text: "x" }),
    ).toBe("Bad Request: message thread not found")
  })
})

test("an anonymous administrator writes in the name of the group", async () => {
  await rig.telegram.person(madina).sends("/where", { in: couriersGroup, anonymous: true })
  expect(await updates()).toMatchObject([
    {
      message: {
        from: { id: 1087968824, is_bot: true, username: "GroupAnonymousBot" },
        sender_chat: { id: couriersGroup },
      },
    },
  ])
  await expect(
    rig.telegram.person(bobur).sends("/where", { in: couriersGroup, anonymous: true }),
  ).rejects.toThrow("only an administrator")
})

test("a bot that is added to a chat or removed from it gets an update", async () => {
  await rig.telegram.setsBot(couriersGroup, { by: madina, member: false })
  expect(await rig.refusal("sendMessage", { chat_id: couriersGroup, text: "x" })).toMatch(/not a member/)
  await rig.telegram.setsBot(couriersGroup, { by: madina, member: true })
  await rig.ask("sendMessage", { chat_id: couriersGroup, text: "x" })
  expect(await updates()).toMatchObject([
    { my_chat_member: { new_chat_member: { status: "kicked" } } },
    { my_chat_member: { new_chat_member: { status: "administrator" } } },
  ])
})

describe("people", () => {
  test("edit their texts and captions", async () => {
    const person = rig.telegram.person(aziza)
    const text = await person.sends("роза")
    const photo = await person.sendsPhoto(png(40, 30), "роза")
    await updates()
    await person.edits(text.message_id, "лилия /help")
    await person.edits(photo.message_id, "")
    const [first, second] = await updates()
    expect(first).toMatchObject({
      edited_message: {
        message_id: text.message_id,
        text: "лилия /help",
        entities: [{ type: "bot_command" }],
        edit_date: expect.any(Number),
      },
    })
    expect(second).toMatchObject({ edited_message: { message_id: photo.message_id } })
    expect(second.edited_message).not.toHaveProperty("caption")
    const { message_id } = await rig.ask("sendMessage", { chat_id: aziza, text: "x" })
    await expect(person.edits(message_id, "y")).rejects.toThrow("only own messages")
  })

  test("send albums, forwarded messages and attachments", async () => {
    const person = rig.telegram.person(aziza)
    await person.sendsAlbum([png(40, 30), png(40, 30)], "две розы")
    const [one, other] = (await updates()) as { message: { media_group_id: string; caption?: string } }[]
    expect(one.message.media_group_id).toBe(other.message.media_group_id)
    expect([one.message.caption, other.message.caption]).toEqual(["две розы", undefined])
    await person.sends("роза", { forwarded: true })
    await person.sendsAttachment("voice")
    await person.sendsAttachment("dice")
    expect(await updates()).toMatchObject([
      { message: { forward_origin: { type: "hidden_user" } } },
      { message: { voice: { duration: 3 } } },
      { message: { dice: { value: 4 } } },
    ])
  })

  test("tap buttons of messages that Telegram no longer gives to the bot", async () => {
    const sent = await rig.ask("sendMessage", {
      chat_id: aziza,
      text: "x",
      reply_markup: { inline_keyboard: [[{ text: "b", callback_data: "x" }]] },
    })
    const target = { chat_id: aziza, message_id: sent.message_id }
    const person = rig.telegram.person(aziza)
    await person.hidesFromBot(sent.message_id)
    await person.taps("b")
    const [tap] = (await updates()) as { callback_query: { message: Record<string, unknown> } }[]
    expect(tap.callback_query.message).toEqual({
      chat: expect.objectContaining({ id: aziza }),
      message_id: sent.message_id,
      date: 0,
    })
    expect(await rig.refusal("editMessageText", { ...target, text: "y" })).toMatch(/can't be edited/)
    expect(await rig.refusal("deleteMessage", target)).toMatch(/can't be deleted/)
  })

  test("delete their accounts: the bot cannot write to them, and their name is empty", async () => {
    const tap = await rig.telegram.person(aziza).sends("/start")
    await rig.telegram.person(aziza).deletesAccount()
    expect(await rig.call("sendMessage", { chat_id: aziza, text: "x" })).toMatchObject({
      error_code: 403,
      description: "Forbidden: user is deactivated",
    })
    expect(await rig.ask("getChat", { chat_id: aziza })).toMatchObject({ first_name: "" })
    expect(tap.from.name).toContain("Aziza")
    await expect(rig.telegram.person(aziza).sends("x")).rejects.toThrow("deleted their account")
  })
})
