import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { optionsOf } from "../../settings"

const Answer = z.object({ ok: z.literal(true), result: z.object({ username: z.string() }) })

/** Timeout of the request to Telegram, in ms. */
const TIMEOUT_MS = 3000

/** Asks Telegram for the bot's username; null if there is no token or the request fails. */
export const findBotUsernameStep = createStep("find-bot-username", async (_: void, { container }) => {
  const { token, apiRoot } = optionsOf(container)
  if (!token) {
    return new StepResponse<string | null>(null)
  }
  try {
    const response = await fetch(`${apiRoot ?? "https://api.telegram.org"}/bot${token}/getMe`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return new StepResponse<string | null>(Answer.parse(await response.json()).result.username)
  } catch (error) {
    // The URL contains the token, so only the error's name is logged.
    const kind = error instanceof Error ? error.name : "unknown"
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`Telegram getMe for an invite link failed: ${kind}`)
    return new StepResponse<string | null>(null)
  }
})
