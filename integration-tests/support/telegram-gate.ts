import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { eventually } from "./eventually"

/**
 * Where a call is held: before Telegram gets it (`asked`), or before the shop gets Telegram's answer
 * (`answered`).
 */
export type Place = "asked" | "answered"

type Held = { chatId: string; caller: ServerResponse; goOn: () => void }

/**
 * A proxy between the shop and Telegram that can hold messages to chosen chats. A held call is dropped if its
 * caller dies.
 */
export class TelegramGate {
  private target = new URL("http://localhost:1")
  private readonly rules = new Map<string, Place>()
  private held: Held[] = []
  private readonly server = createServer((from, to) => void this.pass(from, to))

  static async open(): Promise<TelegramGate> {
    const gate = new TelegramGate()
    // Like Telegram, keeps idle connections open for longer than the client does.
    gate.server.keepAliveTimeout = 75_000
    await new Promise<void>((resolve) => gate.server.listen(0, "127.0.0.1", resolve))
    return gate
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  leadTo(url: string): void {
    this.target = new URL(url)
  }

  /** Holds new messages to this chat. */
  hold(chat: number, place: Place): void {
    this.rules.set(String(chat), place)
  }

  /** Waits until a message to each of these chats is held. */
  reached(...chats: number[]): Promise<void> {
    return eventually(() => {
      const standing = this.held.map(({ chatId }) => Number(chatId))
      expect(standing).toEqual(expect.arrayContaining(chats))
    }, 120_000)
  }

  /** Forwards the held messages and stops holding new ones, for these chats or for all. */
  released(...chats: number[]): void {
    const isMeant = (chatId: string) => !chats.length || chats.includes(Number(chatId))
    const going = this.held.filter(({ chatId }) => isMeant(chatId))
    this.held = this.held.filter(({ chatId }) => !isMeant(chatId))
    ;[...this.rules.keys()].filter(isMeant).forEach((chatId) => this.rules.delete(chatId))
    going.forEach(({ goOn }) => goOn())
  }

  /** Drops the held messages of a caller that has died. */
  async forget(): Promise<void> {
    await eventually(() => expect(this.held.every(({ caller }) => caller.destroyed)).toBe(true))
    this.released()
  }

  async close(): Promise<void> {
    this.released()
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve())
      this.server.closeAllConnections()
    })
  }

  private async pass(from: IncomingMessage, to: ServerResponse): Promise<void> {
    const body = await read(from).catch(() => undefined)
    if (!body) {
      return
    }
    const chatId = /\/send\w+$/.test(from.url ?? "") ? chatOf(body) : undefined
    await this.standAt("asked", chatId, to)
    if (to.destroyed) {
      return
    }
    try {
      const { status, answer } = await this.ask(from, body)
      await this.standAt("answered", chatId, to)
      to.writeHead(status, { "content-type": "application/json" }).end(answer)
    } catch {
      to.destroy()
    }
  }

  private async standAt(place: Place, chatId: string | undefined, caller: ServerResponse): Promise<void> {
    if (chatId !== undefined && this.rules.get(chatId) === place) {
      await new Promise<void>((goOn) => this.held.push({ chatId, caller, goOn }))
    }
  }

  private ask(from: IncomingMessage, body: Buffer): Promise<{ status: number; answer: Buffer }> {
    return new Promise((resolve, reject) => {
      const headers = { ...from.headers, host: this.target.host, "content-length": String(body.length) }
      delete headers["transfer-encoding"]
      const onward = request(
        new URL(from.url ?? "/", this.target),
        { method: from.method, headers, agent: false },
        (response) => {
          read(response).then(
            (answer) => resolve({ status: response.statusCode ?? 502, answer }),
            (error: Error) => reject(error),
          )
        },
      )
      onward.on("error", reject)
      onward.end(body)
    })
  }
}

/** Reads the chat id from a JSON body, or from the form that grammY sends with a file. */
const chatOf = (body: Buffer): string | undefined =>
  /"chat_id":"?(-?\d+)|name="chat_id"\r\n\r\n(-?\d+)/i.exec(body.toString("latin1"))?.slice(1).find(Boolean)

async function read(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}
