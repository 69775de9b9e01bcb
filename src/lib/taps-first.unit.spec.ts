import { asTap, tapsFirst } from "./taps-first"

describe("background work", () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  /** A tap that runs until `end` is called. */
  function tap() {
    let end = () => undefined as void
    const done = asTap(() => new Promise<void>((resolve) => (end = resolve)))
    return {
      end: () => {
        end()
        return done
      },
    }
  }

  function other(since?: Date) {
    const state = { isDone: false }
    void tapsFirst(since).then(() => (state.isDone = true))
    return state
  }

  it("runs at once when no tap is in flight", async () => {
    const work = other()
    await jest.advanceTimersByTimeAsync(0)
    expect(work.isDone).toBe(true)
  })

  it("waits until the last tap has ended, also after a failed tap", async () => {
    const [first, second] = [tap(), tap()]
    const work = other()
    await first.end()
    await jest.advanceTimersByTimeAsync(100)
    expect(work.isDone).toBe(false)
    await second.end()
    await jest.advanceTimersByTimeAsync(0)
    expect(work.isDone).toBe(true)

    await expect(asTap(() => Promise.reject(new Error("no")))).rejects.toThrow("no")
    const later = other()
    await jest.advanceTimersByTimeAsync(0)
    expect(later.isDone).toBe(true)
  })

  it("waits at most 500 ms from the time when it became due", async () => {
    const endless = tap()
    const [work, old] = [other(), other(new Date(Date.now() - 400))]
    const veryOld = other(new Date(Date.now() - 60_000))
    await jest.advanceTimersByTimeAsync(0)
    expect(veryOld.isDone).toBe(true)
    await jest.advanceTimersByTimeAsync(110)
    expect([work.isDone, old.isDone]).toEqual([false, true])
    await jest.advanceTimersByTimeAsync(400)
    expect(work.isDone).toBe(true)
    await endless.end()
  })
})
