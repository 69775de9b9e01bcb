// @ts-check
/** Client of the control API; see `telegram/control-types.ts`. */

import { t } from "./language.js"

/** @import { ChatSummary, ChatView, InlineAnswer, MessageView, NewPerson, Outgoing, Person, Press, PressResult } from "../telegram/control-types" */

const ROOT = "/sandbox/api"

/** An error response of the server, with its message, or a network error. */
export class ApiError extends Error {}

/** @returns {Promise<Person[]>} */
export const fetchPeople = () => call("GET", "/people")

/** @type {(person: NewPerson) => Promise<Person>} */
export const addPerson = (person) => call("POST", "/people", person)

/** @type {(me: number) => Promise<ChatSummary[]>} */
export const fetchChats = (me) => call("GET", `/people/${me}/chats`)

/**
 * Loads a chat. The server marks it as read.
 *
 * @type {(me: number, chat: number, since?: number) => Promise<ChatView>} `since`: only messages with a higher revision
 */
export const fetchChat = (me, chat, since = 0) =>
  call("GET", `/people/${me}/chats/${chat}/messages?since=${since}`)

/** @type {(me: number, chat: number, message: Outgoing) => Promise<MessageView>} */
export const sendMessage = (me, chat, message) =>
  call("POST", `/people/${me}/chats/${chat}/messages`, message)

/** @type {(me: number, chat: number, press: Press) => Promise<PressResult>} */
export const pressButton = (me, chat, press) => call("POST", `/people/${me}/chats/${chat}/press`, press)

/** @type {(me: number, chat: number, blocked: boolean) => Promise<unknown>} */
export const setBlocked = (me, chat, blocked) =>
  call("POST", `/people/${me}/chats/${chat}/${blocked ? "block" : "unblock"}`, {})

/** @type {(me: number, link: string) => Promise<{ chat_id: number, message?: MessageView }>} */
export const openTelegramLink = (me, link) => call("POST", `/people/${me}/open`, { link })

/** @type {(me: number, chat: number, query: string, offset: string) => Promise<InlineAnswer>} */
export const askInline = (me, chat, query, offset) =>
  call("POST", `/people/${me}/chats/${chat}/inline`, { query, offset })

/** @type {(me: number, chat: number, query_id: string, result_id: string) => Promise<MessageView>} */
export const sendInline = (me, chat, query_id, result_id) =>
  call("POST", `/people/${me}/chats/${chat}/inline/choose`, { query_id, result_id })

/** @type {(me: number, person: number) => Promise<ChatSummary>} */
export const openConversation = (me, person) => call("POST", `/people/${me}/conversations`, { with: person })

/**
 * Uploads a picture, to be sent in a message later.
 *
 * @param {File} file
 * @returns {Promise<string>} its file_id
 */
export async function uploadPhoto(file) {
  const answer = await request(`/files?name=${encodeURIComponent(file.name)}`, {
    method: "POST",
    headers: { "content-type": file.type || "application/octet-stream" },
    body: file,
  })
  return answer.file_id
}

/** @type {(me: number) => EventSource} */
export const openEvents = (me) => new EventSource(`${ROOT}/people/${me}/events`)

/**
 * @param {"GET" | "POST"} method
 * @param {string} path
 * @param {unknown} [body]
 */
function call(method, path, body) {
  if (body === undefined) {
    return request(path, { method })
  }
  return request(path, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  })
}

/**
 * @param {string} path
 * @param {RequestInit} init
 */
async function request(path, init) {
  const response = await fetch(ROOT + path, init).catch(() => {
    throw new ApiError(t("unreachable"))
  })
  const answer = await response.json().catch(() => undefined)
  if (!response.ok) {
    throw new ApiError(answer?.error ?? t("serverAnswered", { status: response.status }))
  }
  return answer
}
