import { GrammyError, HttpError } from "grammy"
import { outcomeOf, lateness, pauseAfter } from "./outcome"

const said = (error_code: number, description: string, parameters = {}) =>
  new GrammyError(description, { ok: false, error_code, description, parameters }, "sendMessage", {})
const broke = (code?: string) => new HttpError("broken", Object.assign(new Error("broken"), { code }))

describe("outcome of a failed call", () => {
  it.each([
    ["too many requests", said(429, "Too Many Requests", { retry_after: 7 }), { kind: "busy", seconds: 7 }],
    [
      "blocked",
      said(403, "Forbidden: bot was blocked by the user"),
      { kind: "unreachable", reason: "Forbidden: bot was blocked by the user" },
    ],
    [
      "kicked",
      said(403, "Forbidden: bot was kicked from the channel chat"),
      { kind: "unreachable", reason: "Forbidden: bot was kicked from the channel chat" },
    ],
    [
      "became a supergroup",
      said(400, "Bad Request: group chat was upgraded to a supergroup chat", { migrate_to_chat_id: -1001 }),
      { kind: "moved", to: "-1001" },
    ],
    [
      "topic closed",
      said(400, "Bad Request: TOPIC_CLOSED"),
      { kind: "unreachable", reason: "Bad Request: TOPIC_CLOSED" },
    ],
    [
      "topic deleted",
      said(400, "Bad Request: message thread not found"),
      { kind: "unreachable", reason: "Bad Request: message thread not found" },
    ],
    [
      "no such chat",
      said(400, "Bad Request: chat not found"),
      { kind: "unreachable", reason: "Bad Request: chat not found" },
    ],
    ["out of order", said(502, "Bad Gateway"), { kind: "later" }],
    ["the token is being changed", said(401, "Unauthorized"), { kind: "later" }],
    ["never to be taken", said(400, "Bad Request: can't parse entities"), { kind: "refused" }],
    ["never reached", broke("ECONNREFUSED"), { kind: "later" }],
    ["cut off", broke("ECONNRESET"), { kind: "lost" }],
    ["no answer in time", broke(), { kind: "lost" }],
    ["our own fault, before anything was asked", new Error("no database"), { kind: "later" }],
  ])("%s", (_, error, outcome) => {
    expect(outcomeOf(error)).toEqual(outcome)
  })

  it("increases the pause up to one minute", () => {
    expect([1, 2, 3, 6, 50].map(pauseAfter)).toEqual([2, 4, 8, 60, 60])
  })

  it("gives up a notice after 6 hours and a card after 24 hours", () => {
    const enqueued_at = new Date("2026-11-21T00:00:00Z")
    const at = (kind: "notice" | "card", time: string, good_until: Date | null = null) =>
      lateness({ kind, enqueued_at, good_until }, new Date(`2026-11-${time}:00Z`))
    expect(at("notice", "21T06:00")).toBeUndefined()
    expect(at("notice", "21T06:01")).toBe("failed")
    expect(at("card", "22T00:00")).toBeUndefined()
    expect(at("card", "22T00:01")).toBe("failed")
    expect(at("notice", "21T00:11", new Date("2026-11-21T00:10:00Z"))).toBe("skipped")
  })
})
