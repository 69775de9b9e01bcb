import type { Update } from "grammy/types"
import { personOf, queueOf } from "./queue-of-update"

const GROUP = -100123
const chat = { id: GROUP, type: "supergroup", title: "Group" }
const madina = { id: 42, is_bot: false, first_name: "Madina" }
const anonymous = { id: 1_087_968_824, is_bot: true, first_name: "Group", username: "GroupAnonymousBot" }
const update = (body: object) => ({ update_id: 1, ...body }) as Update

describe("personOf and queueOf", () => {
  it.each([
    ["a message", { message: { chat, from: madina } }],
    ["an edited message", { edited_message: { chat, from: madina } }],
    ["a tap", { callback_query: { from: madina } }],
    ["a change of the bot's rights", { my_chat_member: { chat, from: madina } }],
  ])("find the person of %s", (_, body) => {
    expect(personOf(update(body))?.id).toBe(42)
    expect(queueOf(update(body))).toEqual({ queue: "42", personId: "42" })
  })

  it.each([
    ["a message", { message: { chat, from: anonymous, sender_chat: chat } }],
    ["a post of a channel", { channel_post: { chat, sender_chat: chat } }],
    ["an edited post of a channel", { edited_channel_post: { chat, sender_chat: chat } }],
    ["a change of the bot's rights", { my_chat_member: { chat, from: anonymous } }],
  ])("find nobody when Telegram hides the author of %s", (_, body) => {
    expect(personOf(update(body))).toBeUndefined()
    expect(queueOf(update(body))).toEqual({ queue: String(GROUP), personId: undefined })
  })
})
