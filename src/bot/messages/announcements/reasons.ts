import { textsIn, type TextKey, type Translate } from "../../ui/texts"

/** Why a delivery fails, as offered by buttons. */
export const FAILURES = ["nobody_home", "no_answer", "wrong_address", "refused"] as const
export type Failure = (typeof FAILURES)[number]

export function isFailure(value: string): value is Failure {
  return (FAILURES as readonly string[]).includes(value)
}

const keyOf = (failure: Failure): TextKey => `workshop.failure_${failure}`

/** The reason as history keeps it: in the language of who gave it. */
export function failureReason(t: Translate, failure: Failure): string {
  return t.plain(keyOf(failure))
}

/** A reason as someone else reads it: one given by a button in their language, a typed one as it was typed. */
export function reasonIn(t: Translate, reason: string): string {
  const known = FAILURES.find((failure) =>
    (["ru", "uz"] as const).some((language) => textsIn(language).plain(keyOf(failure)) === reason),
  )
  return known ? t.plain(keyOf(known)) : reason
}
