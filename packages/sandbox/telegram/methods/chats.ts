import { randomBytes } from "node:crypto"
import { badRequest } from "../errors"
import type { ChatRecord } from "../state"
import type { ChatMember, User } from "../types"
import type { World } from "../world"
import { chatOf, openChat, type Call, type Handlers } from "./context"

const rights = {
  can_be_edited: false,
  is_anonymous: false,
  can_manage_chat: true,
  can_delete_messages: true,
  can_manage_video_chats: true,
  can_restrict_members: true,
  can_promote_members: false,
  can_change_info: true,
  can_invite_users: true,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
}

/** Returns the bot's membership. The bot is an administrator of all its groups and channels. */
export function botMember(world: World, chat: ChatRecord): ChatMember {
  const user = world.botUser()
  if (!chat.bot) return { status: "left", user }
  if (chat.type === "private") return { status: "member", user }
  return administrator(chat, user)
}

function administrator(chat: ChatRecord, user: User): ChatMember {
  const own =
    chat.type === "channel"
      ? { can_post_messages: true, can_edit_messages: true }
      : { can_pin_messages: true }
  return { status: "administrator", user, ...rights, ...own }
}

/** The first administrator owns the chat. */
function memberOf(chat: ChatRecord, user: User): ChatMember {
  if (chat.admins[0] === user.id) return { status: "creator", user, is_anonymous: false }
  if (chat.admins.includes(user.id)) return administrator(chat, user)
  return { status: chat.members.includes(user.id) ? "member" : "left", user }
}

function groupOf(call: Call, chatId: number | string) {
  const chat = openChat(call, chatId)
  if (chat.type === "private") throw badRequest("there are no administrators in the private chat")
  return chat
}

const newInviteLink = () => `https://t.me/+${randomBytes(12).toString("base64url")}`

export const chats: Handlers<
  | "getChat"
  | "getChatMember"
  | "getChatAdministrators"
  | "getChatMemberCount"
  | "leaveChat"
  | "createChatInviteLink"
  | "exportChatInviteLink"
> = {
  getChat: ({ chat_id }, call) => {
    const chat = chatOf(call, chat_id)
    if (chat.type !== "private") openChat(call, chat_id)
    const pinned = call.world.stored(chat, chat.pinned[chat.pinned.length - 1])
    const { username, ...rest } = call.world.chatObject(chat)
    return {
      ...rest,
      ...(username ? { username, active_usernames: [username] } : {}),
      accent_color_id: Math.abs(chat.id) % 7,
      max_reaction_count: 11,
      accepted_gift_types: {
        unlimited_gifts: false,
        limited_gifts: false,
        unique_gifts: false,
        premium_subscription: false,
        gifts_from_channels: false,
      },
      ...(pinned ? { pinned_message: pinned.message } : {}),
      ...(chat.invite_link ? { invite_link: chat.invite_link } : {}),
    }
  },

  getChatMember: ({ chat_id, user_id }, call) => {
    const chat = openChat(call, chat_id)
    if (user_id === call.world.state.bot.id) return botMember(call.world, chat)
    const person = call.world.person(user_id)
    if (!person) throw badRequest("PARTICIPANT_ID_INVALID")
    return memberOf(chat, call.world.user(person))
  },

  getChatAdministrators: ({ chat_id, return_bots }, call) => {
    const chat = groupOf(call, chat_id)
    const people = chat.admins.flatMap((id) => call.world.person(id) ?? [])
    const members = people.map((person) => memberOf(chat, call.world.user(person)))
    return return_bots === false ? members : [...members, botMember(call.world, chat)]
  },

  getChatMemberCount: ({ chat_id }, call) => openChat(call, chat_id).members.length + 1,

  leaveChat: ({ chat_id }, call) => {
    const chat = openChat(call, chat_id)
    if (chat.type === "private") throw badRequest("chat member status can't be changed in private chats")
    chat.bot = false
    call.world.emit({ type: "chat", chat })
    return true
  },

  createChatInviteLink: ({ chat_id, name, expire_date, member_limit, creates_join_request }, call) => {
    groupOf(call, chat_id)
    if (creates_join_request && member_limit) {
      throw badRequest("member limit can't be specified for links requiring administrator approval")
    }
    return {
      invite_link: newInviteLink(),
      creator: call.world.botUser(),
      creates_join_request: creates_join_request ?? false,
      is_primary: false,
      is_revoked: false,
      ...(name ? { name } : {}),
      ...(expire_date ? { expire_date } : {}),
      ...(member_limit ? { member_limit } : {}),
    }
  },

  exportChatInviteLink: ({ chat_id }, call) => {
    const chat = groupOf(call, chat_id)
    chat.invite_link = newInviteLink()
    call.world.changed()
    return chat.invite_link
  },
}
