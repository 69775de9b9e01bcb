import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** A Bot API call made by the bot. */
export type BotCall = { method: string; params: Record<string, unknown> }

const BOT = {
  id: 7000000001,
  is_bot: true,
  first_name: "Bench",
  username: "bench_bot",
  can_join_groups: true,
}
export const BOT_TOKEN = `${BOT.id}:bench-bench-bench-bench-bench`

/** Limits of a bot by Telegram's "Bots FAQ": messages and edits a second, and new messages a minute in a group. */
const LIMITS = { all: 30, allMs: 1000, group: 20, groupMs: 60_000 }

/**
 * A minimal, fast Bot API: it validates nothing and answers at once with a plausible object. The sandbox checks all of
 * Telegram's limits and is too slow for measurements.
 */
export class BotApiStandIn {
  private readonly server: Server = createServer((request, response) => void this.handle(request, response))
  private lastMessageId = 0
  /** Whether it refuses calls above Telegram's limits with 429. */
  isLimited = false
  /** Number of calls by method, and of refused calls. */
  readonly counts = new Map<string, number>()
  private recent: { chat: string; at: number; isNew: boolean }[] = []

  /** @param received called for each call about a chat or a tap, before it is answered */
  constructor(private readonly received: (call: BotCall, messageId: number) => void) {
    this.server.keepAliveTimeout = 60_000
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) {
      chunks.push(chunk as Buffer)
    }
    const method = (request.url ?? "").split("/").pop() ?? ""
    const params = paramsOf(request.headers["content-type"] ?? "", Buffer.concat(chunks))
    const seconds = this.refusedFor({ method, params })
    this.count(seconds ? "refused" : method)
    const body = JSON.stringify(
      seconds ? tooMany(seconds) : { ok: true, result: this.resultOf({ method, params }) },
    )
    response.writeHead(seconds ? 429 : 200, {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    })
    response.end(body)
  }

  private count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1)
  }

  /** @returns after how many seconds a call above the limits may be repeated, or 0 */
  private refusedFor({ method, params }: BotCall): number {
    if (!this.isLimited || !/^(send|edit)/.test(method)) {
      return 0
    }
    const now = Date.now()
    const chat = String(params.chat_id)
    const isNew = method.startsWith("send")
    this.recent = this.recent.filter(({ at }) => at > now - LIMITS.groupMs)
    const inGroup = this.recent.filter((one) => one.chat === chat && one.isNew)
    if (chat.startsWith("-") && isNew && inGroup.length >= LIMITS.group) {
      return Math.ceil((inGroup[inGroup.length - LIMITS.group].at + LIMITS.groupMs - now) / 1000)
    }
    if (this.recent.filter(({ at }) => at > now - LIMITS.allMs).length >= LIMITS.all) {
      return 1
    }
    this.recent.push({ chat, at: now, isNew })
    return 0
  }

  private resultOf(call: BotCall): unknown {
    if (call.method === "getMe") {
      return BOT
    }
    if (call.method === "getUpdates") {
      return []
    }
    const isNew = call.method.startsWith("send")
    const messageId = isNew ? ++this.lastMessageId : Number(call.params.message_id ?? 0)
    this.received(call, messageId)
    return isNew || call.method.startsWith("editMessage") ? message(call, messageId) : true
  }
}

const tooMany = (seconds: number) => ({
  ok: false,
  error_code: 429,
  description: `Too Many Requests: retry after ${seconds}`,
  parameters: { retry_after: seconds },
})

function message({ method, params }: BotCall, messageId: number): unknown {
  const chatId = Number(params.chat_id)
  const photo = [{ file_id: `photo-${messageId}`, file_unique_id: `p${messageId}`, width: 800, height: 600 }]
  return {
    message_id: messageId,
    date: Math.floor(Date.now() / 1000),
    chat: { id: chatId, type: chatId > 0 ? "private" : "supergroup", first_name: "Shopper" },
    from: BOT,
    ...(/Photo|Media|Caption/.test(method) ? { photo } : { text: "" }),
  }
}

/** grammY sends JSON, or multipart/form-data when the call has a file. */
function paramsOf(contentType: string, body: Buffer): Record<string, unknown> {
  if (contentType.startsWith("application/json")) {
    return JSON.parse(body.toString("utf8") || "{}") as Record<string, unknown>
  }
  const fields = body
    .toString("utf8")
    .matchAll(/content-disposition:\s*form-data;\s*name="(\w+)"\r\n\r\n([^\r]*)\r\n/gi)
  return Object.fromEntries([...fields].map(([, name, value]) => [name, value]))
}
