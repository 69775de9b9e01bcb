// @ts-check
/** The dialogs of the attach menu: a location, a contact, photos. */

import { uploadPhoto } from "./api.js"
import { openDialog, toastError } from "./dialogs.js"
import { h } from "./dom.js"
import { formButtons, textField } from "./fields.js"
import { icon } from "./icons.js"
import { t } from "./language.js"

/** @import { Outgoing } from "../telegram/control-types" */
/** @import { IconName } from "./icons.js" */
/** @typedef {(message: Outgoing) => void | Promise<unknown>} Send */

const PLACES = [
  { name: t("placePond"), note: t("placePondNote"), latitude: 39.773, longitude: 64.4207 },
  { name: t("placeArk"), note: t("placeArkNote"), latitude: 39.7779, longitude: 64.411 },
  { name: t("placeStation"), note: t("placeStationNote"), latitude: 39.7225, longitude: 64.551 },
  { name: t("placeFar"), note: t("placeFarNote"), latitude: 40.1, longitude: 64.6833 },
]

/** @param {Send} send */
export function askLocation(send) {
  openDialog(t("sendLocation"), "location-dialog", (close) => {
    const sendPlace = (/** @type {number} */ latitude, /** @type {number} */ longitude) => {
      close()
      send({ location: { latitude, longitude } })
    }
    const presets = PLACES.map(({ name, note, latitude, longitude }) =>
      choice("location", name, note, () => sendPlace(latitude, longitude)),
    )
    const latitude = numberField(t("latitude"), 90)
    const longitude = numberField(t("longitude"), 180)
    const submit = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault()
      sendPlace(latitude.input.valueAsNumber, longitude.input.valueAsNumber)
    }
    const form = h(
      "form",
      { class: "dialog-form", on: { submit } },
      h("div", { class: "fields" }, latitude.label, longitude.label),
      formButtons(close, t("sendPlace")),
    )
    return [h("div", { class: "choices" }, presets), form]
  })
}

/** @param {Send} send */
export function askContact(send) {
  openDialog(t("sendContact"), "contact-dialog", (close) => {
    const mine = choice("phone", t("ownNumber"), t("ownNumberNote"), () => {
      close()
      send({ contact: "me" })
    })
    const first = textField(t("firstName"), { required: true, maxlength: 64 })
    const last = textField(t("lastName"), { maxlength: 64 })
    const phone = textField(t("phoneNumber"), {
      required: true,
      type: "tel",
      maxlength: 32,
      placeholder: "+998 90 123 45 67",
    })
    const submit = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault()
      close()
      send({
        contact: {
          first_name: first.input.value.trim(),
          last_name: last.input.value.trim() || undefined,
          phone_number: phone.input.value.trim(),
        },
      })
    }
    const form = h(
      "form",
      { class: "dialog-form", on: { submit } },
      h("div", { class: "fields" }, first.label, last.label),
      phone.label,
      formButtons(close, t("sendThisContact")),
    )
    return [h("div", { class: "choices" }, mine), form]
  })
}

/**
 * Shows the chosen photos and sends them one after another. The first photo gets the caption.
 *
 * @param {File[]} files
 * @param {Send} send
 */
export function askPhotos(files, send) {
  const photos = files.filter(({ type }) => type.startsWith("image/"))
  if (photos.length === 0) {
    toastError(t("choosePicture"))
    return
  }
  const title = photos.length === 1 ? t("sendPhoto") : t("sendPhotos", { count: photos.length })
  openDialog(title, "photo-dialog", (close) => {
    const previews = photos.map(preview)
    const caption = textField(t("caption"), { maxlength: 1024, autofocus: true })
    const submit = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault()
      close()
      sendPhotos(photos, caption.input.value.trim(), send)
    }
    return [
      h("div", { class: "photo-previews" }, previews),
      h("form", { class: "dialog-form", on: { submit } }, caption.label, formButtons(close, t("send"))),
    ]
  })
}

/**
 * @param {File[]} photos
 * @param {string} caption
 * @param {Send} send
 */
async function sendPhotos(photos, caption, send) {
  try {
    for (const [index, photo] of photos.entries()) {
      const file_id = await uploadPhoto(photo)
      await send({ photo: { file_id, caption: (index === 0 && caption) || undefined } })
    }
  } catch (error) {
    toastError(error)
  }
}

/** @param {File} file */
function preview(file) {
  const url = URL.createObjectURL(file)
  const image = h("img", { src: url, alt: file.name, class: "photo-preview" })
  image.addEventListener("load", () => URL.revokeObjectURL(url))
  return image
}

/**
 * @param {IconName} picture
 * @param {string} name
 * @param {string} note
 * @param {() => void} act
 */
function choice(picture, name, note, act) {
  const words = [h("span", { class: "choice-name" }, name), h("span", { class: "choice-note" }, note)]
  return h(
    "button",
    { type: "button", class: "choice", on: { click: act } },
    h("span", { class: "choice-icon" }, icon(picture, 22)),
    h("span", { class: "choice-words" }, words),
  )
}

/**
 * @param {string} name
 * @param {number} limit
 */
const numberField = (name, limit) =>
  textField(name, {
    type: "number",
    min: -limit,
    max: limit,
    step: "any",
    required: true,
    inputmode: "decimal",
  })
