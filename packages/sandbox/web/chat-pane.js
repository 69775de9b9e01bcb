// @ts-check
/** The open chat: header, messages and composer, with their actions. */

import { askInline, pressButton, sendInline, sendMessage, setBlocked } from "./api.js"
import { ChatHeader } from "./chat-header.js"
import { ALL_KINDS, chooseChat } from "./choose-chat.js"
import { Composer } from "./composer.js"
import { alertDialog, toast, toastError, viewPhoto } from "./dialogs.js"
import { fill, h } from "./dom.js"
import { richText } from "./entities.js"
import { t } from "./language.js"
import { offerLink, openLink, sharedText } from "./links.js"
import { MessageList } from "./message-list.js"
import { navigate } from "./route.js"

/** @import { ChatView, InlineSwitch, MessageView, Outgoing } from "../telegram/control-types" */
/** @import { Session } from "./session.js" */
/** @import { TextActions } from "./entities.js" */

/**
 * @param {Session} session
 * @param {() => void} back
 */
export function chatPane(session, back) {
  /** @type {TextActions} */
  const textActions = {
    openLink: (address) => {
      const text = sharedText(address)
      if (text === undefined) {
        openLink(session, address)
      } else {
        begin(ALL_KINDS, text)
      }
    },
    sendText: (text) => send(session, { text }).catch(toastError),
    copy,
  }
  const header = new ChatHeader({ back, setBlocked: (blocked) => block(session, blocked) })
  const composer = new Composer({
    send: (message) => send(session, message),
    unblock: () => block(session, false),
    botName: () => botName(session),
    askInline: (query, offset) => {
      const { me, chatId } = session
      return askInline(me?.id ?? 0, chatId ?? 0, query, offset)
    },
    sendInline: (queryId, resultId) => chooseResult(session, queryId, resultId),
    openBot: (parameter) => openLink(session, `https://t.me/${botName(session)}?start=${parameter}`),
  })
  const begin = (/** @type {InlineSwitch["chats"]} */ chats, /** @type {string} */ text) => {
    const { me, chatId } = session
    if (me && chats === "current") {
      composer.begin(me.id, chatId ?? me.id, text)
    } else if (me && chats !== "current") {
      chooseChat(session, chats, (chosen) => {
        composer.begin(me.id, chosen, text)
        navigate(me.id, chosen)
      })
    }
  }
  const list = new MessageList({
    ...textActions,
    press: (message, row, column) => press(session, message, row, column),
    toast,
    switchInline: ({ query, chats }) => begin(chats, `@${botName(session)} ${query}`),
    reply: (message) => composer.replyTo(message),
    viewPhoto: (message) => message.photo && viewPhoto(message.photo.url, message.caption),
  })
  const about = h("div", { class: "about", testid: "about" })
  const empty = h("div", { class: "nothing-open" }, h("span", {}, t("selectChat")))
  const inside = h("div", { class: "chat-inside" }, header.element, list.element, about, composer.element)
  const element = h(
    "main",
    { class: "chat-pane", "aria-label": t("chat") },
    h("div", { class: "wallpaper" }),
    empty,
    inside,
  )

  const showAbout = (/** @type {ChatView | undefined} */ view) => {
    about.hidden = !view?.about || view.messages.length > 0
    if (view?.about) {
      fill(
        about,
        h("h2", {}, t("aboutBot")),
        h("p", { dir: "auto" }, richText(view.about.description || view.about.name, [], textActions)),
      )
    }
  }
  session.on("opened", (view) => {
    inside.hidden = !view
    empty.hidden = session.chatId !== undefined
    header.set(view?.chat)
    list.open(view)
    composer.open(view, session.me?.id ?? 0)
    showAbout(view)
  })
  const changed = () => {
    const view = session.view
    if (view) {
      list.update(view)
      composer.update(view)
      showAbout(view)
    }
  }
  session.on("messages", changed)
  session.on("chat", (view) => {
    header.set(view.chat)
    changed()
  })
  session.on("typing", (action) => header.showAction(action))
  acceptDrops(element, composer)
  return element
}

/**
 * @param {Session} session
 * @param {Outgoing} message
 */
async function send(session, message) {
  const { me, chatId } = session
  if (!me || chatId === undefined) {
    return
  }
  const sent = await sendMessage(me.id, chatId, message)
  if (me === session.me) {
    session.addMessage(sent)
  }
}

/** @param {Session} session */
const botName = (session) => session.me && session.chat(session.me.id)?.username

/**
 * @param {Session} session
 * @param {string} queryId
 * @param {string} resultId
 */
async function chooseResult(session, queryId, resultId) {
  const { me, chatId } = session
  if (!me || chatId === undefined) {
    return
  }
  const sent = await sendInline(me.id, chatId, queryId, resultId)
  if (me === session.me) {
    session.addMessage(sent)
  }
}

/**
 * @param {Session} session
 * @param {MessageView} message
 * @param {number} row
 * @param {number} column
 */
async function press(session, message, row, column) {
  const me = session.me
  if (!me) {
    return
  }
  try {
    const result = await pressButton(me.id, message.chat_id, { message_id: message.message_id, row, column })
    if (!result.answered) {
      toastError(t("noAnswer"))
    } else if (result.url) {
      offerLink(session, result.url)
    } else if (result.text && result.show_alert) {
      alertDialog(session.chat(message.chat_id)?.title ?? message.from.name, result.text)
    } else if (result.text) {
      toast(result.text)
    }
  } catch (error) {
    toastError(error)
  }
}

/**
 * @param {Session} session
 * @param {boolean} blocked
 */
async function block(session, blocked) {
  const { me, chatId } = session
  if (!me || chatId === undefined) {
    return
  }
  try {
    await setBlocked(me.id, chatId, blocked)
    toast(blocked ? t("blocked") : t("unblocked"))
    await session.reload()
  } catch (error) {
    toastError(error)
  }
}

/**
 * @param {string} text
 * @param {string} done shown when the text is in the clipboard
 */
async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text)
    toast(done)
  } catch {
    toastError(t("copyRefused"))
  }
}

/**
 * @param {HTMLElement} element
 * @param {Composer} composer
 */
function acceptDrops(element, composer) {
  element.addEventListener("dragover", (event) => event.preventDefault())
  element.addEventListener("drop", (event) => {
    event.preventDefault()
    composer.sendFiles([...(event.dataTransfer?.files ?? [])])
  })
}
