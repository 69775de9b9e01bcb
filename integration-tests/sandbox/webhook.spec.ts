import { Bot, webhookCallback } from "grammy"
import { createServer, type IncomingMessage, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { Update } from "../../packages/sandbox/telegram/types"
import { aziza, eventually, floristsChannel, jasur, madina, startRig, type Rig } from "./fixture"

type Delivery = { secret: string | string[] | undefined; update: Update }
/** Status and body of the answer to an update. */
type Answer = (
  update: Update,
) => { status: number; body?: string } | Promise<{ status: number; body?: string }>

let rig: Rig
let server: Server
let url: string
let deliveries: Delivery[] = []
let answer: Answer

beforeAll(async () => {
  rig = await startRig({ webhook: { firstPauseMs: 20, longestPauseMs: 100, timeoutMs: 2000 } })
  server = createServer((request, response) => {
    void readUpdate(request).then(async (update) => {
      deliveries.push({ secret: request.headers["x-telegram-bot-api-secret-token"], update })
      const { status, body } = await answer(update)
      response.writeHead(status, { "content-type": "application/json" }).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port }: AddressInfo = JSON.parse(JSON.stringify(server.address()))
  url = `http://127.0.0.1:${port}/hooks/telegram`
})
afterAll(async () => {
  await rig.sandbox.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})
beforeEach(async () => {
  deliveries = []
  answer = () => ({ status: 200 })
  await rig.ask("setWebhook", { url, secret_token: "s3cret_-", drop_pending_updates: true })
})

async function readUpdate(request: IncomingMessage): Promise<Update> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString())
}

const texts = () => deliveries.map(({ update }) => ("message" in update ? update.message.text : undefined))

test("delivers with the secret, and refuses getUpdates meanwhile", async () => {
  await rig.telegram.person(aziza).sends("раз")
  await eventually("the update arrives", () => deliveries.length === 1)
  expect(deliveries[0]).toMatchObject({ secret: "s3cret_-", update: { message: { text: "раз" } } })
  expect(await rig.refusal("getUpdates")).toBe(
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  )
  expect(await rig.ask("getWebhookInfo")).toMatchObject({ url, pending_update_count: 0, max_connections: 40 })
})

test("repeats refused updates in order, without delaying other chats", async () => {
  // Refuses at least three times, and until the other chat's update was served.
  let refusals = 0
  answer = (update) => {
    const isHers = "message" in update && update.message.chat.id === aziza
    if (isHers && (refusals < 3 || !texts().includes("salom"))) {
      refusals++
      return { status: 500 }
    }
    return { status: 200 }
  }
  await rig.telegram.person(aziza).sends("раз")
  await rig.telegram.person(aziza).sends("два")
  await rig.telegram.person(jasur).sends("salom")
  await eventually("all updates arrive", () => texts().includes("два"))
  const came = texts().filter((text) => text !== "salom")
  expect(came.length).toBeGreaterThanOrEqual(5)
  expect(came).toEqual([...came.slice(1).map(() => "раз"), "два"])
  expect(texts().indexOf("salom")).toBeLessThan(texts().lastIndexOf("раз"))
  expect(await rig.ask("getWebhookInfo")).toMatchObject({
    pending_update_count: 0,
    last_error_message: "Wrong response from the webhook: 500 Internal Server Error",
  })
})

test("repeats an update that was not answered in time", async () => {
  // The first delivery is answered too late. The promise resolves on the repetition, so that a failed test leaves no
  // pending request.
  let comeAgain: () => void = () => undefined
  const cameAgain = new Promise<void>((resolve) => {
    comeAgain = resolve
  })
  answer = async () => {
    if (deliveries.length > 1) comeAgain()
    else await cameAgain
    return { status: 200 }
  }
  await rig.telegram.person(aziza).sends("раз")
  await eventually("the update arrives again", () => deliveries.length > 1)
  expect(new Set(deliveries.map(({ update }) => update.update_id)).size).toBe(1)
})

test("executes a method in the answer", async () => {
  answer = () => ({
    status: 200,
    body: JSON.stringify({ method: "sendMessage", chat_id: aziza, text: "из ответа" }),
  })
  await rig.telegram.person(aziza).sends("раз")
  await rig.telegram.person(aziza).sees("из ответа")
})

test("an invalid method in the answer does not repeat the update", async () => {
  answer = () => ({ status: 200, body: JSON.stringify({ method: "sendMesage", chat_id: aziza }) })
  await rig.telegram.person(aziza).sends("раз")
  await eventually("the update arrives", () => deliveries.length === 1)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(deliveries).toHaveLength(1)
})

test("sends only the allowed update types", async () => {
  await rig.ask("setWebhook", { url, allowed_updates: ["channel_post"] })
  await rig.telegram.person(aziza).sends("раз")
  await rig.telegram.person(madina).sends("два", { in: floristsChannel })
  await eventually("the channel post arrives", () => deliveries.length > 0)
  expect(deliveries.map(({ update }) => Object.keys(update)[1])).toEqual(["channel_post"])
  await rig.ask("setWebhook", { url, allowed_updates: [] })
})

test("drops pending updates on request, and returns them to a poll after the webhook was deleted", async () => {
  answer = () => ({ status: 503 })
  await rig.telegram.person(aziza).sends("раз")
  await eventually("the update arrives", () => deliveries.length > 0)
  await rig.ask("deleteWebhook", {})
  const waiting = await rig.ask<Update[]>("getUpdates")
  expect(waiting).toHaveLength(1)
  await rig.ask("deleteWebhook", { drop_pending_updates: true })
  expect(await rig.ask("getUpdates")).toEqual([])
})

test("works with grammY's webhook handler", async () => {
  const bot = new Bot(rig.sandbox.token, { client: { apiRoot: rig.sandbox.apiRoot } })
  bot.on("message", (ctx) =>
    ctx.reply("?", { reply_markup: { inline_keyboard: [[{ text: "Да", callback_data: "y" }]] } }),
  )
  bot.on("callback_query", (ctx) => ctx.answerCallbackQuery("принято"))
  const hook = createServer(webhookCallback(bot, "http", { secretToken: "s3cret_-" }))
  await new Promise<void>((resolve) => hook.listen(0, "127.0.0.1", resolve))
  const { port }: AddressInfo = JSON.parse(JSON.stringify(hook.address()))
  await bot.api.setWebhook(`http://127.0.0.1:${port}/`, {
    secret_token: "s3cret_-",
    drop_pending_updates: true,
  })
  const person = rig.telegram.person(aziza)
  await person.sends("раз")
  await person.sees("?")
  expect(await person.taps("Да")).toEqual({ answered: true, text: "принято" })
  hook.closeAllConnections()
  hook.close()
})
