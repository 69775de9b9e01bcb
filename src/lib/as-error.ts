import { loggedSentence } from "./errors"

/** Converts a thrown value to an Error for the log. Medusa's workflows also throw plain objects. */
export const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(loggedSentence(error))
