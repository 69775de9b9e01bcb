import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { gatewayCalls } from "../../../metrics"
import { keyInUse } from "../../../providers/payment-payme/options"
import { isPayme, keyHash } from "../../../providers/payment-payme/protocol/authorization"
import { ERRORS } from "../../../providers/payment-payme/protocol/errors"
import {
  parseCall,
  referenceOf,
  type Call,
  type CallId,
} from "../../../providers/payment-payme/protocol/requests"
import { paymeKeyHash } from "../../../workflows/payment/payme/records"
import { recordGatewayCall } from "../../../workflows/payment/transactions/record-gateway-call"
import { optionsOf } from "../../../workflows/settings"
import { mayCall } from "./caller"
import { callFields } from "./redact"
import { PAYME } from "../../../lib/shop"
import { answerCall, type Answer } from "./methods"

export type PaymeRequest = { body: string; authorization: string | undefined; address: string }

export type PaymeAnswer = { jsonrpc: "2.0"; id: CallId } & Answer

type Outcome = "ok" | "refused" | "failed"

const outcomeOf = (answer: Answer): Outcome => {
  if ("result" in answer) {
    return "ok"
  }
  return answer.error.code === ERRORS.internal.code ? "failed" : "refused"
}

/**
 * Answers one request of Payme's Merchant API. Never throws: Payme treats every HTTP status other than 200 as
 * an internal error.
 */
export async function answerPayme(container: MedusaContainer, request: PaymeRequest): Promise<PaymeAnswer> {
  const parsed = parseCall(request.body)
  const method = "call" in parsed ? parsed.call.method : "none"
  let answer: Answer
  try {
    answer = await handle(container, request, parsed)
  } catch (error) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.error(`payme: the request ${method} failed`, error instanceof Error ? error : undefined)
    answer = { error: ERRORS.internal }
  }
  gatewayCalls.inc({ provider: "payme", method, outcome: outcomeOf(answer) })
  return { jsonrpc: "2.0", id: parsed.id, ...answer }
}

async function handle(
  container: MedusaContainer,
  { authorization, address }: PaymeRequest,
  parsed: ReturnType<typeof parseCall>,
): Promise<Answer> {
  const options = optionsOf(container).payme
  const key = options && keyInUse(options)
  if ("error" in parsed && parsed.error.code === ERRORS.not_json.code) {
    return { error: parsed.error }
  }
  if (!options || !key || !mayCall(address, options.addresses)) {
    return { error: ERRORS.not_authorized }
  }
  const configuredKeyHash = keyHash(key)
  const expected = await paymeKeyHash(container, configuredKeyHash)
  if (!isPayme(authorization, expected)) {
    return { error: ERRORS.not_authorized }
  }
  if ("error" in parsed) {
    return { error: parsed.error }
  }
  const started = performance.now()
  const answer = await answerCall({ container, configuredKeyHash }, parsed.call)
  await record(container, parsed.call, answer, performance.now() - started)
  return answer
}

async function record(container: MedusaContainer, call: Call, answer: Answer, took: number): Promise<void> {
  const { method, params } = call
  const { id, ...rest } = callFields(params)
  const isLong = method === "GetStatement" && "result" in answer
  await recordGatewayCall(container, {
    provider_id: PAYME,
    method,
    external_id: typeof id === "string" ? id : null,
    reference: referenceIn(call) ?? null,
    request: { ...rest, ...(typeof id === "string" ? { id } : {}) },
    answer: isLong ? { result: {} } : answer,
    outcome: outcomeOf(answer),
    took_ms: Math.round(took),
  })
}

function referenceIn(call: Call): string | undefined {
  const namesOrder = call.method === "CheckPerformTransaction" || call.method === "CreateTransaction"
  return namesOrder ? referenceOf(call.params.account) : undefined
}
