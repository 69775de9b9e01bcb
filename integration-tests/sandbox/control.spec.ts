import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { request as httpRequest } from "node:http"
import { tmpdir } from "node:os"
import path from "node:path"
import type { SandboxEvent } from "../../packages/sandbox/telegram/control-types"
import {
  aziza,
  bobur,
  couriersGroup,
  dilnoza,
  floristsChannel,
  madina,
  shopChannel,
  startRig,
  type Rig,
} from "./fixture"

let rig: Rig
let webDir: string
beforeAll(async () => {
  webDir = await mkdtemp(path.join(tmpdir(), "sandbox-web-"))
  await writeFile(path.join(webDir, "index.html"), "<!doctype html>страница")
  await writeFile(path.join(webDir, "..", "sandbox-outside.html"), "снаружи")
  rig = await startRig({ webDir })
})
afterAll(async () => {
  await rig.sandbox.close()
  await rm(webDir, { recursive: true, force: true })
})

const api = (route: string, init?: RequestInit) => fetch(`${rig.sandbox.url}/sandbox/api${route}`, init)

/** Sends headers and a path that `fetch` would change or refuse. */
function rawStatus(requestPath: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(rig.sandbox.url)
    httpRequest({ hostname, port, path: requestPath, headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on("error", reject)
      .end()
  })
}

test("requests from other origins are refused, from its own page accepted", async () => {
  expect(await rawStatus("/sandbox/api/people", { origin: "https://evil.example" })).toBe(403)
  expect(await rawStatus("/sandbox/api/people", { origin: "null" })).toBe(403)
  expect(await rawStatus("/sandbox/api/people", { host: "evil.example" })).toBe(403)
  expect(await rawStatus("/sandbox/api/people", { origin: rig.sandbox.url })).toBe(200)
  expect(await rawStatus("/sandbox/api/people")).toBe(200)
})

test("the Bot API refuses other web pages and other names of this machine too", async () => {
  const method = `/bot${rig.sandbox.token}/getMe`
  expect(await rawStatus(method, { host: "evil.example" })).toBe(403)
  expect(await rawStatus(method, { origin: "https://evil.example" })).toBe(403)
  expect(await rawStatus(method)).toBe(200)
})

test("the page is served, and no file outside its folder", async () => {
  const page = await fetch(`${rig.sandbox.url}/`)
  expect([page.status, await page.text()]).toEqual([200, "<!doctype html>страница"])
  for (const outside of [
    "/../sandbox-outside.html",
    "/%2e%2e/sandbox-outside.html",
    "/..%2fsandbox-outside.html",
    "/%00",
    "/%",
  ]) {
    expect(await rawStatus(outside)).toBe(404)
  }
})

test("invalid bodies and paths get an error message", async () => {
  const post = async (route: string, body: string) => {
    const response = await api(route, { method: "POST", body })
    return [response.status, (await response.json()).error]
  }
  expect(await post("/people", "{")).toEqual([400, "the body is not JSON"])
  expect(await post("/people", "[]")).toEqual([400, "the body must be an object"])
  const person = { first_name: "Olim", language_code: "uz", phone_number: "+998901112233", part: "other" }
  for (const [wrong, message] of [
    [{ first_name: " " }, "first_name must be a name of 1 to 64 characters"],
    [{ last_name: "a".repeat(65) }, "last_name must be a name of 1 to 64 characters"],
    [{ phone_number: "my phone" }, "phone_number must be a number such as +998901234567"],
    [{ language_code: "fr" }, "language_code must be one of ru, uz, en"],
    [{ id: 1_000_000 }, "id must be a number from 1 to 999999"],
  ] as const) {
    expect(await post("/people", JSON.stringify({ ...person, ...wrong }))).toEqual([400, message])
  }
  expect(await post("/people/1001/chats/1001/messages", "{}")).toEqual([
    400,
    expect.stringContaining("exactly one of"),
  ])
  expect(await post("/people/1001/chats/1001/messages", '{"text":" "}')).toEqual([
    400,
    "Bad Request: message text is empty",
  ])
  expect(await post("/people/555/open", '{"link":"https://t.me/guldasta_sandbox_bot"}')).toEqual([
    404,
    "there is no person 555",
  ])
  expect(await post("/people/1001/open", '{"link":"https://t.me/other_bot"}')).toEqual([
    400,
    expect.stringContaining("the link must be"),
  ])
  expect(await post("/people/x/open", "{}")).toEqual([400, '"x" is not an id'])
  expect(await post("/files", "not a picture, whatever its name may say")).toEqual([
    400,
    "Bad Request: IMAGE_PROCESS_FAILED",
  ])
  expect((await api("/nowhere")).status).toBe(404)
  expect((await api("/bot", { method: "DELETE" })).status).toBe(405)
})

test("each person has their own chats", async () => {
  const chats = async (id: number) => (await rig.telegram.person(id).chats()).map((chat) => chat.id)
  expect(await chats(dilnoza)).toEqual([dilnoza, floristsChannel, shopChannel])
  expect(await chats(bobur)).toEqual([bobur, couriersGroup, shopChannel])
  expect(await chats(madina)).toHaveLength(5)
})

test("unread messages are counted until the chat is opened", async () => {
  const unread = async () =>
    (await rig.telegram.person(bobur).chats()).find((chat) => chat.id === couriersGroup)?.unread
  await rig.ask("sendMessage", { chat_id: couriersGroup, text: "заказ" })
  expect(await unread()).toBe(1)
  await rig.telegram.person(bobur).messages({ in: couriersGroup })
  expect(await unread()).toBe(0)
})

test("people and chats can be added", async () => {
  const person = {
    first_name: "Olim",
    language_code: "uz",
    phone_number: "+998901112233",
    part: "florist",
  } as const
  const olim = await rig.telegram.newPerson(person)
  const chat = await rig.telegram.newChat({
    type: "supergroup",
    title: "Ночь",
    members: [olim.id],
    admins: [],
    bot: true,
  })
  await olim.sends("salom", { in: chat.id })
  await rig.ask("sendMessage", { chat_id: chat.id, text: "и вам" })
  await olim.sees("и вам", { in: chat.id })
  await expect(rig.telegram.newPerson({ ...person, id: olim.id })).rejects.toThrow("already")
  // The highest id does not use up the short ids by which the shop recognizes the sandbox's people.
  await rig.telegram.newPerson({ ...person, id: 999_999 })
  expect((await rig.telegram.newPerson(person)).id).toBe(olim.id + 1)
})

test("events are sent at once to connected clients", async () => {
  const stop = new AbortController()
  const response = await api(`/people/${dilnoza}/events`, { signal: stop.signal })
  await rig.ask("sendMessage", { chat_id: couriersGroup, text: "не для неё" })
  const { message_id } = await rig.ask("sendMessage", { chat_id: floristsChannel, text: "карточка" })
  await rig.ask("editMessageText", { chat_id: floristsChannel, message_id, text: "карточка 2" })
  await rig.ask("deleteMessage", { chat_id: floristsChannel, message_id })
  await rig.ask("sendChatAction", { chat_id: floristsChannel, action: "typing" })

  const events: SandboxEvent[] = []
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  for (let received = ""; events.length < 4 && reader;) {
    const { value, done } = await reader.read()
    if (done) break
    received += value
    events.splice(
      0,
      events.length,
      ...[...received.matchAll(/^data: (.*)$/gm)].map((match) => JSON.parse(match[1])),
    )
  }
  stop.abort()
  expect(events).toMatchObject([
    { type: "message", message: { text: "карточка" } },
    { type: "edit", message: { text: "карточка 2", edited: true } },
    { type: "delete", chat_id: floristsChannel, message_ids: [message_id] },
    { type: "typing", action: "typing" },
  ])
})

test("commands and descriptions depend on the language", async () => {
  const commands = (word: string) => [{ command: "start", description: word }]
  await rig.ask("setMyCommands", { commands: commands("Start") })
  await rig.ask("setMyCommands", {
    commands: commands("Начать"),
    language_code: "ru",
    scope: { type: "all_private_chats" },
  })
  await rig.ask("setMyDescription", { description: "Цветы", language_code: "ru" })
  await rig.ask("setMyName", { name: "Гулдаста", language_code: "ru" })
  const russian = await rig.telegram.person(aziza).view()
  expect(russian).toMatchObject({
    commands: commands("Начать"),
    about: { name: "Гулдаста", description: "Цветы" },
  })
  const uzbek = await rig.telegram.person(dilnoza).view()
  expect(uzbek).toMatchObject({ commands: commands("Start"), about: { name: "Guldasta", description: "" } })
  expect(
    await rig.ask("getMyCommands", { language_code: "ru", scope: { type: "all_private_chats" } }),
  ).toEqual(commands("Начать"))
})

test("members, pinned messages and invite links work", async () => {
  expect(await rig.ask("getChatMember", { chat_id: floristsChannel, user_id: madina })).toMatchObject({
    status: "creator",
  })
  expect(await rig.ask("getChatMember", { chat_id: floristsChannel, user_id: dilnoza })).toMatchObject({
    status: "member",
  })
  expect(await rig.ask("getChatMember", { chat_id: floristsChannel, user_id: bobur })).toMatchObject({
    status: "left",
  })
  expect(await rig.ask("getChatMemberCount", { chat_id: floristsChannel })).toBe(4)
  const { message_id } = await rig.ask("sendMessage", { chat_id: floristsChannel, text: "закрепить" })
  await rig.ask("pinChatMessage", { chat_id: floristsChannel, message_id })
  expect(await rig.ask("getChat", { chat_id: floristsChannel })).toMatchObject({
    pinned_message: { message_id },
  })
  await rig.telegram.person(dilnoza).sees("pinned", { in: floristsChannel })
  await rig.ask("leaveChat", { chat_id: shopChannel })
  expect(await rig.refusal("sendMessage", { chat_id: shopChannel, text: "x" })).toBe(
    "Forbidden: bot is not a member of the channel chat",
  )
})
