import type { ControlError } from "./control-types"

/** An error response of the control API. */
export class SandboxRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/** HTTP client of the control API. */
export class ControlApi {
  constructor(private readonly url: string) {}

  get<T>(path: string): Promise<T> {
    return this.call(path, { method: "GET" })
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.call(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    })
  }

  delete<T>(path: string): Promise<T> {
    return this.call(path, { method: "DELETE" })
  }

  upload(path: string, bytes: Uint8Array): Promise<{ file_id: string }> {
    return this.call(path, { method: "POST", body: new Uint8Array(bytes) })
  }

  private async call<T>(path: string, init: RequestInit): Promise<T> {
    const response = await fetch(`${this.url}/sandbox/api${path}`, init)
    const answer: T | ControlError = await response.json()
    if (!response.ok) throw new SandboxRefusal(response.status, refusalOf(answer))
    // control-types.ts defines the answer of each route.
    return answer as T
  }
}

const refusalOf = (answer: unknown) =>
  typeof answer === "object" && answer !== null && "error" in answer ? String(answer.error) : "refused"
