import { PACE, Pacer } from "./pacer"

const PERSON = "1001"
const GROUP = "-1001"

/** Sends as fast as the pacer lets, and tells when each message went. */
function sendAll(pacer: Pacer, chats: string[], isEdit = false): number[] {
  let now = 0
  return chats.map((chat) => {
    now += pacer.wait(chat, now, isEdit)
    expect(pacer.wait(chat, now, isEdit)).toBe(0)
    pacer.take(chat, now, isEdit)
    return now
  })
}

/** The most that fell into any stretch of so many milliseconds. */
const mostWithin = (times: number[], ms: number) =>
  Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + ms).length))

const repeat = (chat: string, times: number) => Array.from({ length: times }, () => chat)

describe("the pace of messages", () => {
  it("lets a short burst through to a person, then one a second", () => {
    expect(sendAll(new Pacer(), repeat(PERSON, 6))).toEqual([0, 0, 0, 1000, 2000, 3000])
  })

  it("sends a group no more than twenty a minute, but edits go on", () => {
    const times = sendAll(new Pacer(), repeat(GROUP, 50))
    expect(mostWithin(times, 60_000)).toBe(PACE.groupMessages)
    expect(times.at(-1)).toBeLessThan(150_000)
    expect(sendAll(new Pacer(), repeat(GROUP, 50), true).at(-1)).toBe(47_000)
  })

  it("stays below the bot's limit over all chats", () => {
    const times = sendAll(
      new Pacer(),
      Array.from({ length: 200 }, (_, person) => String(person + 1)),
    )
    expect(mostWithin(times, 1000)).toBe(PACE.allMessages)
    expect(times.at(-1)).toBe(7000)
  })

  it("lets the one chat wait that Telegram says is too fast", () => {
    const pacer = new Pacer()
    pacer.refused(GROUP, 0, 7000)
    expect(pacer.wait(GROUP, 1000)).toBe(6000)
    expect(pacer.wait(PERSON, 1000)).toBe(0)
    expect(pacer.wait(GROUP, 7000)).toBe(0)
  })

  it("lets all wait when several chats hear it at once", () => {
    const pacer = new Pacer()
    pacer.refused(GROUP, 0, 3000)
    pacer.refused(PERSON, 500, 5000)
    expect(pacer.wait("2002", 500)).toBe(5000)
    pacer.refused(GROUP, 20_000, 1000)
    expect(pacer.wait("2002", 20_000)).toBe(0)
  })
})
