import { Bot, InputFile } from "grammy"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { Message } from "../../packages/sandbox/telegram/types"
import { aziza, png, shopChannel, startRig, type Rig } from "./fixture"

let rig: Rig
let bot: Bot
let shop: Server
let shopUrl: string

beforeAll(async () => {
  rig = await startRig({ allowLocalUrls: true })
  bot = new Bot(rig.sandbox.token, { client: { apiRoot: rig.sandbox.apiRoot } })
  shop = createServer((request, response) => {
    if (request.url === "/rose.png") response.writeHead(200).end(png(60, 40))
    else if (request.url === "/page") response.writeHead(200).end("<html>нет</html>")
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve))
  const { port }: AddressInfo = JSON.parse(JSON.stringify(shop.address()))
  shopUrl = `http://127.0.0.1:${port}`
  await rig.telegram.person(aziza).sends("/start")
})
afterAll(async () => {
  await rig.sandbox.close()
  shop.closeAllConnections()
  shop.close()
})

const upload = (bytes: Buffer) => bot.api.sendPhoto(aziza, new InputFile(bytes, "роза & «бутон».png"))

test("an uploaded photo has sizes, can be downloaded and sent again by its id", async () => {
  const bytes = png(1600, 1200)
  const { photo } = await upload(bytes)
  expect(photo.map(({ width, height }) => [width, height])).toEqual([
    [90, 68],
    [320, 240],
    [800, 600],
    [1280, 960],
  ])
  const file = await bot.api.getFile(photo[3].file_id)
  const download = await fetch(`${rig.sandbox.apiRoot}/file/bot${rig.sandbox.token}/${file.file_path}`)
  expect(Buffer.from(await download.arrayBuffer()).equals(bytes)).toBe(true)
  const again = await bot.api.sendPhoto(shopChannel, photo[0].file_id, { caption: "снова" })
  expect(again.photo).toEqual(photo)
})

test("a file can be in the parameter itself", async () => {
  const form = new FormData()
  form.set("chat_id", String(aziza))
  form.set("caption", "прямо")
  form.set("photo", new Blob([new Uint8Array(png(30, 30))]), "a.png")
  const response = await fetch(`${rig.sandbox.apiRoot}/bot${rig.sandbox.token}/sendPhoto`, {
    method: "POST",
    body: form,
  })
  expect(await response.json()).toMatchObject({
    ok: true,
    result: { caption: "прямо", photo: [{ width: 30 }] },
  })
})

test("photos can be sent by URL", async () => {
  const message = await bot.api.sendPhoto(aziza, `${shopUrl}/rose.png`)
  expect(message.photo.at(-1)).toMatchObject({ width: 60, height: 40 })
  const refusal = (photo: string) => rig.refusal("sendPhoto", { chat_id: aziza, photo })
  expect(await refusal(`${shopUrl}/none.png`)).toBe("Bad Request: failed to get HTTP URL content")
  expect(await refusal(`${shopUrl}/page`)).toBe("Bad Request: wrong type of the web page content")
  expect(await refusal("http://127.0.0.1:1/x.png")).toBe("Bad Request: failed to get HTTP URL content")
  expect(await refusal("nonsense")).toBe(
    "Bad Request: wrong remote file identifier specified: Wrong string length",
  )
})

test("without allowLocalUrls a URL on this machine is refused, as by Telegram", async () => {
  const strict = await startRig()
  expect(await strict.refusal("sendPhoto", { chat_id: shopChannel, photo: `${shopUrl}/rose.png` })).toMatch(
    "wrong HTTP URL",
  )
  await strict.sandbox.close()
})

test("invalid photos are refused", async () => {
  await expect(upload(Buffer.from("a text that is long enough to be a header"))).rejects.toThrow(
    "IMAGE_PROCESS_FAILED",
  )
  await expect(upload(png(9999, 10))).rejects.toThrow("PHOTO_INVALID_DIMENSIONS")
  await expect(upload(png(500, 20))).rejects.toThrow("PHOTO_INVALID_DIMENSIONS")
  await expect(upload(Buffer.concat([png(10, 10), Buffer.alloc(10.5 * 2 ** 20)]))).rejects.toThrow(
    "file is too big",
  )
  await expect(upload(Buffer.alloc(13 * 2 ** 20))).rejects.toThrow("413: Request Entity Too Large")
  expect(await rig.refusal("sendPhoto", { chat_id: aziza })).toBe(
    "Bad Request: there is no photo in the request",
  )
  expect(await rig.refusal("sendPhoto", { chat_id: aziza, photo: "attach://none" })).toMatch(
    "wrong file identifier",
  )
})

test("the sizes of JPEG, WebP and GIF files are read", async () => {
  const jpeg = Buffer.from(
    "ffd8ffe000104a46494600010100000100010000ffc00011080190025803012200021101031101",
    "hex",
  )
  const webp = Buffer.alloc(30)
  webp.write("RIFF", 0, "latin1")
  webp.write("WEBPVP8X", 8, "latin1")
  webp.writeUIntLE(639, 24, 3)
  webp.writeUIntLE(479, 27, 3)
  const gif = Buffer.alloc(24)
  gif.write("GIF89a", 0, "latin1")
  gif.writeUInt16LE(50, 6)
  gif.writeUInt16LE(60, 8)
  const sizes = []
  for (const bytes of [jpeg, webp, gif]) {
    const largest = (await upload(bytes)).photo.at(-1)
    sizes.push([largest?.width, largest?.height])
  }
  expect(sizes).toEqual([
    [600, 400],
    [640, 480],
    [50, 60],
  ])
})

test("a photo is not a document, and an album has one kind", async () => {
  const { photo } = await upload(png(10, 10))
  const document = await bot.api.sendDocument(aziza, new InputFile(Buffer.from("a,b"), "заказы.csv"), {
    caption: "отчёт",
  })
  expect(document.document).toMatchObject({ file_name: "заказы.csv", mime_type: "text/csv", file_size: 3 })
  expect(await rig.refusal("sendPhoto", { chat_id: aziza, photo: document.document.file_id })).toBe(
    "Bad Request: can't use file of type Document as Photo",
  )
  const media = [
    { type: "photo", media: photo[0].file_id },
    { type: "document", media: document.document.file_id },
  ]
  expect(await rig.refusal("sendMediaGroup", { chat_id: aziza, media })).toMatch("can't be mixed")
})

test("captions and photos can be edited", async () => {
  const { message_id, photo } = await upload(png(50, 50))
  expect(await rig.refusal("editMessageText", { chat_id: aziza, message_id, text: "x" })).toBe(
    "Bad Request: there is no text in the message to edit",
  )
  expect(
    await rig.refusal("editMessageCaption", { chat_id: aziza, message_id, caption: "я".repeat(1025) }),
  ).toBe("Bad Request: message caption is too long")
  const edited = await rig.ask<Message>("editMessageCaption", {
    chat_id: aziza,
    message_id,
    caption: "я".repeat(1024),
  })
  expect(edited.photo).toEqual(photo)
  const same = { type: "photo", media: photo[0].file_id, caption: "я".repeat(1024) }
  expect(await rig.refusal("editMessageMedia", { chat_id: aziza, message_id, media: same })).toMatch(
    "is not modified",
  )
  const other = await bot.api.editMessageMedia(aziza, message_id, {
    type: "photo",
    media: new InputFile(png(70, 50)),
  })
  expect(other).toMatchObject({ photo: [{ width: 70 }] })
  expect(other).not.toHaveProperty("caption")
})

test("copies and forwards contain the photo", async () => {
  const { message_id } = await upload(png(50, 50))
  const forwarded = await bot.api.forwardMessage(shopChannel, aziza, message_id)
  expect(forwarded).toMatchObject({
    forward_origin: { type: "user", sender_user: { is_bot: true } },
    photo: [{ width: 50 }],
  })
  const copy = await bot.api.copyMessage(shopChannel, aziza, message_id, { caption: "копия" })
  await rig.telegram.person(aziza).sees("копия", { in: shopChannel })
  expect(copy.message_id).toBe(forwarded.message_id + 1)
})
