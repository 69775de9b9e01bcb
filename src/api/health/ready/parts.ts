import type { MedusaContainer } from "@medusajs/framework/types"
import { runningBot } from "../../../bot/runtime/run"
import { shopFigures } from "../../../metrics/shop-figures"
import { telegramContact } from "../../../metrics/telegram"
import { redisOf } from "../../../lib/redis"
import { NoAnswerError, withinTime } from "../../../lib/within-time"
import { coreOf, operationSettingsOf, optionsOf } from "../../../workflows/settings"

/** Time limit of each check, in ms. The whole answer arrives within two seconds, even when a part hangs. */
const PART_ANSWERS_WITHIN_MS = 1500

/** Health of one part of the shop. The state never contains an address, a name or an error text. */
export type Part = { works: boolean; state: string }

export type Readiness = { ready: boolean; parts: Record<"database" | "redis" | "telegram" | "outbox", Part> }

const works = (state: string): Part => ({ works: true, state })
const fails = (state: string): Part => ({ works: false, state })

/**
 * Checks the parts that this process depends on.
 *
 * @param container Medusa's container
 */
export async function readiness(container: MedusaContainer): Promise<Readiness> {
  const [database, redis, telegram, outbox] = await Promise.all(
    [checkDatabase, checkRedis, checkTelegram, checkOutbox].map((check) => inTime(check(container))),
  )
  const parts = { database, redis, telegram, outbox }
  return { ready: Object.values(parts).every((part) => part.works), parts }
}

async function inTime(checked: Promise<Part>): Promise<Part> {
  try {
    return await withinTime(PART_ANSWERS_WITHIN_MS, checked)
  } catch (error) {
    return fails(error instanceof NoAnswerError ? "gives no answer" : "fails")
  }
}

async function checkDatabase(container: MedusaContainer): Promise<Part> {
  await coreOf(container).ping()
  return works("answers")
}

async function checkRedis(container: MedusaContainer): Promise<Part> {
  const redis = redisOf(container)
  if (!redis) {
    return works("not used")
  }
  await redis.ping()
  return works("answers")
}

/** Checks that the bot is identified, Telegram answers, and a process receives updates. */
async function checkTelegram(container: MedusaContainer): Promise<Part> {
  const { token, webhookUrl } = optionsOf(container)
  if (!token) {
    return works("not used")
  }
  if (!runningBot()?.bot.isInited()) {
    return fails("has not met the bot yet")
  }
  if (telegramContact().isLost) {
    return fails("gives no answer")
  }
  if (webhookUrl) {
    return works("brings updates")
  }
  const held = { id: "telegram-polling", held_until: { $gt: new Date() } }
  const [poller] = await coreOf(container).listLeases(held, { take: 1 })
  return poller ? works("is asked for updates") : fails("is asked by nobody")
}

async function checkOutbox(container: MedusaContainer): Promise<Part> {
  const { waiting } = await shopFigures(container)
  const limit = operationSettingsOf(container).outboxLateMinutes * 60
  return waiting.late > limit ? fails("is late") : works(waiting.late > 0 ? "sends" : "is empty")
}
