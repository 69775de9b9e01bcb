import { createServer } from "node:net"

/**
 * Where the tests' ports lie: below those that a system hands out by itself (Linux from 32768 on), so that nobody is
 * given one between the moment it is found free and the moment its process listens, which may be half a minute.
 */
const FIRST = 16_000
const LAST = 32_000
/** More than there are workers: each has ports of its own. */
const STEP = 16

const worker = Number(process.env.JEST_WORKER_ID ?? 0) % STEP
let next = FIRST + worker + STEP * Math.floor(Math.random() * ((LAST - FIRST) / STEP))

/** A TCP port for a process that is about to be started; never the same one twice in a suite. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = next
    next = port + STEP < LAST ? port + STEP : FIRST + worker
    if (await isFree(port)) {
      return port
    }
  }
}

const standIns = new Map<string, Promise<number>>()

/** The port of a gateway's stand-in: the same in all suites of a file, which may share one shop. */
export function standInPort(gateway: string): Promise<number> {
  const port = standIns.get(gateway) ?? freePort()
  standIns.set(gateway, port)
  return port
}

/** Whether nobody listens there, at any address of this machine. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once("error", () => resolve(false))
    probe.listen(port, () => probe.close(() => resolve(true)))
  })
}
