import { Agent, request } from "node:http"
import type { GatewayCall, Kind, WaitingOrder } from "./gateways"

/** The gateway's end of the line. */
export class Caller {
  private agent = new Agent({ keepAlive: true })

  constructor(private readonly url: string) {}

  /** Makes a call. @param name what a recorder, or a bare handler, knows it by @throws when the answer is wrong */
  async make(kind: Kind, order: WaitingOrder, name: string): Promise<string> {
    const answer = await this.send(kind.call(order), name)
    if (!kind.isRight(answer)) {
      throw new Error(`${kind.what}: ${answer.slice(0, 300)}`)
    }
    kind.learn?.(order, answer)
    return answer
  }

  /** Callers side by side: once for each order, or over and over for a time. */
  async load(kind: Kind, orders: WaitingOrder[], callers: number, seconds: number) {
    // A connection that was idle meanwhile may be closed by the other end at this very moment.
    this.agent.destroy()
    this.agent = new Agent({ keepAlive: true })
    const times: number[] = []
    let errors = 0
    let turn = 0
    const began = performance.now()
    const goesOn = () => (kind.once ? turn < orders.length : performance.now() - began < seconds * 1000)
    await Promise.all(
      Array.from({ length: callers }, async () => {
        while (goesOn()) {
          const order = orders[turn++ % orders.length]
          const asked = performance.now()
          try {
            await this.make(kind, order, kind.call(order).name)
            times.push(performance.now() - asked)
          } catch (error) {
            errors += 1
            if (errors === 1) {
              console.error(`  ${error instanceof Error ? error.message : String(error)}`)
            }
          }
        }
      }),
    )
    return { times, errors, took: (performance.now() - began) / 1000 }
  }

  close(): void {
    this.agent.destroy()
  }

  private send({ path: where, headers, body }: GatewayCall, name: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.url}${where}`,
        {
          agent: this.agent,
          method: "POST",
          headers: { ...headers, "content-length": Buffer.byteLength(body), "x-bench-call": name },
        },
        (response) => {
          const chunks: Buffer[] = []
          response.on("data", (chunk: Buffer) => chunks.push(chunk))
          response.once("end", () => resolve(Buffer.concat(chunks).toString("utf8")))
          response.once("error", reject)
        },
      )
      sent.once("error", reject)
      sent.end(body)
    })
  }
}
