import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { Api, GrammyError, HttpError, InlineKeyboard, InputFile } from "grammy"
import { isNotSent } from "./api-errors"
import { clientOptions, redactToken } from "./client"

type Received = { url?: string; type?: string; body: string }
type Answer = (response: ServerResponse, received: Received) => void

const TOKEN = "1:token"
const MESSAGE = JSON.stringify({ ok: true, result: { message_id: 7 } })

let server: Server | undefined

afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)))
  server = undefined
})

async function read(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = []
  for await (const chunk of request) {
    chunks.push(chunk as Buffer)
  }
  const type = request.headers["content-type"]
  return { url: request.url, type, body: Buffer.concat(chunks).toString("utf8") }
}

/** Starts a Bot API server with the given response, and a client for it. */
async function telegramThat(answer: Answer, timeoutSeconds = 30): Promise<Api> {
  const started = createServer(
    (request, response) => void read(request).then((received) => answer(response, received)),
  )
  server = started
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve))
  return callerOf((started.address() as AddressInfo).port, timeoutSeconds)
}

function callerOf(port: number, timeoutSeconds = 30): Api {
  const apiRoot = `http://127.0.0.1:${port}`
  const api = new Api(TOKEN, clientOptions({ apiRoot, timeoutSeconds }))
  api.config.use(redactToken(TOKEN))
  return api
}

const failureOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  )

it("sends the request of the Bot API and returns the result", async () => {
  const received: Received[] = []
  const api = await telegramThat((response, one) => {
    received.push(one)
    response.end(MESSAGE)
  })
  const keyboard = new InlineKeyboard().text("🌹", "rose")
  const message = await api.sendMessage(5, "Розы", { reply_markup: keyboard, parse_mode: undefined })
  expect(message.message_id).toBe(7)
  expect(received).toHaveLength(1)
  expect(received[0]).toMatchObject({ url: "/bot1:token/sendMessage", type: "application/json" })
  expect(JSON.parse(received[0].body)).toEqual({
    chat_id: 5,
    text: "Розы",
    reply_markup: { inline_keyboard: [[{ text: "🌹", callback_data: "rose" }]] },
  })
})

it("uploads files as multipart/form-data", async () => {
  const received: Received[] = []
  const api = await telegramThat((response, one) => {
    received.push(one)
    response.end(MESSAGE)
  })
  const media = { type: "photo" as const, media: new InputFile(Buffer.from("petals"), "rose.jpg") }
  await api.editMessageMedia(5, 7, media)
  expect(received[0].type).toMatch(/^multipart\/form-data/)
  expect(received[0].body).toContain("petals")
})

it("throws Telegram's refusal", async () => {
  const refusal = { ok: false, error_code: 400, description: "Bad Request: message is not modified" }
  const api = await telegramThat((response) => response.writeHead(400).end(JSON.stringify(refusal)))
  const error = await failureOf(api.editMessageText(5, 7, "same"))
  expect(error).toBeInstanceOf(GrammyError)
  expect(error).toMatchObject(refusal)
})

it("reports that nothing was sent when no server listens", async () => {
  await telegramThat((response) => response.end(MESSAGE))
  const { port } = server?.address() as AddressInfo
  await new Promise((resolve) => server?.close(resolve))
  const error = await failureOf(callerOf(port).sendMessage(5, "hello"))
  expect(error).toBeInstanceOf(HttpError)
  expect(isNotSent(error)).toBe(true)
})

it.each<[string, Answer]>([
  ["the connection breaks before the answer", (response) => response.destroy()],
  [
    "the connection breaks within the answer",
    (response) => {
      response.writeHead(200, { "content-length": 1000 })
      response.write(MESSAGE, () => response.destroy())
    },
  ],
  ["the answer is no JSON", (response) => response.writeHead(502).end("<html>Bad Gateway</html>")],
  ["no answer comes in time", () => undefined],
])("is not certain that nothing was sent when %s", async (_, answer) => {
  const api = await telegramThat(answer, 0.5)
  const error = await failureOf(api.sendMessage(5, "hello"))
  expect(error).toBeInstanceOf(HttpError)
  expect(isNotSent(error)).toBe(false)
  expect(JSON.stringify(error)).not.toContain(TOKEN)
})

it("aborts a call at its signal", async () => {
  const stopping = new AbortController()
  const api = await telegramThat(() => stopping.abort())
  const signal = stopping.signal as Parameters<Api["getUpdates"]>[1]
  const error = await failureOf(api.getUpdates({ timeout: 25 }, signal))
  expect(error).toBeInstanceOf(HttpError)
  expect(await failureOf(api.getUpdates({ timeout: 25 }, signal))).toBeInstanceOf(HttpError)
})
