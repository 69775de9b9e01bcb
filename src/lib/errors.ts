import { MedusaError } from "@medusajs/framework/utils"

/**
 * Creates an error for a user. The bot shows the translation of its code (`errors.<code>` in the locale
 * files); HTTP clients get the code and the message.
 *
 * @param code short and stable, in snake_case
 * @param message one sentence, without personal data
 * @param type Medusa's error type, which determines the HTTP status
 */
export function shopError(
  code: string,
  message: string,
  type: string = MedusaError.Types.NOT_ALLOWED,
): MedusaError {
  return new MedusaError(type, message, code)
}

/** The code of a {@link shopError}, even after a workflow serialized the error. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error === "object" && error !== null && "code" in error && typeof error.code === "string") {
    return error.code
  }
  return undefined
}

const REFUSALS: unknown[] = [
  MedusaError.Types.INVALID_DATA,
  MedusaError.Types.NOT_ALLOWED,
  MedusaError.Types.NOT_FOUND,
]

/**
 * Whether Medusa refused an action because of its data, even after a workflow serialized the error. A retry alone does
 * not help.
 */
export const isRefusal = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "type" in error && REFUSALS.includes(error.type)

/**
 * Whether a lock was not free within its time limit: another action changes the same record, and a retry helps. The text is
 * that of Medusa's locking providers, which give no code.
 */
export const isLockTimeout = (error: unknown): boolean =>
  /^(?:Timed-out acquiring lock|Failed to acquire lock)/.test(errorSentence(error, ""))

/**
 * The message of an error, even after a workflow serialized it into a plain object.
 *
 * @param otherwise returned when the error has no message
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

/**
 * The text of a message or a thrown value for the log. Medusa's workflows throw plain objects, sometimes around the
 * error. Other fields of an object may be personal data, so only their names are in the text.
 */
export function loggedSentence(thrown: unknown): string {
  if (typeof thrown !== "object" || thrown === null) {
    return String(thrown)
  }
  const inner = "error" in thrown ? errorSentence(thrown.error, "") : ""
  return errorSentence(thrown, inner || `an error without a message (${Object.keys(thrown).join(", ")})`)
}
