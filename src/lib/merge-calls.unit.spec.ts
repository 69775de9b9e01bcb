import { setTimeout as sleep } from "node:timers/promises"
import { mergeCalls } from "./merge-calls"

describe("calls that share a run", () => {
  const recorded = () => {
    const runs: number[][] = []
    const call = mergeCalls<number[]>(
      async (numbers) => {
        await sleep(5)
        runs.push(numbers)
        expect(numbers).not.toContain(13)
      },
      (one, other) => [...one, ...other],
    )
    return { runs, call }
  }

  it("merges the calls during a run into one next run", async () => {
    const { runs, call } = recorded()
    const key = {}
    await Promise.all([1, 2, 3, 4].map((number) => call(key, [number])))
    expect(runs).toEqual([[1], [2, 3, 4]])
    await call(key, [5])
    expect(runs.at(-1)).toEqual([5])
  })

  it("runs different keys independently", async () => {
    const { runs, call } = recorded()
    await Promise.all([call({}, [1]), call({}, [2])])
    expect(runs).toEqual([[1], [2]])
  })

  it("rejects only the calls of the failed run, and continues with the next one", async () => {
    const { runs, call } = recorded()
    const key = {}
    const results = await Promise.allSettled([13, 2, 3].map((number) => call(key, [number])))
    expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"])
    expect(runs).toEqual([[13], [2, 3]])
    await call(key, [4])
    expect(runs.at(-1)).toEqual([4])
  })
})
