type Details = { type?: string; code?: string; param?: string }

/** An error response of Stripe's API. @see https://docs.stripe.com/api/errors */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    private readonly details: Details = {},
  ) {
    super(message)
  }

  /** Returns the response body. */
  toJSON() {
    return { error: { type: "invalid_request_error", ...this.details, message: this.message } }
  }
}

export const missing = (kind: string, id: string) =>
  new ApiError(404, `No such ${kind}: '${id}'`, { code: "resource_missing", param: "id" })

export const wrong = (param: string, message: string) => new ApiError(400, message, { param })
