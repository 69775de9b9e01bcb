import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../lib/errors"
import { servesAllChannels } from "../workflows/shop-scope"
import { isOwnRoute } from "./own-routes"

/** Maximum size of a request with files, in bytes: several pictures, or a CSV file of products. */
const MAX_FORM_BYTES = 32 * 1024 * 1024

/** Maximum depth of a JSON body. Deeper values overflow the stack of validators and serializers. */
const MAX_DEPTH = 64

/** Maximum absolute value of a number: above it a number is no exact integer, and columns overflow. */
const MAX_NUMBER = Number.MAX_SAFE_INTEGER

/** Query parameters with a number of records. */
const COUNTS = ["limit", "offset", "take", "skip"]

/** Names of dates, and of operators that compare them. */
const DATE = /(?:_at|date|^from|^to|^\$[gl]te?)$/

/** An ISO date with a year of more than four digits. */
const FAR_DATE = /^\s*(?:[+-]\d{4,}|\d{5,})-\d\d(?:-|$)/

/** Names of quantities. The shop counts pieces. */
const QUANTITY = /(?:^|_)quantity$/

const refuse = (code: string, message: string) => shopError(code, message, MedusaError.Types.INVALID_DATA)

/**
 * Refuses requests that no route can process: they would fail in PostgreSQL or in a validator with status 500.
 *
 * @throws invalid_path, invalid_query, invalid_body
 */
function guardRequest(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  if (!servesAllChannels(req.scope) && !isOwnRoute(req)) {
    return next()
  }
  checkAddress(req.originalUrl)
  checkCounts(req.query)
  checkValues(req.query, "invalid_query")
  checkValues(req.body, "invalid_body")
  const refusal = formRefusal(req)
  if (!refusal) {
    return next()
  }
  res.status(refusal.status)
  res.json({ type: MedusaError.Types.INVALID_DATA, code: refusal.code, message: refusal.message })
}

function checkAddress(url: string): void {
  const [path] = url.split("?")
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    throw refuse("invalid_path", "The path has a broken percent escape.")
  }
  if (decoded.includes("\0") || /%00/.test(url)) {
    throw refuse("invalid_path", "The address must not contain a NUL character.")
  }
}

function checkCounts(query: Record<string, unknown>): void {
  for (const name of COUNTS) {
    const value = query[name]
    if (value !== undefined && !(typeof value === "string" && /^\d{1,9}$/.test(value))) {
      throw refuse("invalid_query", `${name} must be a whole number of 0 or more.`)
    }
  }
}

/** Checks each value of a parsed body or query without recursion. */
function checkValues(values: unknown, code: string): void {
  const open: { value: unknown; depth: number; name: string }[] = [{ value: values, depth: 0, name: "" }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth, name } = next
    if (typeof value === "number") {
      checkNumber(value, name)
    }
    if (typeof value === "string" && DATE.test(name) && FAR_DATE.test(value)) {
      throw refuse(code, `${name} must be a date with a year of four digits.`)
    }
    if (typeof value === "object" && value !== null && !Buffer.isBuffer(value)) {
      if (depth === MAX_DEPTH) {
        throw refuse(code, `The request is nested deeper than ${MAX_DEPTH} levels.`)
      }
      for (const [key, child] of Object.entries(value)) {
        open.push({ value: child, depth: depth + 1, name: Array.isArray(value) ? name : key })
      }
    }
  }
}

function checkNumber(value: number, name: string): void {
  if (Math.abs(value) > MAX_NUMBER) {
    throw refuse("invalid_body", `${name || "A number"} is too large.`)
  }
  if (QUANTITY.test(name) && !Number.isInteger(value)) {
    throw refuse("invalid_body", `${name} must be a whole number.`)
  }
}

/** Medusa keeps uploaded files in memory without a limit, so the size must be known and bounded beforehand. */
function formRefusal(req: MedusaRequest): { status: number; code: string; message: string } | undefined {
  if (!req.is("multipart/form-data")) {
    return undefined
  }
  const length = req.get("content-length")
  if (length === undefined) {
    return { status: 411, code: "length_required", message: "Send the header Content-Length." }
  }
  return Number(length) > MAX_FORM_BYTES
    ? { status: 413, code: "body_too_large", message: "The request is larger than 32 MB." }
    : undefined
}

/** Runs before the middlewares of all routes. */
export const requestGuard: MiddlewareRoute[] = [{ matcher: "/", middlewares: [guardRequest] }]
