import type { PendingUpdate, WebhookRecord } from "./state"
import { isRecord } from "./methods/check"
import type { UpdateQueue } from "./updates"

export type WebhookOptions = {
  /** Timeout for the bot's answer to an update, in ms. Telegram: 60 s. */
  timeoutMs: number
  /** Delay before the first retry of an update, in ms. It doubles up to `longestPauseMs`. */
  firstPauseMs: number
  longestPauseMs: number
}

type CallFromAnswer = (method: string, params: Record<string, unknown>) => Promise<void>

/** Delivers updates to the bot's webhook: concurrently for different chats, in order within a chat, with retries. */
export class WebhookSender {
  /** Chats with an update in flight or waiting for its retry. */
  private readonly busy = new Set<number>()
  private readonly pauses = new Map<number, NodeJS.Timeout>()
  private readonly failures = new Map<number, number>()
  private readonly stopping = new AbortController()
  private inFlight = 0

  constructor(
    private readonly queue: UpdateQueue,
    private readonly options: WebhookOptions,
    private readonly callFromAnswer: CallFromAnswer,
  ) {
    queue.onUpdate(() => this.send())
  }

  /** Sends all updates that can be sent now. */
  send() {
    const webhook = this.queue.record.webhook
    if (!webhook || this.stopping.signal.aborted) return
    for (const entry of [...this.queue.record.pending]) {
      if (this.inFlight >= webhook.max_connections) return
      if (!this.busy.has(entry.chat_id)) void this.deliver(entry, webhook)
    }
  }

  /** Ends all retry delays: a new webhook gets the waiting updates at once. */
  restart() {
    for (const [chat, timer] of this.pauses) {
      clearTimeout(timer)
      this.busy.delete(chat)
    }
    this.pauses.clear()
    this.failures.clear()
    this.send()
  }

  stop() {
    this.stopping.abort()
    for (const timer of this.pauses.values()) clearTimeout(timer)
  }

  private async deliver(entry: PendingUpdate, webhook: WebhookRecord) {
    this.busy.add(entry.chat_id)
    this.inFlight++
    const failure = await this.post(entry, webhook)
    this.inFlight--
    if (this.stopping.signal.aborted) return
    if (failure === undefined) {
      this.failures.delete(entry.chat_id)
      this.busy.delete(entry.chat_id)
      this.queue.delivered(entry)
    } else {
      webhook.last_error_date = Math.floor(Date.now() / 1000)
      webhook.last_error_message = failure
      this.pause(entry.chat_id)
    }
    this.send()
  }

  /** @returns the error, or undefined when the bot accepted the update */
  private async post(entry: PendingUpdate, webhook: WebhookRecord): Promise<string | undefined> {
    const timeout = AbortSignal.timeout(this.options.timeoutMs)
    try {
      const response = await fetch(webhook.url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(webhook.secret_token ? { "x-telegram-bot-api-secret-token": webhook.secret_token } : {}),
        },
        body: JSON.stringify(entry.update),
        redirect: "manual",
        signal: AbortSignal.any([timeout, this.stopping.signal]),
      })
      const body = await response.text()
      if (!response.ok) return `Wrong response from the webhook: ${response.status} ${response.statusText}`
      await this.callOf(body)
      return undefined
    } catch (error) {
      if (timeout.aborted) return "Read timeout expired"
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
      return `Connection failed: ${cause instanceof Error ? cause.message : String(cause)}`
    }
  }

  /** Executes a method call in the bot's answer to an update. */
  private async callOf(body: string) {
    const call = jsonObject(body)
    if (!call || typeof call["method"] !== "string") return
    const { method, ...params } = call
    await this.callFromAnswer(String(method), params)
  }

  private pause(chat: number) {
    const failures = (this.failures.get(chat) ?? 0) + 1
    this.failures.set(chat, failures)
    const ms = Math.min(this.options.firstPauseMs * 2 ** (failures - 1), this.options.longestPauseMs)
    const timer = setTimeout(() => {
      this.pauses.delete(chat)
      this.busy.delete(chat)
      this.send()
    }, ms)
    this.pauses.set(chat, timer)
  }
}

function jsonObject(text: string): Record<string, unknown> | undefined {
  if (!text.trimStart().startsWith("{")) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}
