// @ts-check
/** Photos in bubbles: a single photo, or the grid of an album. */

import { h } from "./dom.js"
import { t } from "./language.js"

/** @import { MessageView, PhotoView } from "../telegram/control-types" */

const MAX_WIDTH = 400
const MAX_HEIGHT = 400
const MIN_WIDTH = 180
/** Minimum width of a photo with a caption or buttons, in CSS pixels. */
const MIN_WIDTH_WITH_TEXT = 280

/**
 * Returns the displayed size of a photo in CSS pixels.
 *
 * @param {PhotoView} photo
 * @param {boolean} withText
 * @returns {{ width: number, height: number }}
 */
export function shownSize(photo, withText) {
  const width = photo.width || 320
  const height = photo.height || 320
  const scale = Math.min(MAX_WIDTH / width, MAX_HEIGHT / height)
  const shownWidth = Math.max(Math.round(width * scale), withText ? MIN_WIDTH_WITH_TEXT : MIN_WIDTH)
  return { width: shownWidth, height: Math.min(MAX_HEIGHT, Math.round((shownWidth * height) / width)) }
}

/**
 * @param {MessageView & { photo: PhotoView }} message
 * @param {boolean} withText
 * @param {Element | undefined} before previous element of the message
 * @param {(message: MessageView) => void} view
 */
export function singlePhoto(message, withText, before, view) {
  const { width, height } = shownSize(message.photo, withText)
  const frame = photoButton(message, before, view)
  frame.style.aspectRatio = `${width} / ${height}`
  return { frame, width }
}

/**
 * @param {(MessageView & { photo: PhotoView })[]} messages
 * @param {Element | undefined} before
 * @param {(message: MessageView) => void} view
 */
export function album(messages, before, view) {
  let next = 0
  const rows = rowSizes(messages.length).map((size) => {
    const inRow = messages.slice(next, (next += size))
    return h(
      "div",
      { class: "album-row" },
      inRow.map((message) => {
        const cell = photoButton(message, before, view)
        cell.style.flexGrow = String(clamp(message.photo.width / message.photo.height || 1, 0.7, 1.6))
        return cell
      }),
    )
  })
  return h("div", { class: `album album-rows-${rows.length}` }, rows)
}

/**
 * Returns the number of photos in each row of an album.
 *
 * @param {number} count 2 to 10
 * @returns {number[]}
 */
export function rowSizes(count) {
  const known = /** @type {Record<number, number[]>} */ ({
    1: [1],
    2: [2],
    3: [1, 2],
    4: [2, 2],
    5: [2, 3],
    7: [2, 2, 3],
  })
  if (known[count]) {
    return known[count]
  }
  const rows = Array.from({ length: Math.floor(count / 3) }, () => 3)
  return count % 3 === 0 ? rows : [count % 3, ...rows]
}

/**
 * @param {MessageView & { photo: PhotoView }} message
 * @param {Element | undefined} before
 * @param {(message: MessageView) => void} view
 */
function photoButton(message, before, view) {
  const { file_id, url } = message.photo
  return h(
    "button",
    {
      type: "button",
      class: "photo",
      testid: `photo-${message.message_id}`,
      "aria-label": t("viewPhoto"),
      on: { click: () => view(message) },
    },
    sameImage(before, file_id) ?? image(file_id, url, message.caption),
  )
}

/**
 * Finds the existing image, so that a photo does not flicker when its caption is edited.
 *
 * @param {Element | undefined} before
 * @param {string} fileId
 */
function sameImage(before, fileId) {
  return [...(before?.querySelectorAll("img") ?? [])].find((shown) => shown.dataset.file === fileId)
}

/**
 * @param {string} fileId
 * @param {string} url
 * @param {string | undefined} caption
 */
function image(fileId, url, caption) {
  const shown = h("img", {
    src: url,
    alt: caption ? "" : t("photo"),
    draggable: "false",
    decoding: "async",
    class: "loading",
  })
  shown.dataset.file = fileId
  shown.addEventListener("load", () => shown.classList.remove("loading"))
  shown.addEventListener("error", () => shown.classList.replace("loading", "broken"))
  return shown
}

/**
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
const clamp = (value, low, high) => Math.min(high, Math.max(low, value))
