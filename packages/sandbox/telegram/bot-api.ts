import type { IncomingMessage, ServerResponse } from "node:http"
import { setTimeout as wait } from "node:timers/promises"
import type { BotCall } from "./control-types"
import { ApiError, badRequest } from "./errors"
import type { Faults } from "./faults"
import type { Upload } from "./files"
import { readBody, sendBytes, sendJson } from "./http"
import { handlers } from "./methods"
import { checkParams, isRecord, methodNamed } from "./methods/check"
import type { Call, Handler, Services } from "./methods/context"
import type { MethodName } from "./methods/table"
import { readMultipart } from "./multipart"

const mebibyte = 1024 * 1024
const mostBytes = { multipart: 12 * mebibyte, other: mebibyte }
const keptCalls = 1000

type Given = { params: Record<string, unknown>; uploads: ReadonlyMap<string, Upload> }
type Outcome = { answer: unknown; answerLost: boolean }

/** The Bot API over HTTP: parses a call, applies faults, executes the call and answers. */
export class BotApi {
  readonly calls: BotCall[] = []

  constructor(
    private readonly services: Services,
    private readonly faults: Faults,
    private readonly token: string,
  ) {}

  /** @param url with a path that begins with `/bot` or `/file/bot` */
  async handle(request: IncomingMessage, response: ServerResponse, url: URL) {
    try {
      const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(url.pathname)
      if (file) return await this.sendFile(response, file[1], decodeURIComponent(file[2]))
      const call = /^\/bot([^/]+)\/([^/]+)\/?$/.exec(url.pathname)
      if (!call) throw new ApiError(404, "Not Found")
      this.checkToken(call[1])
      await this.call(request, response, url, methodNamed(call[2]))
    } catch (error) {
      this.refuse(response, error)
    }
  }

  /** Executes a method call from the bot's webhook answer. Telegram does not return its result. */
  async callWithoutResult(method: string, params: Record<string, unknown>) {
    const disconnected = new AbortController().signal
    try {
      await this.execute(methodNamed(method), { params, uploads: new Map() }, disconnected)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
    }
  }

  private async call(request: IncomingMessage, response: ServerResponse, url: URL, method: MethodName) {
    const given = await readCall(request, url)
    const disconnected = new AbortController()
    response.on("close", () => disconnected.abort())
    const { answer, answerLost } = await this.execute(method, given, disconnected.signal)
    if (answerLost) response.destroy()
    else sendJson(response, 200, { ok: true, result: answer })
  }

  private async execute<M extends MethodName>(
    method: M,
    given: Given,
    disconnected: AbortSignal,
  ): Promise<Outcome> {
    const entry: BotCall = { method, params: loggable(given), at: Date.now(), ok: false }
    this.log(entry)
    try {
      const fault = this.faults.takeForCall(method, this.chatIdOf(given.params["chat_id"]))
      if (fault.delayMs > 0) await wait(fault.delayMs)
      if (fault.refusal) throw fault.refusal
      const params = checkParams(method, given.params)
      const handler: Handler<M> = handlers[method]
      const call: Call = { ...this.services, uploads: given.uploads, disconnected }
      const answer = await handler(params, call)
      entry.ok = true
      return { answer, answerLost: fault.loseAnswer }
    } catch (error) {
      const { code, description } = asApiError(error)
      Object.assign(entry, { error_code: code, description })
      throw error
    }
  }

  private chatIdOf(given: unknown): number | undefined {
    if (typeof given === "string" && given.startsWith("@")) return this.services.world.chatNamed(given)?.id
    const id = Number(given)
    return Number.isSafeInteger(id) && id !== 0 ? id : undefined
  }

  /** Logs a call. Skips getUpdates: an idle bot would push all other calls out of the log. */
  private log(entry: BotCall) {
    if (entry.method === "getUpdates") return
    this.calls.push(entry)
    if (this.calls.length > keptCalls) this.calls.shift()
  }

  private async sendFile(response: ServerResponse, token: string, filePath: string) {
    this.checkToken(token)
    const record = this.services.files.findByPath(filePath)
    if (!record) throw new ApiError(404, "Not Found")
    sendBytes(response, "application/octet-stream", await this.services.files.bytes(record))
  }

  private checkToken(token: string) {
    if (decodeURIComponent(token) !== this.token) throw new ApiError(401, "Unauthorized")
  }

  private refuse(response: ServerResponse, error: unknown) {
    if (response.destroyed || response.headersSent) return
    const { code, description, parameters } = asApiError(error)
    if (code === 413) response.setHeader("connection", "close")
    sendJson(response, code, {
      ok: false,
      error_code: code,
      description,
      ...(parameters ? { parameters } : {}),
    })
  }
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  if (error instanceof URIError) return badRequest("can't decode URL")
  console.error("sandbox: a Bot API call failed", error)
  return new ApiError(500, "Internal Server Error")
}

async function readCall(request: IncomingMessage, url: URL): Promise<Given> {
  const query = Object.fromEntries(url.searchParams)
  const type = request.headers["content-type"] ?? ""
  const multipart = /^multipart\/form-data/i.test(type)
  const body = await readBody(request, multipart ? mostBytes.multipart : mostBytes.other)
  if (multipart) {
    const { fields, files } = readMultipart(type, body)
    const direct = Object.fromEntries(
      [...files.keys()].filter(isMediaField).map((name) => [name, `attach://${name}`]),
    )
    return { params: { ...query, ...fields, ...direct }, uploads: files }
  }
  const params = body.length === 0 ? {} : /json/i.test(type) ? readJson(body) : readForm(body, type)
  return { params: { ...query, ...params }, uploads: new Map() }
}

/** Whether a multipart file with this part name is the parameter's value, instead of an `attach://` reference. */
const isMediaField = (name: string) => name === "photo" || name === "document"

function readJson(body: Buffer) {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"))
    if (isRecord(value)) return value
  } catch {
    // the error below has Telegram's text
  }
  throw badRequest("can't parse request: expected a JSON object")
}

function readForm(body: Buffer, type: string) {
  if (!/^application\/x-www-form-urlencoded/i.test(type)) {
    throw badRequest(`sandbox: unsupported content type "${type}"`)
  }
  return Object.fromEntries(new URLSearchParams(body.toString("utf8")))
}

function loggable({ params, uploads }: Given): Record<string, unknown> {
  const files = Object.fromEntries(
    [...uploads].map(([name, { bytes }]) => [`attach://${name}`, `${bytes.length} bytes`]),
  )
  return { ...params, ...files }
}
