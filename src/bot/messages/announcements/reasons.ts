import { LANGUAGES } from "../../../lib/shop"
import { textsIn, type TextKey, type Translate } from "../../ui/texts"

/** The reasons of a failed delivery that have a button. */
export const FAILURES = ["nobody_home", "no_answer", "wrong_address", "refused"] as const
export type Failure = (typeof FAILURES)[number]

export function isFailure(value: string): value is Failure {
  return (FAILURES as readonly string[]).includes(value)
}

const keyOf = (failure: Failure): TextKey => `workshop.failure_${failure}`

/** The text of a reason as the history stores it, in the language of the person who gave it. */
export function failureReason(t: Translate, failure: Failure): string {
  return t.plain(keyOf(failure))
}

/** A reason in the reader's language when a button gave it; a typed reason unchanged. */
export function reasonIn(t: Translate, reason: string): string {
  const known = FAILURES.find((failure) =>
    LANGUAGES.some((language) => textsIn(language).plain(keyOf(failure)) === reason),
  )
  return known ? t.plain(keyOf(known)) : reason
}
