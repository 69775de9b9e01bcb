import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { errorHandler } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { asError } from "../lib/as-error"
import { errorCode, errorSentence, isLockTimeout, shopError } from "../lib/errors"
import { servesAllChannels } from "../workflows/shop-scope"
import { isOwnRoute } from "./own-routes"

const answerAsCore = errorHandler()

/**
 * SQLSTATE class 22, "data exception": a value of the request does not fit into its column, such as a NUL character, a
 * date beyond the calendar or a number out of range (PostgreSQL, Appendix A).
 */
const DATA_EXCEPTION = /^22[0-9A-Z]{3}$/

/** PostgreSQL's sentences for a text with a NUL character. A workflow keeps only the sentence of such an error. */
const isNul = (error: unknown) =>
  /(?:invalid message format|invalid byte sequence for encoding "UTF8": 0x00)$/m.test(asError(error).message)

const isRangeOfDate = (error: unknown) =>
  error instanceof RangeError && /invalid (time value|date)/i.test(error.message)

/**
 * Answers errors as core does, but with 400 in place of 500 when the request's data is at fault, and with 409 when another
 * request holds the record's lock. A store with other sales channels keeps core's answers on its own routes.
 */
export function answerError(
  error: unknown,
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): void {
  if (errorCode(error) === "file_too_large") {
    res.status(413).json({
      type: MedusaError.Types.INVALID_DATA,
      code: "file_too_large",
      message: errorSentence(error, ""),
    })
    return
  }
  const isOurs = req.scope && (servesAllChannels(req.scope) || isOwnRoute(req))
  if (isOurs && isLockTimeout(error)) {
    res.status(409).json({
      type: MedusaError.Types.CONFLICT,
      code: "record_busy",
      message: "Another request is changing the same record. Try again in a moment.",
    })
    return
  }
  answerAsCore(isOurs ? dataError(error) : error, req, res, next)
}

function dataError(error: unknown): unknown {
  if (error instanceof URIError) {
    return shopError("invalid_path", "The path has a broken percent escape.", MedusaError.Types.INVALID_DATA)
  }
  if (DATA_EXCEPTION.test(errorCode(error) ?? "") || isNul(error) || isRangeOfDate(error)) {
    return shopError(
      "invalid_value",
      "A value of the request is out of range or has characters that cannot be stored.",
      MedusaError.Types.INVALID_DATA,
    )
  }
  return error
}
