import { badRequest } from "../errors"
import { checkWebApp } from "../keyboards"
import type { BotCommand, ChatRecord, MenuButton, WorldState } from "../state"
import { characters } from "../text/formatted"
import { chatOf, type Call, type Handlers } from "./context"
import type { ShapeValue } from "./table"

type Scope = ShapeValue<"BotCommandScope">

const mostCommands = 100
const globalScopes = ["default", "all_private_chats", "all_group_chats", "all_chat_administrators"]
const chatScopes = ["chat", "chat_administrators", "chat_member"]

const commandsKey = (type: string, language = "", chat: number | string = "", user: number | string = "") =>
  [type, chat, user, language].join(":")

function keyOf(call: Call, scope: Scope | undefined, language: string | undefined) {
  checkLanguage(language)
  const { type, chat_id, user_id } = scope ?? { type: "default" }
  if (globalScopes.includes(type)) return commandsKey(type, language)
  if (!chatScopes.includes(type)) throw badRequest("unsupported BotCommandScope specified")
  if (chat_id === undefined) throw badRequest("chat_id is empty")
  if ((type === "chat_member") !== (user_id !== undefined)) {
    throw badRequest(`sandbox: user_id is valid only in the scope chat_member`)
  }
  return commandsKey(type, language, chatOf(call, chat_id).id, user_id)
}

/** Returns the commands that a person sees in a chat, by Telegram's priority of scopes. */
export function commandsSeen(
  state: WorldState,
  chat: Pick<ChatRecord, "id" | "type" | "admins">,
  person: number,
  language: string,
): BotCommand[] {
  const admin = chat.admins.includes(person)
  const keys: [string, (number | string)?, number?][] =
    chat.type === "private"
      ? [["chat", chat.id], ["all_private_chats"], ["default"]]
      : [
          ["chat_member", chat.id, person],
          ...(admin ? [["chat_administrators", chat.id] satisfies [string, number]] : []),
          ["chat", chat.id],
          ...(admin ? [["all_chat_administrators"] satisfies [string]] : []),
          ["all_group_chats"],
          ["default"],
        ]
  for (const [type, chatId, user] of keys) {
    const commands =
      state.bot.commands[commandsKey(type, language, chatId, user)] ??
      state.bot.commands[commandsKey(type, "", chatId, user)]
    if (commands) return commands
  }
  return []
}

function checkCommand({ command, description }: BotCommand): BotCommand {
  const name = command.replace(/^\//, "")
  if (!/^[a-z0-9_]{1,32}$/.test(name)) throw badRequest("BOT_COMMAND_INVALID")
  if (characters(description) < 1 || characters(description) > 256) {
    throw badRequest("BOT_COMMAND_DESCRIPTION_INVALID")
  }
  return { command: name, description }
}

function checkLanguage(language: string | undefined) {
  if (language && !/^[a-z]{2}$/.test(language)) throw badRequest("invalid language code specified")
}

type Texts = "names" | "descriptions" | "short_descriptions"

function setText({ world }: Call, texts: Texts, language = "", text = "", limit: number, tooLong: string) {
  checkLanguage(language)
  if (characters(text) > limit) throw badRequest(tooLong)
  if (text) world.state.bot[texts][language] = text
  else if (texts !== "names" || language) delete world.state.bot[texts][language]
  world.changed()
  return true
}

/** Returns the text for a language, or the default text. */
export function botText(state: WorldState, texts: Texts, language = "") {
  return state.bot[texts][language] ?? state.bot[texts][""] ?? ""
}

function checkMenuButton(call: Call, button: MenuButton): MenuButton {
  if (button.type === "commands" || button.type === "default") return { type: button.type }
  if (button.type !== "web_app") throw badRequest("MenuButton has unsupported type")
  if (!button.text || !button.web_app)
    throw badRequest("sandbox: a menu button web_app needs text and web_app")
  checkWebApp(button.web_app.url, "menu button", { chatType: "private", allowLocalUrls: call.allowLocalUrls })
  return button
}

function menuChat(call: Call, chatId: number | undefined) {
  if (chatId === undefined) return ""
  if (chatOf(call, chatId).type !== "private")
    throw badRequest("the method is available only for private chats")
  return String(chatId)
}

export const profile: Handlers<
  | "setMyCommands"
  | "getMyCommands"
  | "deleteMyCommands"
  | "setMyName"
  | "getMyName"
  | "setMyDescription"
  | "getMyDescription"
  | "setMyShortDescription"
  | "getMyShortDescription"
  | "setChatMenuButton"
  | "getChatMenuButton"
> = {
  setMyCommands: ({ commands, scope, language_code }, call) => {
    if (commands.length > mostCommands) throw badRequest("BOT_COMMANDS_TOO_MUCH")
    call.world.state.bot.commands[keyOf(call, scope, language_code)] = commands.map(checkCommand)
    call.world.changed()
    return true
  },
  getMyCommands: ({ scope, language_code }, call) =>
    call.world.state.bot.commands[keyOf(call, scope, language_code)] ?? [],
  deleteMyCommands: ({ scope, language_code }, call) => {
    delete call.world.state.bot.commands[keyOf(call, scope, language_code)]
    call.world.changed()
    return true
  },

  setMyName: ({ name, language_code }, call) =>
    setText(call, "names", language_code, name, 64, "BOT_TITLE_INVALID"),
  getMyName: ({ language_code }, call) => ({ name: botText(call.world.state, "names", language_code) }),

  setMyDescription: ({ description, language_code }, call) =>
    setText(call, "descriptions", language_code, description, 512, "BOT_DESCRIPTION_TOO_LONG"),
  getMyDescription: ({ language_code }, call) => ({
    description: botText(call.world.state, "descriptions", language_code),
  }),

  setMyShortDescription: ({ short_description, language_code }, call) =>
    setText(call, "short_descriptions", language_code, short_description, 120, "BOT_ABOUT_TOO_LONG"),
  getMyShortDescription: ({ language_code }, call) => ({
    short_description: botText(call.world.state, "short_descriptions", language_code),
  }),

  setChatMenuButton: ({ chat_id, menu_button }, call) => {
    const button = checkMenuButton(call, menu_button ?? { type: "default" })
    call.world.state.bot.menu_buttons[menuChat(call, chat_id)] = button
    call.world.changed()
    return true
  },
  getChatMenuButton: ({ chat_id }, call) => {
    const buttons = call.world.state.bot.menu_buttons
    return buttons[menuChat(call, chat_id)] ?? buttons[""] ?? { type: "commands" }
  },
}
