import { createServer } from "node:net"

/**
 * Range of the tests' ports. The range is below the ephemeral ports (from 32768 on Linux), so that the system
 * does not assign a port between the check and the start of the process, which may take half a minute.
 */
const FIRST = 16_000
const LAST = 32_000
/**
 * Distance between the ports of one worker. The number is higher than the number of workers, so workers never
 * share a port.
 */
const STEP = 16

const worker = Number(process.env.JEST_WORKER_ID ?? 0) % STEP
let next = FIRST + worker + STEP * Math.floor(Math.random() * ((LAST - FIRST) / STEP))

/** Finds a free TCP port for a process that starts soon. Different calls return different ports. */
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

/** Whether no process listens on the port, on any address of this machine. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once("error", () => resolve(false))
    probe.listen(port, () => probe.close(() => resolve(true)))
  })
}
