import { lookup, type LookupAddress, type LookupOptions } from "node:dns"
import http, { type IncomingMessage } from "node:http"
import https from "node:https"
import { BlockList, isIP } from "node:net"
import { PictureProblem } from "./picture-problem"

const TIMEOUT_MS = 10_000
const MAX_REDIRECTS = 3

type Limits = { maxBytes: number; privateNetwork: boolean | readonly string[] }

/**
 * Loopback, private and reserved address ranges. An import file must not make the shop send requests to them.
 */
const privateAddresses = new BlockList()
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const) {
  privateAddresses.addSubnet(network, prefix, "ipv4")
}
for (const [network, prefix] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  privateAddresses.addSubnet(network, prefix, "ipv6")
}

const isPrivate = (address: string) => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (!mapped && /^(::ffff:|64:ff9b:|2002:)/i.test(address)) {
    return true
  }
  const plain = mapped ?? address
  return privateAddresses.check(plain, isIP(plain) === 6 ? "ipv6" : "ipv4")
}

type Answer = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void

/**
 * A DNS lookup that rejects private addresses. The connection uses the addresses checked here, so a second
 * DNS answer cannot redirect it (DNS rebinding).
 */
function publicLookup(hostname: string, options: LookupOptions, answer: Answer): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) {
      answer(error, "")
    } else if (addresses.some(({ address }) => isPrivate(address))) {
      answer(new PictureProblem("must not point to a private network"), "")
    } else if (options.all) {
      answer(null, addresses)
    } else {
      answer(null, addresses[0].address, addresses[0].family)
    }
  })
}

/**
 * Fetches a file over HTTP or HTTPS. Follows up to 3 redirects; each request may take 10 s.
 *
 * @param limits.maxBytes maximum size; a larger response is aborted
 * @param limits.privateNetwork whether loopback and private addresses are allowed: for all hosts, or for these names
 * @throws PictureProblem with a sentence about the failure
 */
export async function fetchPublicFile(address: string, limits: Limits): Promise<Buffer> {
  let url = address
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const answer = await requestOnce(url, limits)
    if (Buffer.isBuffer(answer)) {
      return answer
    }
    url = answer.location
  }
  throw new PictureProblem("could not be fetched: it redirects too often")
}

const mayBePrivate = ({ hostname }: URL, { privateNetwork }: Limits): boolean =>
  typeof privateNetwork === "boolean" ? privateNetwork : privateNetwork.includes(hostname)

function parse(address: string, limits: Limits): URL {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new PictureProblem("must be an address that begins with http:// or https://")
  }
  const url = new URL(address)
  const host = url.hostname.replace(/^\[|\]$/g, "")
  if (!mayBePrivate(url, limits) && isIP(host) && isPrivate(host)) {
    throw new PictureProblem("must not point to a private network")
  }
  return url
}

function requestOnce(address: string, limits: Limits): Promise<Buffer | { location: string }> {
  const url = parse(address, limits)
  const client = url.protocol === "https:" ? https : http
  return new Promise((resolve, reject) => {
    const fail = (error: Error) =>
      reject(
        error instanceof PictureProblem
          ? error
          : new PictureProblem(`could not be fetched: ${reason(error)}`),
      )
    const request = client.get(
      url,
      {
        headers: { accept: "image/jpeg,image/png,image/webp" },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(!mayBePrivate(url, limits) && { lookup: publicLookup }),
      },
      (response) => {
        receive(response, limits.maxBytes).then(
          (body) => resolve(body ?? { location: redirectTarget(response, url) }),
          (error: Error) => {
            request.destroy()
            fail(error)
          },
        )
      },
    )
    request.on("error", fail)
  })
}

function redirectTarget(response: IncomingMessage, url: URL): string {
  const target = response.headers.location ?? ""
  return URL.canParse(target, url.href) ? new URL(target, url.href).href : ""
}

/** Reads the response body; undefined for a redirect. */
async function receive(response: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const status = response.statusCode ?? 0
  if (status >= 300 && status < 400 && response.headers.location) {
    response.resume()
    return undefined
  }
  if (status !== 200) {
    throw new PictureProblem(`could not be fetched: the answer was ${status}`)
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response) {
    const part = Buffer.from(chunk)
    size += part.length
    if (size > maxBytes) {
      throw new PictureProblem(`must have at most ${Math.floor(maxBytes / 1024 / 1024)} MB`)
    }
    chunks.push(part)
  }
  return Buffer.concat(chunks)
}

function reason(error: Error): string {
  const code = "code" in error ? String(error.code) : error.name
  if (code === "ABORT_ERR" || code === "TimeoutError") {
    return "no answer within 10 seconds"
  }
  return { ENOTFOUND: "there is no such host", ECONNREFUSED: "the host refuses connections" }[code] ?? code
}
