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

/**
 * A minimal, fast Bot API: it validates nothing and answers at once with a plausible object. The sandbox checks all of
 * Telegram's limits and is too slow for measurements.
 */
export class BotApiStandIn {
  private readonly server: Server = createServer((request, response) => void this.handle(request, response))
  private lastMessageId = 0

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
    const body = JSON.stringify({ ok: true, result: this.resultOf({ method, params }) })
    response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) })
    response.end(body)
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
