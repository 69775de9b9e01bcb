import { ATTACHMENTS } from "./control-types"
import type { Fault, Language, Migration, NewChat, NewPerson, Outgoing, Person, Press } from "./control-types"
import { ControlRefusal } from "./errors"
import { isRecord } from "./methods/check"
import { maxPersonId } from "./world"

/** Parsers of the control API's request bodies. Each throws ControlRefusal 400 that names the wrong field. */

type Fields = Record<string, unknown>

export function object(value: unknown, what = "the body"): Fields {
  if (!isRecord(value)) throw wrong(what, "an object")
  return value
}

export function text(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value !== "string") throw wrong(name, "a text")
  return value
}

function integer(fields: Fields, name: string): number {
  const value = fields[name]
  if (typeof value !== "number" || !Number.isSafeInteger(value)) throw wrong(name, "an integer")
  return value
}

function number(fields: Fields, name: string): number {
  const value = fields[name]
  if (typeof value !== "number" || !Number.isFinite(value)) throw wrong(name, "a number")
  return value
}

function oneOf<T extends string | number>(fields: Fields, name: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === fields[name])
  if (found === undefined) throw wrong(name, `one of ${allowed.join(", ")}`)
  return found
}

function optional<T>(fields: Fields, name: string, read: (fields: Fields, name: string) => T): T | undefined {
  return fields[name] === undefined || fields[name] === null ? undefined : read(fields, name)
}

function ids(fields: Fields, name: string): number[] {
  const value = fields[name]
  if (!Array.isArray(value) || !value.every((id) => Number.isSafeInteger(id)))
    throw wrong(name, "a list of ids")
  return value
}

const languages: readonly Language[] = ["ru", "uz", "en"]
const parts: readonly Person["part"][] = ["shopper", "florist", "courier", "owner", "other"]

export function newPerson(body: unknown): NewPerson {
  const fields = object(body)
  const id = optional(fields, "id", integer)
  if (id !== undefined && (id < 1 || id > maxPersonId)) throw wrong("id", `a number from 1 to ${maxPersonId}`)
  const last_name = optional(fields, "last_name", text)
  const username = optional(fields, "username", text)
  const first_name = text(fields, "first_name")
  if (first_name.trim() === "" || first_name.length > 64)
    throw wrong("first_name", "a name of 1 to 64 characters")
  if (last_name && last_name.length > 64) throw wrong("last_name", "a name of 1 to 64 characters")
  const phone_number = text(fields, "phone_number")
  if (!/^\+?\d{7,15}$/.test(phone_number)) throw wrong("phone_number", "a number such as +998901234567")
  return {
    ...(id !== undefined ? { id } : {}),
    first_name,
    ...(last_name ? { last_name } : {}),
    ...(username ? { username } : {}),
    language_code: oneOf(fields, "language_code", languages),
    phone_number,
    part: oneOf(fields, "part", parts),
  }
}

export function newChat(body: unknown): NewChat {
  const fields = object(body)
  const id = optional(fields, "id", integer)
  const username = optional(fields, "username", text)
  return {
    ...(id !== undefined ? { id } : {}),
    type: oneOf(fields, "type", ["group", "supergroup", "channel"]),
    title: text(fields, "title"),
    ...(username ? { username } : {}),
    members: ids(fields, "members"),
    admins: ids(fields, "admins"),
    bot: fields["bot"] === true,
    ...(fields["forum"] === true ? { forum: true } : {}),
  }
}

/** The administrator who acts in a chat. */
export function actor(body: unknown): number {
  return integer(object(body), "by")
}

export function migration(body: unknown): Migration {
  return { by: actor(body), untold: object(body)["untold"] === true }
}

export function outgoing(body: unknown): Outgoing {
  const fields = object(body)
  const contents = ["text", "contact", "location", "photo", "document", "attachment"]
  if (contents.filter((name) => fields[name] !== undefined).length !== 1)
    throw new ControlRefusal(400, `a message must have exactly one of ${contents.join(", ")}`)
  const reply_to_message_id = optional(fields, "reply_to_message_id", integer)
  const message_thread_id = optional(fields, "message_thread_id", integer)
  const media_group_id = optional(fields, "media_group_id", text)
  return {
    ...said(fields),
    ...(reply_to_message_id !== undefined ? { reply_to_message_id } : {}),
    ...(message_thread_id !== undefined ? { message_thread_id } : {}),
    ...(media_group_id !== undefined ? { media_group_id } : {}),
    ...(fields["forwarded"] === true ? { forwarded: true } : {}),
    ...(fields["anonymous"] === true ? { anonymous: true } : {}),
  }
}

function said(fields: Fields): Outgoing {
  if (fields["text"] !== undefined) return { text: text(fields, "text") }
  if (fields["attachment"] !== undefined) return { attachment: oneOf(fields, "attachment", ATTACHMENTS) }
  if (fields["contact"] !== undefined) return { contact: contact(fields["contact"]) }
  if (fields["location"] !== undefined) {
    const place = object(fields["location"], "location")
    return { location: { latitude: number(place, "latitude"), longitude: number(place, "longitude") } }
  }
  if (fields["document"] !== undefined)
    return { document: { file_id: text(object(fields["document"], "document"), "file_id") } }
  const photo = object(fields["photo"], "photo")
  const caption = optional(photo, "caption", text)
  return { photo: { file_id: text(photo, "file_id"), ...(caption ? { caption } : {}) } }
}

function contact(value: unknown): NonNullable<Outgoing["contact"]> {
  if (value === "me") return "me"
  const fields = object(value, "contact")
  const last_name = optional(fields, "last_name", text)
  const user_id = optional(fields, "user_id", integer)
  return {
    phone_number: text(fields, "phone_number"),
    first_name: text(fields, "first_name"),
    ...(last_name ? { last_name } : {}),
    ...(user_id !== undefined ? { user_id } : {}),
  }
}

export function press(body: unknown): Press {
  const fields = object(body)
  const row = optional(fields, "row", integer)
  const column = optional(fields, "column", integer)
  const callback_data = optional(fields, "callback_data", text)
  if (callback_data === undefined && (row === undefined || column === undefined)) {
    throw new ControlRefusal(400, "a tap must have row and column, or callback_data")
  }
  return {
    message_id: integer(fields, "message_id"),
    ...(row !== undefined ? { row } : {}),
    ...(column !== undefined ? { column } : {}),
    ...(callback_data !== undefined ? { callback_data } : {}),
  }
}

export function fault(body: unknown): Fault {
  const fields = object(body)
  const chat_id = optional(fields, "chat_id", integer)
  const times = optional(fields, "times", integer)
  if (times !== undefined && times < 1) throw wrong("times", "at least 1")
  const kind = faultKind(object(fields["kind"], "kind"))
  const method = text(fields, "method")
  if ((kind.type === "update_twice") !== (method === "update")) {
    throw new ControlRefusal(400, 'the method "update" and the kind update_twice must be used together')
  }
  return {
    method,
    ...(chat_id !== undefined ? { chat_id } : {}),
    ...(times !== undefined ? { times } : {}),
    kind,
  }
}

const faultTypes = [
  "too_many_requests",
  "blocked",
  "server_error",
  "answer_lost",
  "delay",
  "update_twice",
] as const satisfies readonly Fault["kind"]["type"][]

function faultKind(fields: Fields): Fault["kind"] {
  const type = oneOf(fields, "type", faultTypes)
  switch (type) {
    case "too_many_requests":
      return { type, retry_after: integer(fields, "retry_after") }
    case "server_error": {
      const status = optional(fields, "status", (all, name) =>
        oneOf(all, name, [500, 502, 503, 504] as const),
      )
      return { type, ...(status ? { status } : {}) }
    }
    case "delay":
      return { type, ms: integer(fields, "ms") }
    default:
      return { type }
  }
}

const wrong = (name: string, expected: string) => new ControlRefusal(400, `${name} must be ${expected}`)
