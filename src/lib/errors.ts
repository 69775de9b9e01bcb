import { MedusaError } from "@medusajs/framework/utils"

/**
 * An error that a person can act on: a code, which the bot puts into the shopper's language
 * (`errors.<code>` in the locale files), and a sentence for those who call over HTTP.
 *
 * @param code short and stable, in snake_case
 * @param message one sentence, without personal data
 * @param type Medusa's type, which chooses the HTTP status
 */
export function shopError(
  code: string,
  message: string,
  type: string = MedusaError.Types.NOT_ALLOWED,
): MedusaError {
  return new MedusaError(type, message, code)
}

/** The code of an error made by {@link shopError}, also after it went through a workflow. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error === "object" && error !== null && "code" in error && typeof error.code === "string") {
    return error.code
  }
  return undefined
}

/**
 * An error's own sentence, also after it went through a workflow, where it is no Error any more.
 *
 * @param otherwise what is said of one that has none
 */
export function errorSentence(error: unknown, otherwise: string): string {
  if (
    typeof error === "object" &&
    error !== null &&
    "message" in error &&
    typeof error.message === "string"
  ) {
    return error.message || otherwise
  }
  return otherwise
}
