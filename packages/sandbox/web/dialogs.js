// @ts-check
/** Overlays: toasts, alerts, confirmations, menus, the photo viewer. */

import { h, iconButton } from "./dom.js"
import { icon } from "./icons.js"
import { t } from "./language.js"

/** @import { Child } from "./dom.js" */
/** @import { IconName } from "./icons.js" */

const TOAST_MS = 3500
const ERROR_MS = 6000

const toasts = h("div", { class: "toasts" })

/** @param {string} text */
export function toast(text) {
  showToast(h("div", { class: "toast", role: "status", testid: "toast" }, text), TOAST_MS)
}

/** @param {unknown} error its message is shown */
export function toastError(error) {
  const text = error instanceof Error ? error.message : String(error)
  showToast(h("div", { class: "toast toast-error", role: "alert", testid: "toast-error" }, text), ERROR_MS)
}

/**
 * @param {HTMLElement} element
 * @param {number} time in milliseconds
 */
function showToast(element, time) {
  // A repeated toast replaces the shown one and restarts its time.
  const same = [...toasts.children].find((shown) => shown.textContent === element.textContent)
  same?.remove()
  if (!toasts.isConnected) {
    // A popover is shown above an open dialog.
    document.body.append(toasts)
    toasts.popover = "manual"
  }
  toasts.append(element)
  toasts.hidePopover()
  toasts.showPopover()
  setTimeout(() => element.remove(), time)
}

/**
 * Shows a modal with an OK button, as Telegram does for `show_alert`.
 *
 * @param {string} title
 * @param {string} text
 */
export function alertDialog(title, text) {
  openDialog(title, "alert", (close) => [
    h("p", { class: "dialog-text", testid: "alert-text" }, text),
    h("div", { class: "dialog-buttons" }, dialogButton(t("ok"), close, "main")),
  ])
}

/**
 * @param {string} title
 * @param {string} text
 * @param {string} yes label of the confirm button
 * @param {() => void} act
 */
export function confirmDialog(title, text, yes, act) {
  openDialog(title, "confirm", (close) => [
    h("p", { class: "dialog-text" }, text),
    h(
      "div",
      { class: "dialog-buttons" },
      dialogButton(t("cancel"), close),
      dialogButton(
        yes,
        () => {
          close()
          act()
        },
        "main",
      ),
    ),
  ])
}

/**
 * Opens a modal dialog. Escape, a tap outside, or its content closes it.
 *
 * @param {string} title
 * @param {string} testid
 * @param {(close: () => void) => Child[]} content
 */
export function openDialog(title, testid, content) {
  const dialog = h("dialog", { class: "dialog", testid, "aria-label": title })
  const close = () => dialog.close()
  dialog.append(
    h("h2", { class: "dialog-title" }, title),
    h("div", { class: "dialog-body" }, ...content(close)),
  )
  dialog.addEventListener("click", (event) => event.target === dialog && close())
  dialog.addEventListener("close", () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

/**
 * @param {string} label
 * @param {() => void} act
 * @param {"main" | "danger" | ""} [kind]
 */
export const dialogButton = (label, act, kind = "") =>
  h("button", { type: "button", class: `dialog-button ${kind}`, on: { click: act } }, label)

/** @typedef {{ label: string, icon: IconName, testid: string, act: () => void, danger?: boolean }} MenuItem */

/**
 * Creates a button with a popup menu.
 *
 * @param {string} label
 * @param {Node} picture
 * @param {() => MenuItem[]} items called each time the menu opens
 * @param {{ class?: string, testid: string }} props
 */
export function menuButton(label, picture, items, props) {
  const menu = h("div", { class: "menu", role: "menu" })
  const button = iconButton(label, picture, () => toggle(), { ...props, "aria-haspopup": "menu" })
  const holder = h("div", { class: "menu-holder" }, button, menu)
  const close = () => holder.classList.remove("open")
  const toggle = () => {
    menu.replaceChildren(...items().map((item) => menuItem(item, close)))
    if (holder.classList.toggle("open")) {
      menu.querySelector("button")?.focus()
    }
  }
  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !holder.contains(event.target)) {
      close()
    }
  })
  holder.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close()
      button.focus()
    }
  })
  return holder
}

/**
 * @param {MenuItem} item
 * @param {() => void} close
 */
function menuItem(item, close) {
  const act = () => {
    close()
    item.act()
  }
  const className = item.danger ? "menu-item danger" : "menu-item"
  return h(
    "button",
    { type: "button", role: "menuitem", class: className, testid: item.testid, on: { click: act } },
    icon(item.icon, 22),
    item.label,
  )
}

/**
 * @param {string} url
 * @param {string | undefined} caption
 */
export function viewPhoto(url, caption) {
  const dialog = h("dialog", { class: "viewer", testid: "photo-viewer", "aria-label": t("photo") })
  const close = () => dialog.close()
  dialog.append(
    h("img", { src: url, alt: caption ?? t("photo") }),
    caption ? h("p", { class: "viewer-caption" }, caption) : "",
    iconButton(t("close"), icon("close"), close, { class: "viewer-close" }),
  )
  dialog.addEventListener("click", (event) => event.target === dialog && close())
  dialog.addEventListener("close", () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}
