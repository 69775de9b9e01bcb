import { forSomebody, tapsFirst } from "./taps-first"

describe("what nobody waits for", () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  /** A tap that runs until `end` is called. */
  function tap() {
    let end = () => undefined as void
    const done = forSomebody(() => new Promise<void>((resolve) => (end = resolve)))
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

  it("is done at once where nobody waits for anything", async () => {
    const work = other()
    await jest.advanceTimersByTimeAsync(0)
    expect(work.isDone).toBe(true)
  })

  it("stands back until the last tap has ended, also one that failed", async () => {
    const [first, second] = [tap(), tap()]
    const work = other()
    await first.end()
    await jest.advanceTimersByTimeAsync(100)
    expect(work.isDone).toBe(false)
    await second.end()
    await jest.advanceTimersByTimeAsync(0)
    expect(work.isDone).toBe(true)

    await expect(forSomebody(() => Promise.reject(new Error("no")))).rejects.toThrow("no")
    const later = other()
    await jest.advanceTimersByTimeAsync(0)
    expect(later.isDone).toBe(true)
  })

  it("stands back no longer than half a second, counted from when it could have been done", async () => {
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
