import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client"

/**
 * Metrics of this process for `GET /metrics`. Each process counts its own work, so Prometheus must sum over
 * the processes. Figures that all processes share (orders, holds, outbox) come from the database; see
 * ./shop-figures.
 */
export const registry = new Registry()

collectDefaultMetrics({ register: registry })

/**
 * Duration of handling a Telegram update, in seconds. Labels: `feature`, the part of the bot; `outcome`: ok,
 * refused (the person got a refusal) or failed.
 */
export const tapSeconds = new Histogram({
  name: "guldasta_tap_seconds",
  help: "Seconds from the start of an update's handling to its end",
  labelNames: ["feature", "outcome"],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10],
  registers: [registry],
})

/**
 * Calls to the Bot API. Labels: `method`, for example sendMessage; `outcome`: ok, lost, stopped or the error
 * code.
 */
export const telegramCalls = new Counter({
  name: "guldasta_telegram_calls_total",
  help: "Calls to the Bot API by method and outcome",
  labelNames: ["method", "outcome"],
  registers: [registry],
})

export const gatewayCalls = new Counter({
  name: "guldasta_gateway_calls_total",
  help: "Calls of payment gateways by provider, method and outcome",
  labelNames: ["provider", "method", "outcome"],
  registers: [registry],
})

/** Requests that a rate limit refused. Label: `place`: auth, store or hooks. */
export const refusedRequests = new Counter({
  name: "guldasta_refused_requests_total",
  help: "Requests refused by a rate limit",
  labelNames: ["place"],
  registers: [registry],
})
