import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { gatewayCalls } from "../../../metrics"
import { ERRORS } from "../../../providers/payment-click/protocol/errors"
import {
  ACTIONS,
  parseCall,
  type Action,
  type ClickCall,
} from "../../../providers/payment-click/protocol/requests"
import { isSigned } from "../../../providers/payment-click/protocol/signature"
import { CLICK } from "../../../lib/shop"
import { recordGatewayCall } from "../../../workflows/payment/transactions/record-gateway-call"
import { optionsOf } from "../../../workflows/settings"
import { complete, isFailed } from "./complete"
import { callFields } from "./redact"
import { prepare, refuse, type Reply } from "./prepare"

export type ClickAnswer = {
  click_trans_id?: number | string
  merchant_trans_id?: string
  merchant_prepare_id?: number | null
  merchant_confirm_id?: number | null
  error: number
  error_note: string
}

type Outcome = "ok" | "refused" | "failed"

const HANDLERS = { prepare, complete }
/** Method names in call records and metrics. */
const NAMES = { prepare: "Prepare", complete: "Complete" }

/**
 * Answers one request of Click's Shop API. Never throws: Click reads the error code in the body and ignores the
 * HTTP status.
 */
export async function answerClick(
  container: MedusaContainer,
  action: Action,
  body: string,
): Promise<ClickAnswer> {
  const call = parseCall(action, body)
  const options = optionsOf(container).click
  if (!call || !options) {
    return toAnswer(action, refuse(ERRORS.bad_request))
  }
  if (!isSigned(call, options.secretKey)) {
    return toAnswer(action, refuse(ERRORS.bad_sign), call)
  }
  const started = performance.now()
  const { reply, outcome } = await handle(container, action, call, options.serviceId)
  const answer = toAnswer(action, reply, call, outcome)
  await record(container, action, call, { answer, outcome, took: performance.now() - started })
  return answer
}

/** Builds the answer and counts it in the metrics. */
function toAnswer(action: Action, reply: Reply, call?: ClickCall, outcome?: Outcome): ClickAnswer {
  const { error, error_note, number } = reply
  gatewayCalls.inc({ provider: "click", method: NAMES[action], outcome: outcome ?? outcomeOf(reply) })
  if (!call) {
    return { error, error_note }
  }
  const id = Number(call.click_trans_id)
  return {
    click_trans_id: Number.isSafeInteger(id) ? id : call.click_trans_id,
    merchant_trans_id: call.merchant_trans_id,
    [action === "prepare" ? "merchant_prepare_id" : "merchant_confirm_id"]: number,
    error,
    error_note,
  }
}

const outcomeOf = ({ error }: Reply): Outcome => (error === 0 ? "ok" : "refused")

async function handle(
  container: MedusaContainer,
  action: Action,
  call: ClickCall,
  serviceId: string,
): Promise<{ reply: Reply; outcome: Outcome }> {
  if (call.service_id !== serviceId) {
    return { reply: refuse(ERRORS.bad_request), outcome: "refused" }
  }
  if (call.action !== ACTIONS[action]) {
    return { reply: refuse(ERRORS.no_action), outcome: "refused" }
  }
  try {
    const reply = await HANDLERS[action](container, call)
    return { reply, outcome: outcomeOf(reply) }
  } catch (error) {
    log(container, `Click's ${NAMES[action]} failed`, error)
    return { reply: failed(action, call), outcome: "failed" }
  }
}

/**
 * Answer after an internal error. For Prepare it is error -7, and Click takes no money. Complete has no such
 * error in the protocol: the shop confirms what Click reported. The sweep later reads the status from Click
 * and repairs the record.
 */
function failed(action: Action, call: ClickCall): Reply {
  if (action === "prepare") {
    return refuse(ERRORS.failed)
  }
  const number = Number(call.merchant_prepare_id)
  return {
    ...(isFailed(call) ? ERRORS.canceled : ERRORS.ok),
    number: Number.isInteger(number) ? number : null,
  }
}

/** A failure to write the call record must not change the answer to Click. */
async function record(
  container: MedusaContainer,
  action: Action,
  call: ClickCall,
  { answer, outcome, took }: { answer: ClickAnswer; outcome: Outcome; took: number },
): Promise<void> {
  try {
    await recordGatewayCall(container, {
      provider_id: CLICK,
      method: NAMES[action],
      external_id: call.click_trans_id,
      reference: callFields(call).merchant_trans_id,
      request: callFields(call),
      answer: { ...answer, merchant_trans_id: callFields(call).merchant_trans_id },
      outcome,
      took_ms: Math.round(took),
    })
  } catch (error) {
    log(container, `Click's ${NAMES[action]} call could not be recorded`, error)
  }
}

function log(container: MedusaContainer, sentence: string, error: unknown): void {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  logger.error(sentence, error instanceof Error ? error : undefined)
}
