import type { MedusaContainer } from "@medusajs/framework/types"
import { sampled } from "./sampler"

const OPTIONS = { everyMs: 1000, withinMs: 500 }

describe("sampled", () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  const container = () => {
    const connection = {}
    return { resolve: () => connection } as unknown as MedusaContainer
  }

  it("reads once for concurrent questions, and again in the background", async () => {
    let reads = 0
    const ask = sampled(async () => ++reads, OPTIONS)
    const shop = container()
    expect(await Promise.all([ask(shop), ask(shop)])).toEqual([{ value: 1 }, { value: 1 }])
    await jest.advanceTimersByTimeAsync(1000)
    expect(await ask(shop)).toEqual({ value: 2 })
    expect(reads).toBe(2)
  })

  it("never waits for a reading that hangs, and reports the missing value", async () => {
    let reads = 0
    const ask = sampled(
      () => (++reads === 1 ? Promise.resolve(reads) : new Promise<number>(() => {})),
      OPTIONS,
    )
    const shop = container()
    await ask(shop)
    await jest.advanceTimersByTimeAsync(1000)
    expect(await ask(shop)).toEqual({ value: 1 })
    await jest.advanceTimersByTimeAsync(500)
    expect(await ask(shop)).toEqual({ error: expect.any(Error) })
  })
})
