import type { Stand } from "./stand"

const EMAIL = "owner@example.uz"
const PASSWORD = "bench-bench-1234"

/** Sends a request to the Admin API as the owner. @throws Error when the answer is not 2xx */
export type AskAdmin = <Answer>(
  method: "GET" | "POST",
  path: string,
  body?: string,
  type?: string,
) => Promise<Answer>

/** Creates the owner's login in the shop's database. */
export const createOwner = ({ exec }: Stand): Promise<void> => exec("create-owner", [EMAIL, PASSWORD])

/** Logs in as the owner that {@link createOwner} has created. */
export async function logIn(stand: Stand): Promise<AskAdmin> {
  const login = JSON.stringify({ email: EMAIL, password: PASSWORD })
  const { token } = await askAs(stand)<{ token: string }>("POST", "/auth/user/emailpass", login)
  return askAs(stand, token)
}

const askAs =
  ({ url }: Stand, token?: string): AskAdmin =>
  async <Answer>(method: string, path: string, body?: string, type = "application/json") => {
    const response = await fetch(`${url}${path}`, {
      method,
      body,
      headers: { "content-type": type, ...(token ? { authorization: `Bearer ${token}` } : {}) },
    })
    const text = await response.text()
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 200)}`)
    }
    return JSON.parse(text) as Answer
  }
