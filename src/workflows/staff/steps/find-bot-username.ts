import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { optionsOf } from "../../settings"

const Answer = z.object({ ok: z.literal(true), result: z.object({ username: z.string() }) })

/** How long an admin who wants a link waits for Telegram, in milliseconds. */
const PATIENCE = 3000

/** Asks Telegram for the bot's name; null when there is no bot, or no answer. */
export const findBotUsernameStep = createStep("find-bot-username", async (_: void, { container }) => {
  const { token, apiRoot } = optionsOf(container)
  if (!token) {
    return new StepResponse<string | null>(null)
  }
  try {
    const response = await fetch(`${apiRoot ?? "https://api.telegram.org"}/bot${token}/getMe`, {
      signal: AbortSignal.timeout(PATIENCE),
    })
    return new StepResponse<string | null>(Answer.parse(await response.json()).result.username)
  } catch (error) {
    // The address holds the token, so only the kind of the error is told.
    const kind = error instanceof Error ? error.name : "unknown"
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`telegram getMe for an invite link failed: ${kind}`)
    return new StepResponse<string | null>(null)
  }
})
