import { ApiError, badRequest } from "../errors"
import { methodTable, shapes, type MethodName, type Params } from "./table"

type Fields = Readonly<Record<string, string>>
const methodFields: Readonly<Record<string, Fields>> = methodTable
const shapeFields: Readonly<Record<string, Fields>> = shapes
const byLowerCase = new Map(Object.keys(methodTable).map((name) => [name.toLowerCase(), name]))

/** The required field that identifies each type of `reply_markup`. */
const replyMarkups: Readonly<Record<string, string>> = {
  inline_keyboard: "InlineKeyboardMarkup",
  keyboard: "ReplyKeyboardMarkup",
  remove_keyboard: "ReplyKeyboardRemove",
  force_reply: "ForceReply",
}

/** Telegram's error texts for missing parameters. */
const missing: Readonly<Record<string, string>> = {
  chat_id: "chat_id is empty",
  text: "message text is empty",
  message_id: "message identifier is not specified",
  media: "there are no messages to send",
  photo: "there is no photo in the request",
  document: "there is no document in the request",
}

/**
 * @returns the method's name in the Bot API's spelling (Telegram ignores letter case)
 * @throws ApiError 404 when there is no such method
 */
export function methodNamed(name: string): MethodName {
  const known = byLowerCase.get(name.toLowerCase())
  if (!known || !isMethod(known)) throw new ApiError(404, "Not Found")
  return known
}

function isMethod(name: string): name is MethodName {
  return Object.prototype.hasOwnProperty.call(methodTable, name)
}

/**
 * Checks the parameters of a call, and converts the strings of a form to numbers, booleans and objects.
 *
 * @throws ApiError 400 that names the first parameter that is unknown, missing or of a wrong type
 */
export function checkParams<M extends MethodName>(method: M, given: Record<string, unknown>): Params<M> {
  const checked = checkFields(given, methodFields[method], method)
  // The fields were checked against the table that the type Params is derived from.
  return checked as Params<M>
}

function checkFields(given: Record<string, unknown>, fields: Fields, where: string) {
  const checked: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null) continue
    const kind = Object.prototype.hasOwnProperty.call(fields, name) ? fields[name] : undefined
    if (!kind) throw badRequest(`sandbox: ${where} has no parameter "${name}" that the sandbox supports`)
    checked[name] = checkValue(value, kind.replace("!", ""), `${where}.${name}`)
  }
  for (const [name, kind] of Object.entries(fields)) {
    if (kind.endsWith("!") && checked[name] === undefined) {
      const known = where.includes(".") ? undefined : missing[name]
      throw badRequest(known ?? `sandbox: ${where} needs the parameter "${name}"`)
    }
  }
  return checked
}

function checkValue(value: unknown, kind: string, where: string): unknown {
  if (kind.endsWith("[]")) {
    const list = parsed(value, where)
    if (!Array.isArray(list)) throw wrongType(where, "a list")
    return list.map((item, at) => checkValue(item, kind.slice(0, -2), `${where}[${at}]`))
  }
  const scalar = scalars[kind]
  if (scalar) return scalar(value, where)
  if (kind === "KeyboardButton" && typeof value === "string") return { text: value }

  const object = parsed(value, where)
  if (!isRecord(object)) throw wrongType(where, "an object")
  const shape = kind === "ReplyMarkup" ? replyMarkupOf(object, where) : kind
  return checkFields(object, shapeFields[shape], where)
}

function replyMarkupOf(object: Record<string, unknown>, where: string) {
  const name = Object.keys(replyMarkups).find((field) => field in object)
  if (!name)
    throw badRequest(`sandbox: ${where} is not a keyboard: it needs one of ${Object.keys(replyMarkups)}`)
  return replyMarkups[name]
}

const scalars: Readonly<Record<string, (value: unknown, where: string) => unknown>> = {
  Integer: (value, where) => {
    const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value
    if (!Number.isSafeInteger(number)) throw wrongType(where, "an integer")
    return number
  },
  Float: (value, where) => {
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value
    if (typeof number !== "number" || !Number.isFinite(number)) throw wrongType(where, "a number")
    return number
  },
  Boolean: (value, where) => {
    if (typeof value === "boolean") return value
    const text = typeof value === "string" ? value.toLowerCase() : ""
    if (text === "true" || text === "1") return true
    if (text === "false" || text === "0") return false
    throw wrongType(where, "a boolean")
  },
  String: (value, where) => {
    if (typeof value !== "string") throw wrongType(where, "a string")
    return value
  },
  File: (value, where) => {
    if (typeof value !== "string" || value === "") throw wrongType(where, "a file")
    return value
  },
  ChatId: (value, where) => {
    if (typeof value === "string" && /^-?\d+$/.test(value)) return Number(value)
    if (typeof value === "string" && value.startsWith("@")) return value
    if (!Number.isSafeInteger(value)) throw wrongType(where, "a chat's id or @username")
    return value
  },
}

/** Forms carry objects as JSON text. */
function parsed(value: unknown, where: string): unknown {
  if (typeof value !== "string") return value
  try {
    return JSON.parse(value)
  } catch {
    throw badRequest(`can't parse ${where}: it is not JSON`)
  }
}

const wrongType = (where: string, expected: string) => badRequest(`sandbox: ${where} must be ${expected}`)

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
