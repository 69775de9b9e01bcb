import type { MedusaContainer } from "@medusajs/framework/types"
import { runningBot } from "../../../bot/runtime/run"
import { sampled } from "../../../metrics/sampler"
import { shopFigures } from "../../../metrics/shop-figures"
import { telegramContact } from "../../../metrics/telegram"
import { redisOf } from "../../../lib/redis"
import { NoAnswerError, withinTime } from "../../../lib/within-time"
import { coreOf, operationSettingsOf, optionsOf } from "../../../workflows/settings"

/** Time limit of each check, in ms. */
const PART_ANSWERS_WITHIN_MS = 1500
/** Pause between two checks, in ms. */
const CHECK_EVERY_MS = 2000

/** Health of one part of the shop. The state never contains an address, a name or an error text. */
export type Part = { works: boolean; state: string }

export type Readiness = { ready: boolean; parts: Record<"database" | "redis" | "telegram" | "outbox", Part> }

const works = (state: string): Part => ({ works: true, state })
const fails = (state: string): Part => ({ works: false, state })

/** The checks run in the background, so that the answer does not wait for a part that hangs. */
const checks = sampled(checkParts, { everyMs: CHECK_EVERY_MS, withinMs: 2 * PART_ANSWERS_WITHIN_MS })

/**
 * Returns the last check of the parts that this process depends on.
 *
 * @param container Medusa's container
 */
export async function readiness(container: MedusaContainer): Promise<Readiness> {
  const sample = await checks(container)
  return "value" in sample ? sample.value : describeParts(nothingAnswers)
}

const nothingAnswers: Readiness["parts"] = {
  database: fails("gives no answer"),
  redis: fails("gives no answer"),
  telegram: fails("gives no answer"),
  outbox: fails("gives no answer"),
}

async function checkParts(container: MedusaContainer): Promise<Readiness> {
  const [database, redis, telegram, outbox] = await Promise.all(
    [checkDatabase, checkRedis, checkTelegram, checkOutbox].map((check) => inTime(check(container))),
  )
  return describeParts({ database, redis, telegram, outbox })
}

/**
 * A process is not ready only for a reason that a restart or another process can remove. When Telegram does not answer or
 * limits the rate, all processes are affected, and the storefront works.
 */
function describeParts(parts: Readiness["parts"]): Readiness {
  const { database, redis, telegram } = parts
  return { ready: database.works && redis.works && telegram.state !== BEGINS, parts }
}

/** State of a process that does not know its bot yet, while Telegram answers. */
const BEGINS = "has not met the bot yet"

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
  if (telegramContact().isLost) {
    return fails("gives no answer")
  }
  if (!runningBot()?.bot.isInited()) {
    return fails(BEGINS)
  }
  if (webhookUrl) {
    return works("brings updates")
  }
  const held = { id: "telegram-polling", held_until: { $gt: new Date() } }
  const [poller] = await coreOf(container).listLeases(held, { take: 1 })
  return poller ? works("is asked for updates") : fails("is asked by nobody")
}

async function checkOutbox(container: MedusaContainer): Promise<Part> {
  const sample = await shopFigures(container)
  if ("error" in sample) {
    return fails("gives no answer")
  }
  const { waiting } = sample.value
  const limit = operationSettingsOf(container).outboxLateMinutes * 60
  return waiting.late > limit ? fails("is late") : works(waiting.late > 0 ? "sends" : "is empty")
}
