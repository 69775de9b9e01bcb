import { PACE, Pacer } from "./pacer"

const PERSON = "1001"
const GROUP = "-1001"

/** Sends messages as fast as the pacer allows. Returns the time of each message in ms. */
function sendAll(pacer: Pacer, chats: string[], isEdit = false): number[] {
  let now = 0
  return chats.map((chat) => {
    now += pacer.wait(chat, now, { isEdit })
    expect(pacer.wait(chat, now, { isEdit })).toBe(0)
    pacer.take(chat, now, isEdit)
    return now
  })
}

/** Maximum number of messages within any window of `ms`. */
const mostWithin = (times: number[], ms: number) =>
  Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + ms).length))

const repeat = (chat: string, times: number) => Array.from({ length: times }, () => chat)

describe("rate of messages", () => {
  it("allows a short burst to a user, then one message per second", () => {
    expect(sendAll(new Pacer(), repeat(PERSON, 6))).toEqual([0, 0, 0, 1000, 2000, 3000])
  })

  it("sends at most 20 messages per minute to a group, and does not limit edits", () => {
    const times = sendAll(new Pacer(), repeat(GROUP, 50))
    expect(mostWithin(times, 60_000)).toBe(PACE.groupMessages)
    expect(times.at(-1)).toBeLessThan(150_000)
    expect(sendAll(new Pacer(), repeat(GROUP, 50), true).at(-1)).toBe(47_000)
  })

  it("stays below the bot's limit for all chats", () => {
    const times = sendAll(
      new Pacer(),
      Array.from({ length: 200 }, (_, person) => String(person + 1)),
    )
    expect(mostWithin(times, 1000)).toBe(PACE.allMessages)
    expect(times.at(-1)).toBe(7000)
  })

  it("sends 5 messages a second while answers to taps use the whole limit, and what is left of it otherwise", () => {
    const people = Array.from({ length: 90 }, (_, person) => String(person + 1))
    const sentBeside = (answersPerSecond: number, isBulk = false) => {
      const pacer = new Pacer()
      const times: number[] = []
      for (let now = 0; now < 3000; now += 10) {
        if (now % (1000 / answersPerSecond) === 0) {
          pacer.answer(now)
        }
        const person = people[times.length]
        if (pacer.wait(person, now, { isBulk }) === 0) {
          pacer.take(person, now)
          times.push(now)
        }
      }
      // The first second has a burst, because no answer was given before it.
      return times.filter((time) => time >= 2000).length
    }
    expect(sentBeside(100)).toBe(PACE.leastMessages)
    expect(sentBeside(20)).toBe(10)
    expect(sentBeside(1)).toBe(PACE.allMessages)
    expect(sentBeside(100, true)).toBe(0)
    expect(sentBeside(10, true)).toBe(10)
    expect(sentBeside(1, true)).toBe(PACE.callsBeforeBulk - 1)
  })

  it("pauses only the chat that Telegram refused", () => {
    const pacer = new Pacer()
    pacer.refused(GROUP, 0, 7000)
    expect(pacer.wait(GROUP, 1000)).toBe(6000)
    expect(pacer.wait(PERSON, 1000)).toBe(0)
    expect(pacer.wait(GROUP, 7000)).toBe(0)
  })

  it("pauses all chats when Telegram refuses several at once", () => {
    const pacer = new Pacer()
    pacer.refused(GROUP, 0, 3000)
    pacer.refused(PERSON, 500, 5000)
    expect(pacer.wait("2002", 500)).toBe(5000)
    pacer.refused(GROUP, 20_000, 1000)
    expect(pacer.wait("2002", 20_000)).toBe(0)
  })
})
