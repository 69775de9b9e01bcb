// @ts-check
/** Opens links: Telegram links inside the sandbox, other links in a new tab. */

import { openTelegramLink } from "./api.js"
import { openDialog, dialogButton, toastError } from "./dialogs.js"
import { h, safeUrl } from "./dom.js"
import { t } from "./language.js"
import { navigate } from "./route.js"

/** @import { Session } from "./session.js" */

/**
 * @param {Session} session
 * @param {string} address
 */
export async function openLink(session, address) {
  const url = safeUrl(address)
  if (!url) {
    toastError(t("badLink"))
  } else if (isTelegram(url)) {
    await openInSandbox(session, url)
  } else {
    window.open(url.href, "_blank", "noopener,noreferrer")
  }
}

/**
 * Shows a dialog with the link from the bot's answer to a tap. A browser opens a new tab only on a user's click.
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
  openDialog(t("openLink"), "open-link", (close) => [
    h("p", { class: "dialog-text" }, url.href),
    h(
      "div",
      { class: "dialog-buttons" },
      dialogButton(t("cancel"), close),
      h(
        "a",
        {
          class: "dialog-button main",
          href: url.href,
          target: "_blank",
          rel: "noopener noreferrer",
          on: { click: close },
        },
        t("open"),
      ),
    ),
  ])
}

/**
 * The message that a link https://t.me/share/url begins: the shared address and the words.
 *
 * @param {string} address
 * @returns {string | undefined} undefined for another link
 */
export function sharedText(address) {
  const url = safeUrl(address)
  if (!url || !isTelegram(url) || url.pathname !== "/share/url") {
    return undefined
  }
  return [url.searchParams.get("url"), url.searchParams.get("text")].filter(Boolean).join("\n")
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
