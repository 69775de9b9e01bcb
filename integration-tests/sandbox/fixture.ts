import { deflateSync } from "node:zlib"
import { SandboxClient } from "../../packages/sandbox/telegram/client"
import {
  startTelegramSandbox,
  type SandboxOptions,
  type TelegramSandbox,
} from "../../packages/sandbox/telegram/server"
import { storyChats, storyPeople } from "../../packages/sandbox/telegram/story"

export const aziza = 1001
export const jasur = 1002
export const dilnoza = 2001
export const bobur = 3001
export const madina = 9001
export const floristsChannel = -1001000000001
export const couriersGroup = -1001000000002
export const shopChannel = -1001000000003

/** The Bot API's answer before its `ok` is checked. */
export type Answer<T = Record<string, unknown>> =
  | { ok: true; result: T }
  | { ok: false; error_code: number; description: string; parameters?: { retry_after?: number } }

export type Rig = {
  sandbox: TelegramSandbox
  telegram: SandboxClient
  /** Calls a Bot API method with a JSON body. */
  call<T = { message_id: number }>(method: string, params?: Record<string, unknown>): Promise<Answer<T>>
  /** Calls a method that must succeed. */
  ask<T = { message_id: number }>(method: string, params?: Record<string, unknown>): Promise<T>
  /** Calls a method that must fail, and returns the error's description. */
  refusal(method: string, params?: Record<string, unknown>): Promise<string>
}

/** Starts a sandbox with the shop's story. */
export async function startRig(options: SandboxOptions = {}): Promise<Rig> {
  const sandbox = await startTelegramSandbox({ people: storyPeople, chats: storyChats, ...options })
  const rig: Rig = {
    sandbox,
    telegram: new SandboxClient(sandbox.url, 60_000),
    call: async (method, params = {}) => {
      const response = await fetch(`${sandbox.apiRoot}/bot${sandbox.token}/${method}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(params),
      })
      return response.json()
    },
    ask: async <T>(method: string, params?: Record<string, unknown>) => {
      const answer = await rig.call<T>(method, params)
      if (!answer.ok) throw new Error(`${method}: ${answer.description}`)
      return answer.result
    },
    refusal: async (method, params) => {
      const answer = await rig.call(method, params)
      return answer.ok ? "no refusal" : answer.description
    },
  }
  return rig
}

/** A valid PNG of one colour. */
export function png(width: number, height: number, shade = 200): Buffer {
  const rows = Buffer.concat(
    Array.from({ length: height }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(width, shade)])),
  )
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

function crc32(bytes: Buffer) {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** Waits until `holds` returns true. */
export async function eventually(what: string, holds: () => boolean | Promise<boolean>, within = 60_000) {
  const end = Date.now() + within
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`after ${within} ms this did not occur: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
