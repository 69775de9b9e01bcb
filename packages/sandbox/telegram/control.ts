import type { IncomingMessage, ServerResponse } from "node:http"
import type { BotApi } from "./bot-api"
import { actor, fault, migration, newChat, newPerson, object, outgoing, press, text } from "./control-input"
import type { BotView, Person } from "./control-types"
import { ApiError, ControlRefusal } from "./errors"
import type { Faults } from "./faults"
import { InlineActions } from "./inline-actions"
import { readBody, sendBytes, sendJson } from "./http"
import type { Services } from "./methods/context"
import { botText, commandsSeen } from "./methods/profile"
import { People } from "./people"
import { PersonView } from "./views"

const mebibyte = 1024 * 1024
const maxBytes = { file: 12 * mebibyte, json: mebibyte }
const heartbeatMs = 15_000

type Request = { request: IncomingMessage; response: ServerResponse; url: URL; names: string[] }
type Route = { method: string; path: RegExp; answer: (call: Request) => unknown }

/** Returned by a route that has already sent its response. */
const sentAlready = Symbol("sent already")

/** The control API; control-types.ts lists its routes. */
export class Control {
  private readonly people: People
  private readonly inline: InlineActions
  private readonly routes: Route[]

  constructor(
    private readonly services: Services,
    private readonly faults: Faults,
    private readonly botApi: BotApi,
  ) {
    this.people = new People(services)
    this.inline = new InlineActions(services, this.people)
    this.routes = this.allRoutes()
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL) {
    try {
      const path = url.pathname.slice("/sandbox/api".length)
      const known = this.routes.filter((route) => route.path.test(path))
      const route = known.find(({ method }) => method === request.method)
      if (!route)
        throw new ControlRefusal(known.length ? 405 : 404, `there is no ${request.method} ${url.pathname}`)
      const names = (route.path.exec(path) ?? []).slice(1).map(decodeURIComponent)
      const answer = await route.answer({ request, response, url, names })
      if (answer !== sentAlready) sendJson(response, 200, answer)
    } catch (error) {
      refuse(response, error)
    }
  }

  private allRoutes(): Route[] {
    const { world, files } = this.services
    const route = (method: string, path: string, answer: Route["answer"]): Route => ({
      method,
      path: new RegExp(`^${path.replace(/:\w+/g, "([^/]+)")}$`),
      answer,
    })
    return [
      route("GET", "/people", () => world.state.people),
      route("POST", "/people", async ({ request }) => world.addPerson(newPerson(await readJson(request)))),
      route("GET", "/people/:me/chats", ({ names: [me] }) => {
        const person = this.person(me)
        return this.people.chats(person).map((chat) => this.view(person).summary(chat))
      }),
      route("GET", "/people/:me/chats/:chat/messages", (call) => this.messages(call)),
      route("POST", "/people/:me/chats/:chat/messages", async ({ request, names }) => {
        const { person, chat } = this.place(names)
        const stored = this.people.send(person, chat, outgoing(await readJson(request)))
        return this.view(person).message(chat, stored)
      }),
      route("POST", "/people/:me/chats/:chat/messages/:id/edit", async ({ request, names }) => {
        const { person, chat } = this.place(names)
        const stored = this.people.edit(person, chat, integer(names[2]), outgoing(await readJson(request)))
        return this.view(person).message(chat, stored)
      }),
      route("POST", "/people/:me/chats/:chat/messages/:id/hide", ({ names }) => {
        this.people.hide(this.place(names).chat, integer(names[2]))
        return {}
      }),
      route("POST", "/people/:me/delete", ({ names: [me] }) => {
        this.people.deleteAccount(this.person(me))
        return {}
      }),
      route("POST", "/people/:me/chats/:chat/press", async ({ request, names }) => {
        const { person, chat } = this.place(names)
        return this.people.press(person, chat, press(await readJson(request)))
      }),
      route("POST", "/people/:me/chats/:chat/inline", async ({ request, names }) => {
        const { person, chat } = this.place(names)
        const body = object(await readJson(request))
        const offset = body["offset"] === undefined ? "" : text(body, "offset")
        return this.inline.ask(person, chat, text(body, "query"), offset)
      }),
      route("POST", "/people/:me/chats/:chat/inline/choose", async ({ request, names }) => {
        const { person, chat } = this.place(names)
        const body = object(await readJson(request))
        const ids = [text(body, "query_id"), text(body, "result_id")] as const
        return this.view(person).message(chat, await this.inline.choose(person, chat, ...ids))
      }),
      route("POST", "/people/:me/conversations", async ({ request, names: [me] }) => {
        const person = this.person(me)
        const other = this.people.person(integer(String(object(await readJson(request))["with"])))
        if (other === person) throw new ControlRefusal(400, "with must be another person")
        return this.view(person).summary(world.conversation(person, other))
      }),
      route("POST", "/people/:me/chats/:chat/block", ({ names }) => this.setBlocked(names, true)),
      route("POST", "/people/:me/chats/:chat/unblock", ({ names }) => this.setBlocked(names, false)),
      route("POST", "/people/:me/open", (call) => this.open(call)),
      route("GET", "/people/:me/events", ({ response, names: [me] }) =>
        this.streamEvents(response, this.person(me)),
      ),
      route("POST", "/files", async ({ request, url }) => {
        const bytes = await readBody(request, maxBytes.file)
        const upload = { name: url.searchParams.get("name") ?? "photo", bytes }
        if (url.searchParams.get("as") === "document") {
          const { file_id } = await files.addDocument(upload)
          return { file_id }
        }
        const sizes = await files.addPhoto(upload)
        return { file_id: sizes[sizes.length - 1].file_id }
      }),
      route("GET", "/files/:file", async ({ response, names: [fileId] }) => {
        const record = files.find(fileId)
        if (!record) throw new ControlRefusal(404, "file not found")
        const type = record.kind === "photo" ? record.mime_type : "application/octet-stream"
        sendBytes(response, type, await files.bytes(record))
        return sentAlready
      }),
      route("POST", "/chats", async ({ request }) => {
        const chat = this.people.newChat(newChat(await readJson(request)))
        return new PersonView(world, chat.members[0] ?? 0).summary(chat)
      }),
      route("POST", "/chats/:chat/migrate", async ({ request, names }) => {
        const given = migration(await readJson(request))
        return new PersonView(world, given.by).summary(this.people.migrate(this.group(names), given))
      }),
      route("POST", "/chats/:chat/bot", async ({ request, names }) => {
        const body = object(await readJson(request))
        this.people.setBot(this.group(names), actor(body), body["member"] === true)
        return {}
      }),
      route("POST", "/chats/:chat/topics", async ({ request, names }) => {
        const body = object(await readJson(request))
        const { id } = this.people.newTopic(this.group(names), actor(body), text(body, "name"))
        return { message_thread_id: id }
      }),
      route("POST", "/chats/:chat/topics/:topic/close", (call) => this.setTopicClosed(call, true)),
      route("POST", "/chats/:chat/topics/:topic/reopen", (call) => this.setTopicClosed(call, false)),
      route("DELETE", "/messages", () => {
        world.clearHistory()
        this.services.inline.forgetCache()
        return {}
      }),
      route("GET", "/faults", () => this.faults.list()),
      route("POST", "/faults", async ({ request }) => {
        this.faults.add(fault(await readJson(request)))
        return this.faults.list()
      }),
      route("DELETE", "/faults", () => {
        this.faults.clear()
        return this.faults.list()
      }),
      route("GET", "/calls", ({ url }) => this.calls(url.searchParams)),
      route("GET", "/bot", () => this.bot()),
      route("POST", "/bot", async ({ request }) => {
        const isOn = object(await readJson(request))["inline"] === true
        world.state.bot.inline_off = isOn ? undefined : true
        world.changed()
        return this.bot()
      }),
    ]
  }

  private person(id: string) {
    return this.people.person(integer(id))
  }

  private place([me, chatId]: string[]) {
    const person = this.person(me)
    return { person, chat: this.people.chat(person, integer(chatId)) }
  }

  private group([chatId]: string[]) {
    const chat = this.services.world.chat(integer(chatId))
    if (!chat || chat.type === "private") throw new ControlRefusal(404, `there is no chat ${chatId}`)
    return chat
  }

  private async setTopicClosed({ request, names }: Request, isClosed: boolean) {
    const by = actor(await readJson(request))
    this.people.setTopicClosed(this.group(names), by, integer(names[1]), isClosed)
    return {}
  }

  private view(person: Person) {
    return new PersonView(this.services.world, person.id)
  }

  /** Returns a chat's messages and marks the chat as read. */
  private messages({ names, url }: Request) {
    const { person, chat } = this.place(names)
    const last = chat.messages[chat.messages.length - 1]?.message.message_id
    if (last !== undefined && chat.read[person.id] !== last) {
      chat.read[person.id] = last
      this.services.world.changed()
    }
    return this.view(person).chat(chat, integer(url.searchParams.get("since") ?? "0"))
  }

  private setBlocked(names: string[], blocked: boolean) {
    const { person, chat } = this.place(names)
    this.people.setBlocked(person, chat, blocked)
    return {}
  }

  private async open({ request, names: [me] }: Request) {
    const person = this.person(me)
    const stored = this.people.open(person, text(object(await readJson(request)), "link"))
    const chat = this.people.chat(person, person.id)
    return { chat_id: chat.id, message: this.view(person).message(chat, stored) }
  }

  private streamEvents(response: ServerResponse, person: Person) {
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
    })
    response.write(": connected\n\n")
    const view = this.view(person)
    const stop = this.services.world.onEvent((event) => {
      const seen = view.event(event)
      if (seen) response.write(`data: ${JSON.stringify(seen)}\n\n`)
    })
    const heartbeat = setInterval(() => response.write(": heartbeat\n\n"), heartbeatMs)
    response.on("close", () => {
      clearInterval(heartbeat)
      stop()
    })
    return sentAlready
  }

  private calls(query: URLSearchParams) {
    const method = query.get("method")
    const chatId = query.get("chat_id")
    return this.botApi.calls.filter(
      (call) =>
        (method === null || call.method === method) &&
        (chatId === null || String(call.params["chat_id"] ?? "") === chatId),
    )
  }

  private bot(): BotView {
    const { state } = this.services.world
    const { webhook, pending } = state.updates
    return {
      id: state.bot.id,
      username: state.bot.username,
      first_name: botText(state, "names"),
      ...(webhook
        ? {
            webhook: {
              url: webhook.url,
              pending_update_count: pending.length,
              ...(webhook.last_error_message ? { last_error_message: webhook.last_error_message } : {}),
            },
          }
        : {}),
      inline: !state.bot.inline_off,
      commands: commandsSeen(state, { id: 0, type: "private", admins: [] }, 0, ""),
    }
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request, maxBytes.json)
  try {
    return JSON.parse(body.toString("utf8"))
  } catch {
    throw new ControlRefusal(400, "the body is not JSON")
  }
}

function integer(value: string) {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new ControlRefusal(400, `"${value}" is not an id`)
  return number
}

function refuse(response: ServerResponse, error: unknown) {
  if (response.destroyed || response.headersSent) return
  if (error instanceof ControlRefusal) sendJson(response, error.status, { error: error.message })
  else if (error instanceof ApiError) sendJson(response, error.code, { error: error.description })
  else if (error instanceof URIError) sendJson(response, 400, { error: "the URL is malformed" })
  else {
    console.error("sandbox: a control call failed", error)
    sendJson(response, 500, { error: "internal error of the sandbox, see its log" })
  }
}
