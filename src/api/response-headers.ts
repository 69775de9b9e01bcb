import { subscribe, unsubscribe } from "node:diagnostics_channel"
import type { IncomingMessage, ServerResponse } from "node:http"
import type { TLSSocket } from "node:tls"
import { container } from "@medusajs/framework"
import helmet from "helmet"
import { lifecycle } from "../modules/core/lifecycle"
import { servesAllChannels } from "../workflows/shop-scope"

/** Node's channel for each request, before any handler sees it (Node.js, "Diagnostics Channel", HTTP). */
const REQUESTS = "http.server.request.start"

/** Files that a browser may show; others are downloaded. */
const PICTURE = /\.(?:jpe?g|png|webp|gif|avif)$/

const HALF_A_YEAR_S = 15_552_000

/**
 * Headers of every answer. The admin's scripts and a storefront on another origin must work, so the policy limits only
 * who may frame a page, and pictures may be used anywhere.
 */
const setHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: helmet.contentSecurityPolicy.dangerouslyDisableDefaultSrc,
      frameAncestors: ["'self'"],
    },
  },
  crossOriginOpenerPolicy: false,
  crossOriginResourcePolicy: { policy: "cross-origin" },
  referrerPolicy: { policy: "same-origin" },
  strictTransportSecurity: false,
})

/** The path of a request, as Express matches it: in lower case, without query, and without an origin before it. */
const pathOf = (url = "/") =>
  url
    .replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, "")
    .split(/[?#]/)[0]
    .toLowerCase()

function secureResponse(request: IncomingMessage, response: ServerResponse): void {
  setHeaders(request, response, () => {})
  if ((request.socket as TLSSocket).encrypted || request.headers["x-forwarded-proto"] === "https") {
    response.setHeader("Strict-Transport-Security", `max-age=${HALF_A_YEAR_S}; includeSubDomains`)
  }
  const path = pathOf(request.url)
  if (path.startsWith("/static/")) {
    response.setHeader(POLICY, `sandbox; default-src 'none'; ${FRAMES}`)
    if (!PICTURE.test(path)) {
      response.setHeader("Content-Disposition", "attachment")
    }
  }
  correctWhenSent(response)
}

const POLICY = "Content-Security-Policy"
const FRAMES = "frame-ancestors 'self'"

/** Corrects the headers when they are sent: Express adds X-Powered-By, and its 404 page has a policy of its own. */
function correctWhenSent(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse
  response.writeHead = (...args: unknown[]) => {
    response.removeHeader("X-Powered-By")
    const policy = String(response.getHeader(POLICY) ?? "")
    if (!policy.includes("frame-ancestors")) {
      response.setHeader(POLICY, [policy, FRAMES].filter(Boolean).join("; "))
    }
    return writeHead(...args)
  }
}

const onRequest = (message: unknown) => {
  const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
  secureResponse(request, response)
}

/**
 * Medusa serves `/static` and `/app` before the middlewares of `src/api`, so the headers are set by Node's channel. A
 * store with other sales channels keeps its own headers.
 */
lifecycle.register({
  async start() {
    if (servesAllChannels(container)) {
      subscribe(REQUESTS, onRequest)
    }
  },
  async stop() {
    unsubscribe(REQUESTS, onRequest)
  },
})
