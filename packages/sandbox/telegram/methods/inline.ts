import { badRequest } from "../errors"
import { isLocalHost } from "../files"
import type { InlineResult } from "../inline-queries"
import { inlineKeyboard } from "../keyboards"
import { messageText } from "../text/formatted"
import type { Call, Handlers } from "./context"
import { captioned } from "./media"
import type { ShapeValue } from "./table"

type Given = ShapeValue<"InlineQueryResult">

const mostResults = 50
const mostBytes = 64
/** Telegram keeps an answer for this time in seconds when the bot does not say how long. */
const usualCacheSeconds = 300

const bytesOf = (text: string) => Buffer.byteLength(text)

function checkResults(results: Given[]) {
  if (results.length > mostResults) throw badRequest("RESULTS_TOO_MUCH")
  if (results.some(({ id }) => id === "")) throw badRequest("RESULT_ID_EMPTY")
  if (results.some(({ id }) => bytesOf(id) > mostBytes)) throw badRequest("RESULT_ID_INVALID")
  if (new Set(results.map(({ id }) => id)).size < results.length) throw badRequest("RESULT_ID_DUPLICATE")
}

function buttonOf(button: ShapeValue<"InlineQueryResultsButton"> | undefined) {
  if (!button) return undefined
  const { text, start_parameter = "" } = button
  if (text === "") throw badRequest("SWITCH_PM_TEXT_EMPTY")
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(start_parameter)) throw badRequest("START_PARAM_INVALID")
  return { text, start_parameter }
}

function checkedUrl(url: string, { allowLocalUrls }: Call): string {
  const address = URL.canParse(url) ? new URL(url) : undefined
  const isWeb = address?.protocol === "https:" || address?.protocol === "http:"
  if (!address || !isWeb || (!allowLocalUrls && isLocalHost(address.hostname)))
    throw badRequest("WEBDOCUMENT_URL_INVALID")
  return url
}

function markupOf(given: Given, { allowLocalUrls }: Call) {
  const { reply_markup } = given
  if (!reply_markup) return undefined
  if (reply_markup.inline_keyboard.flat().some((button) => button.callback_data !== undefined))
    throw badRequest("sandbox: buttons with callback_data in inline results are not supported")
  return inlineKeyboard(reply_markup, { chatType: "group", allowLocalUrls })
}

function textOf({ input_message_content: text }: Given) {
  if (!text) return undefined
  const { link_preview_options: preview } = text
  return {
    ...messageText(text.message_text, text.parse_mode, text.entities),
    ...(preview ? { link_preview_options: preview } : {}),
  }
}

function article(given: Given, call: Call): Pick<InlineResult, "content"> & { thumbnail?: string } {
  const content = textOf(given)
  if (!given.title) throw badRequest("ARTICLE_TITLE_EMPTY")
  if (!content) throw badRequest(`sandbox: the article "${given.id}" needs input_message_content`)
  const { thumbnail_url: url } = given
  return { content, ...(url ? { thumbnail: checkedUrl(url, call) } : {}) }
}

function photo(given: Given, call: Call): Pick<InlineResult, "content" | "photoUrl"> & { thumbnail: string } {
  const text = textOf(given)
  const { photo_file_id: fileId, photo_url: url, thumbnail_url: thumbnail } = given
  if (fileId !== undefined) {
    const sizes = call.files.photoAgain(fileId)
    const address = `/sandbox/api/files/${encodeURIComponent(fileId)}`
    return { content: text ?? { photo: sizes, ...captioned(given) }, thumbnail: address }
  }
  if (!url) throw badRequest("PHOTO_CONTENT_URL_EMPTY")
  if (!thumbnail) throw badRequest("PHOTO_THUMB_URL_EMPTY")
  const addresses = { photoUrl: checkedUrl(url, call), thumbnail: checkedUrl(thumbnail, call) }
  return text
    ? { content: text, thumbnail: addresses.thumbnail }
    : { content: captioned(given), ...addresses }
}

function checkedResult(given: Given, call: Call): InlineResult {
  const { id, type, title, description } = given
  if (type !== "article" && type !== "photo")
    throw badRequest(`sandbox: inline results of type "${type}" are not supported, only article and photo`)
  const { thumbnail, ...rest } = type === "article" ? article(given, call) : photo(given, call)
  const markup = markupOf(given, call)
  const words = { ...(title ? { title } : {}), ...(description ? { description } : {}) }
  return {
    id,
    view: { id, ...words, ...(thumbnail ? { thumbnail } : {}) },
    ...rest,
    ...(markup ? { markup } : {}),
  }
}

export const inlineMode: Handlers<"answerInlineQuery"> = {
  answerInlineQuery: (params, call) => {
    const { inline_query_id, results, cache_time = usualCacheSeconds, is_personal, next_offset = "" } = params
    checkResults(results)
    if (bytesOf(next_offset) > mostBytes) throw badRequest("NEXT_OFFSET_INVALID")
    if (cache_time < 0) throw badRequest("sandbox: cache_time must be 0 or more")
    const button = buttonOf(params.button)
    call.inline.answer(inline_query_id, {
      results: results.map((result) => checkedResult(result, call)),
      // An article makes the app show all results as a list with their titles.
      gallery: results.length > 0 && results.every(({ type }) => type === "photo"),
      nextOffset: next_offset,
      cacheSeconds: cache_time,
      isPersonal: is_personal ?? false,
      ...(button ? { button } : {}),
    })
    return true
  },
}
