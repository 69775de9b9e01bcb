import { errorCode, errorSentence, isRefusal } from "../../../lib/errors"
import { LANGUAGES } from "../../../lib/shop"
import { FAILURES, type Failure } from "../../../modules/workshop/order-transitions"
import { clip } from "../../ui/clip"
import { textsIn, type TextKey, type Translate } from "../../ui/texts"

export function isFailure(value: string): value is Failure {
  return (FAILURES as readonly string[]).includes(value)
}

const keyOf = (failure: Failure): TextKey => `workshop.failure_${failure}`

/** The text of a reason as the history stores it, in the language of the person who gave it. */
export function failureReason(t: Translate, failure: Failure): string {
  return t.plain(keyOf(failure))
}

/** The reasons to give an order or a delivery back that have a button. */
export const GIVE_BACK_REASONS = {
  give_back: ["no_flowers", "no_time"],
  give_back_delivery: ["no_time", "too_far"],
} as const
type GiveBackReason = (typeof GIVE_BACK_REASONS)["give_back" | "give_back_delivery"][number]

const GAVE_BACK: readonly GiveBackReason[] = ["no_flowers", "no_time", "too_far"]

export function isGiveBackReason(value: string): value is GiveBackReason {
  return (GAVE_BACK as readonly string[]).includes(value)
}

/** The text of a reason to give an order back as the history stores it. */
export function giveBackReason(t: Translate, reason: GiveBackReason): string {
  return t.plain(`workshop.gave_back_${reason}`)
}

const BUTTON_REASONS: TextKey[] = [
  ...FAILURES.map(keyOf),
  ...GAVE_BACK.map((reason): TextKey => `workshop.gave_back_${reason}`),
]

/** A reason in the reader's language when a button gave it; a typed reason unchanged. */
export function reasonIn(t: Translate, reason: string): string {
  const known = BUTTON_REASONS.find((key) =>
    LANGUAGES.some((language) => textsIn(language).plain(key) === reason),
  )
  return known ? t.plain(known) : reason
}

const PROBLEM_LENGTH = 500

/**
 * An error in the reader's language for owners and managers. A refusal without a text is shown as Medusa says it; the
 * message of another error is only in the log.
 */
export function problemText(t: Translate, error: unknown): string {
  const code = errorCode(error)
  const key = [`notices.problem_${code}`, `errors.${code}`].find((one) => t.has(one))
  if (key && t.has(key)) {
    return t.plain(key)
  }
  return isRefusal(error)
    ? clip(errorSentence(error, code ?? ""), PROBLEM_LENGTH)
    : t.plain("notices.admin_fault")
}
