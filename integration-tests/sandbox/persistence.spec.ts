import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"
import { InputFile, Bot } from "grammy"
import type { Update } from "../../packages/sandbox/telegram/types"
import { aziza, eventually, floristsChannel, png, startRig, type Rig } from "./fixture"

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "sandbox-test-"))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const firstMessages = async (rig: Rig) => {
  const bot = new Bot(rig.sandbox.token, { client: { apiRoot: rig.sandbox.apiRoot } })
  await rig.telegram.person(aziza).sends("/start")
  await rig.ask("sendMessage", { chat_id: aziza, text: "Меню", reply_markup: { keyboard: [["Каталог"]] } })
  await rig.ask("setMyCommands", { commands: [{ command: "start", description: "Начать" }] })
  return bot.api.sendPhoto(floristsChannel, new InputFile(png(40, 40), "a.png"))
}

test("a restart keeps chats, messages, files, keyboards, updates and ids", async () => {
  const before = await startRig({ dataDir })
  const { photo } = await firstMessages(before)
  const [update] = await before.ask<Update[]>("getUpdates")
  await before.sandbox.close()

  const after = await startRig({ dataDir })
  const person = after.telegram.person(aziza)
  expect((await person.messages()).map((message) => message.text)).toEqual(["/start", "Меню"])
  expect(await person.keyboard()).toEqual(["Каталог"])
  expect((await person.view()).commands).toEqual([{ command: "start", description: "Начать" }])
  expect(await after.ask("getUpdates")).toEqual([update])
  const file = await fetch(`${after.sandbox.url}/sandbox/api/files/${photo[0].file_id}`)
  expect([file.status, file.headers.get("content-type")]).toEqual([200, "image/png"])
  const next = await person.sends("ещё")
  expect(next.message_id).toBe(3)
  const updates = await after.ask<Update[]>("getUpdates")
  expect(updates.map(({ update_id }) => update_id)).toEqual([update.update_id, update.update_id + 1])
  expect(await person.chats()).toHaveLength(2)
  await after.sandbox.close()
})

test("the state is saved soon, also without a clean stop", async () => {
  const rig = await startRig({ dataDir })
  await firstMessages(rig)
  await eventually("the state is on disk", async () =>
    (await readFile(path.join(dataDir, "world.json"), "utf8").catch(() => "")).includes("Меню"),
  )
  await rig.sandbox.close()
})

test("a state of another version is refused", async () => {
  await writeFile(path.join(dataDir, "world.json"), JSON.stringify({ version: 0, state: {} }))
  await expect(startRig({ dataDir })).rejects.toThrow("written by another version of the sandbox")
})
