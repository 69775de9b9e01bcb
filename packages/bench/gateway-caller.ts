import { Agent, request } from "node:http"
import type { GatewayCall, Kind, WaitingOrder } from "./gateways"

/** An HTTP client that plays a gateway. */
export class Caller {
  private agent = new Agent({ keepAlive: true })

  constructor(private readonly url: string) {}

  /**
   * Makes one call.
   *
   * @param name key of the call for the statement recorder and the bare handler
   * @throws Error when the answer is not the expected one
   */
  async make(kind: Kind, order: WaitingOrder, name: string): Promise<string> {
    const answer = await this.send(kind.call(order), name)
    if (!kind.isRight(answer)) {
      throw new Error(`${kind.what}: ${answer.slice(0, 300)}`)
    }
    kind.learn?.(order, answer)
    return answer
  }

  /** Makes calls from concurrent callers: once per order, or repeatedly for a number of seconds. */
  async load(kind: Kind, orders: WaitingOrder[], callers: number, seconds: number) {
    // The server may be closing idle connections right now, so start with new ones.
    this.agent.destroy()
    this.agent = new Agent({ keepAlive: true })
    const times: number[] = []
    let errors = 0
    let next = 0
    const began = performance.now()
    const hasMore = () => (kind.once ? next < orders.length : performance.now() - began < seconds * 1000)
    await Promise.all(
      Array.from({ length: callers }, async () => {
        while (hasMore()) {
          const order = orders[next++ % orders.length]
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

  private send({ path, headers, body }: GatewayCall, name: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.url}${path}`,
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
