import { createServer } from "node:http"
import { Bot, InlineKeyboard } from "grammy"
import type { Update } from "grammy/types"

/**
 * A minimal bot for comparison: it takes an update by webhook, answers the tap and edits the message.
 * It uses no database. Usage: `bare-bot.ts API_ROOT TOKEN PORT`. It sends "ready" to its parent process.
 */
async function main([apiRoot, token, port]: string[]): Promise<void> {
  const bot = new Bot(token, { client: { apiRoot } })
  const keyboard = new InlineKeyboard().text("Tap", "tap")
  bot.on("message", (ctx) => ctx.reply("A bouquet", { reply_markup: keyboard }))
  bot.on("callback_query", (ctx) =>
    Promise.all([
      ctx.answerCallbackQuery(),
      ctx.editMessageText(`A bouquet, ${ctx.update.update_id}`, { reply_markup: keyboard }),
    ]),
  )
  await bot.init()
  createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) {
      chunks.push(chunk as Buffer)
    }
    response.writeHead(200).end()
    await bot.handleUpdate(JSON.parse(Buffer.concat(chunks).toString("utf8")) as Update)
  }).listen(Number(port), "127.0.0.1", () => process.send?.("ready"))
}

void main(process.argv.slice(2))
