/** Whatever was thrown, as an error for the log: Medusa's workflows throw plain objects too. */
export function asError(error: unknown): Error {
  if (error instanceof Error) {
    return error
  }
  const isLikeError = typeof error === "object" && error !== null && "message" in error
  return new Error(String(isLikeError ? error.message : error))
}
