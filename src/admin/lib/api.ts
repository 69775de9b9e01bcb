import type { FileProblem } from "./types"

/** Replaced at build time: the server's address when it differs from the admin's origin. */
declare const __BACKEND_URL__: string | undefined

const base =
  typeof __BACKEND_URL__ === "undefined" || !__BACKEND_URL__ ? "" : __BACKEND_URL__.replace(/\/$/, "")

/** Error answer of the server. The page translates its code and falls back to its sentence. */
export class ApiError extends Error {
  constructor(
    readonly code: string | undefined,
    message: string,
    /** All problems of a refused import file. */
    readonly problems: FileProblem[] = [],
    /** The item that the refusal is about. */
    readonly item?: string,
  ) {
    super(message)
  }
}

type ErrorBody = { code?: string; message?: string; problems?: FileProblem[]; item_title?: string }

async function refusalIn(response: Response): Promise<ApiError> {
  const error: ErrorBody = await response.json().catch(() => ({}))
  return new ApiError(error.code, error.message ?? response.statusText, error.problems, error.item_title)
}

/**
 * Calls the Admin API as the logged-in user.
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
    throw await refusalIn(response)
  }
  return response.json()
}

/** Deletes a record as the logged-in user. @throws ApiError when the server refuses */
export async function deleteApi(path: string): Promise<void> {
  const response = await fetch(`${base}${path}`, { method: "DELETE", credentials: "include" })
  if (!response.ok) {
    throw await refusalIn(response)
  }
}

/**
 * Sends a file unchanged, or requests one, as the logged-in user.
 *
 * @param file sent by POST; without it the call is a GET
 * @throws ApiError when the server refuses
 */
export async function callWithFile(path: string, file?: File): Promise<Response> {
  const response = await fetch(`${base}${path}`, {
    method: file ? "POST" : "GET",
    credentials: "include",
    headers: file ? { "content-type": file.type || "text/csv" } : {},
    body: file,
  })
  if (!response.ok) {
    throw await refusalIn(response)
  }
  return response
}

/** Saves a server's answer as a file with the given name. */
export async function save(response: Response, name: string): Promise<void> {
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement("a")
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
