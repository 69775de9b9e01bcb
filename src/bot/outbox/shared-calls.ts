import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { asError } from "../../lib/as-error"
import { listenTo, notify } from "../../workflows/notifications"
import { PROCESS_ID } from "../runtime/lease"

const CHANNEL = "guldasta_calls"

/** Calls of this time in ms are reported together. */
const REPORT_EVERY_MS = 200

/**
 * Reports the answers to taps of this process to the process that sends the messages of the outbox, because they share
 * Telegram's limit of calls.
 */
export class CallReporter {
  private calls = 0
  private timer: NodeJS.Timeout | undefined

  /** @param process identifies the process that reports, without spaces; this process unless a test passes another */
  constructor(
    private readonly container: MedusaContainer,
    private readonly process = PROCESS_ID,
  ) {}

  /** Counts one call. */
  count(): void {
    this.calls += 1
    this.timer ??= setTimeout(() => void this.report(), REPORT_EVERY_MS).unref()
  }

  stop(): void {
    clearTimeout(this.timer)
  }

  private async report(): Promise<void> {
    const { calls } = this
    this.calls = 0
    this.timer = undefined
    try {
      await notify(this.container, CHANNEL, `${this.process} ${calls}`)
    } catch (error) {
      // Telegram refuses calls above its limit, so the limit is kept without the report, only less smoothly.
      this.container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(
          `telegram: ${calls} calls were not reported to the sender of messages: ${asError(error).message}`,
        )
    }
  }
}

/** Receives the reports of all other processes until the signal aborts. */
export async function listenForCalls(
  container: MedusaContainer,
  stopping: AbortSignal,
  onCalls: (calls: number) => void,
): Promise<void> {
  await listenTo(container, CHANNEL, stopping, {
    notification: (payload) => {
      const [process, calls] = payload.split(" ")
      if (process !== PROCESS_ID) {
        onCalls(Number(calls))
      }
    },
  })
}
