// @ts-check
/** Builds the page: people and chats on the left, the open chat on the right. */

import { ChatList } from "./chat-list.js"
import { chatPane } from "./chat-pane.js"
import { menuButton, toastError } from "./dialogs.js"
import { fill, h, iconButton } from "./dom.js"
import { Guide } from "./guide.js"
import { icon } from "./icons.js"
import { chooseLanguage, language, LANGUAGES, t } from "./language.js"
import { askNewPerson } from "./new-person.js"
import { PeopleStrip } from "./people.js"
import { currentRoute, navigate } from "./route.js"
import { Session } from "./session.js"
import { currentTheme, toggleTheme } from "./theme.js"
import { fitToKeyboard } from "./viewport.js"

const OTHERS_AFTER_MS = 700

const app = /** @type {HTMLElement} */ (document.querySelector("#app"))
const session = new Session()
const people = new PeopleStrip((person) => navigate(person.id), addPerson)
const chats = new ChatList((id) => session.me && navigate(session.me.id, id))
const guide = new Guide((person) => navigate(person.id))
const status = h("div", { class: "connection", role: "status", hidden: true }, t("connecting"))

app.append(
  leftColumn(),
  chatPane(session, () => session.me && navigate(session.me.id)),
)

session.on("people", (list) => {
  people.set(list)
  guide.set(list)
})
session.on("me", (me) => people.choose(me))
session.on("chats", (list) => {
  chats.set(list)
  const unread = list.reduce((sum, chat) => sum + chat.unread, 0)
  people.setUnread(unread)
  document.title = `${unread > 0 ? `(${unread}) ` : ""}${session.me?.first_name ?? "Telegram"} · sandbox`
})
session.on("online", (online) => {
  status.hidden = online
})
session.on("failed", toastError)
session.on("happened", scheduleUnreadUpdate())

addEventListener("hashchange", follow)
fitToKeyboard(app)
start()

async function start() {
  try {
    await session.start()
    follow()
  } catch (error) {
    status.hidden = false
    toastError(error)
    setTimeout(start, 2000)
  }
}

/** Opens the person and chat of the page's address. Without an address it selects the first shopper. */
function follow() {
  const { person, chat } = currentRoute()
  const known = session.people.find(({ id }) => id === person) ?? session.people[0]
  if (!known) {
    return
  }
  if (known.id !== person) {
    history.replaceState(null, "", `#${known.id}`)
  }
  const chatId = known.id === person ? chat : undefined
  app.dataset.view = chatId === undefined ? "list" : "chat"
  chats.mark(chatId)
  session.go(known.id, chatId)
}

/** Asks for a new person and selects them. */
function addPerson() {
  askNewPerson(session.people, (person) => {
    session.addPerson(person)
    navigate(person.id)
  })
}

function leftColumn() {
  const search = h("input", {
    type: "search",
    class: "search",
    placeholder: t("search"),
    "aria-label": t("searchChats"),
  })
  search.addEventListener("input", () => chats.filter(search.value))
  const bar = h(
    "header",
    { class: "left-header" },
    h("label", { class: "search-box" }, icon("search", 22), search),
    languageButton(),
    themeButton(),
    iconButton(t("guide"), icon("help"), () => guide.toggle(), { testid: "guide-toggle" }),
  )
  return h(
    "nav",
    { class: "left-column", "aria-label": t("peopleAndChats") },
    bar,
    people.element,
    status,
    guide.element,
    chats.element,
  )
}

function languageButton() {
  /** @type {import("./dialogs.js").MenuItem[]} */
  const items = Object.entries(LANGUAGES).map(([code, label]) => ({
    label,
    icon: code === language ? "check" : "globe",
    testid: `language-${code}`,
    act: () => chooseLanguage(/** @type {typeof language} */ (code)),
  }))
  const picture = h("span", { class: "language-code" }, language.toUpperCase())
  return menuButton(t("language"), picture, () => items, { testid: "language" })
}

function themeButton() {
  const button = iconButton(
    t("theme"),
    "",
    () => {
      toggleTheme()
      show()
    },
    { testid: "theme-toggle" },
  )
  const show = () => fill(button, icon(currentTheme() === "dark" ? "sun" : "moon"))
  show()
  return button
}

/** Schedules an update of the other people's unread counters: an event of one person often concerns others. */
function scheduleUnreadUpdate() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  return () => {
    clearTimeout(timer)
    timer = setTimeout(() => people.loadOthersUnread(), OTHERS_AFTER_MS)
  }
}
