/** Converts a thrown value to an Error for the log. Medusa's workflows also throw plain objects. */
export function asError(error: unknown): Error {
  if (error instanceof Error) {
    return error
  }
  const isLikeError = typeof error === "object" && error !== null && "message" in error
  return new Error(String(isLikeError ? error.message : error))
}
