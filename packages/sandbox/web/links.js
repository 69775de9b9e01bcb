// @ts-check
/** Where a tapped link leads: Telegram's own stay in the sandbox, the rest opens beside it. */

import { openTelegramLink } from "./api.js"
import { openDialog, dialogButton, toastError } from "./dialogs.js"
import { h, safeUrl } from "./dom.js"
import { navigate } from "./route.js"

/** @import { Session } from "./session.js" */

/**
 * @param {Session} session
 * @param {string} address
 */
export async function openLink(session, address) {
  const url = safeUrl(address)
  if (!url) {
    toastError("This link cannot be opened")
  } else if (isTelegram(url)) {
    await openInSandbox(session, url)
  } else {
    window.open(url.href, "_blank", "noopener,noreferrer")
  }
}

/**
 * Asks before it opens what a tap was answered with: a browser lets no page open a window by itself.
 *
 * @param {Session} session
 * @param {string} address
 */
export function offerLink(session, address) {
  const url = safeUrl(address)
  if (!url || isTelegram(url)) {
    openLink(session, address)
    return
  }
  openDialog("Open this link?", "open-link", (close) => [
    h("p", { class: "dialog-text" }, url.href),
    h(
      "div",
      { class: "dialog-buttons" },
      dialogButton("Cancel", close),
      h(
        "a",
        {
          class: "dialog-button main",
          href: url.href,
          target: "_blank",
          rel: "noopener noreferrer",
          on: { click: close },
        },
        "Open",
      ),
    ),
  ])
}

/** @param {URL} url */
const isTelegram = (url) => ["t.me", "telegram.me"].includes(url.hostname) || url.protocol === "tg:"

/**
 * @param {Session} session
 * @param {URL} url
 */
async function openInSandbox(session, url) {
  const me = session.me
  if (!me) {
    return
  }
  const [name] = url.pathname.split("/").filter(Boolean)
  const known = name && url.search === "" ? session.chatNamed(name) : undefined
  if (known) {
    navigate(me.id, known.id)
    return
  }
  try {
    const { chat_id } = await openTelegramLink(me.id, url.href)
    navigate(me.id, chat_id)
  } catch (error) {
    toastError(error)
  }
}
