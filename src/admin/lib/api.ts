/** Set when the admin is built: the server's address when it is not the admin's own. */
declare const __BACKEND_URL__: string | undefined

const base =
  typeof __BACKEND_URL__ === "undefined" || !__BACKEND_URL__ ? "" : __BACKEND_URL__.replace(/\/$/, "")

/** An answer that refuses: its code is looked up in the translations, its sentence is the fallback. */
export class ApiError extends Error {
  constructor(
    readonly code: string | undefined,
    message: string,
  ) {
    super(message)
  }
}

type ErrorBody = { code?: string; message?: string }

/**
 * Calls the Admin API in the name of the one who is logged in.
 *
 * @param body sent as JSON by POST; without it the call is a GET
 * @throws ApiError when the server refuses
 */
export async function callApi<Answer>(path: string, body?: object): Promise<Answer> {
  const response = await fetch(`${base}${path}`, {
    method: body ? "POST" : "GET",
    credentials: "include",
    headers: { accept: "application/json", ...(body ? { "content-type": "application/json" } : {}) },
    body: body ? JSON.stringify(body) : undefined,
  })
  if (!response.ok) {
    const error: ErrorBody = await response.json().catch(() => ({}))
    throw new ApiError(error.code, error.message ?? response.statusText)
  }
  return response.json()
}
