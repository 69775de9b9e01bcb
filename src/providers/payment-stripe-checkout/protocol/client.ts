import Stripe from "stripe"
import type { StripeOptions } from "../options"

/** Version of Stripe's API that the types of the package describe. */
const API_VERSION = "2025-09-30.clover"

/** Request timeout in ms. After a timeout, a webhook event or a later query reports the result. */
const TIMEOUT_MS = 10_000

const PORTS = { "http:": 80, "https:": 443 }

function hostOf(apiUrl: string): Pick<Stripe.StripeConfig, "host" | "port" | "protocol"> {
  const { protocol, hostname, port } = new URL(apiUrl)
  const isPlain = protocol === "http:"
  return {
    host: hostname,
    port: port || PORTS[isPlain ? "http:" : "https:"],
    protocol: isPlain ? "http" : "https",
  }
}

const clients = new Map<string, Stripe>()

/** Returns the client of an account. A failed request is retried once with the same idempotency key. */
export function stripeClient({ apiKey, apiUrl }: Pick<StripeOptions, "apiKey" | "apiUrl">): Stripe {
  const name = `${apiUrl} ${apiKey}`
  const known = clients.get(name)
  if (known) {
    return known
  }
  const client = new Stripe(apiKey, {
    apiVersion: API_VERSION,
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 1,
    telemetry: false,
    appInfo: { name: "Guldasta" },
    ...(apiUrl ? hostOf(apiUrl) : {}),
  })
  clients.set(name, client)
  return client
}

/** Whether the error comes from Stripe or from the connection to it, and not from the shop's code. */
export const isStripeError = (error: unknown): error is Stripe.errors.StripeError =>
  error instanceof Stripe.errors.StripeError
