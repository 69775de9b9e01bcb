import { withoutInvisible, withPlainDigits } from "./plain-text"

describe("withoutInvisible", () => {
  it.each([
    ["direction marks", "\u200e\u2066Зилола\u2069\u200f\u061c", "Зилола"],
    ["spaces without width, soft hyphens and a byte-order mark", "\ufeffЗи\u200bло\u00adла\u2060", "Зилола"],
    ["control characters", "Зи\u0000ло\u0007\u009fла\u001b", "Зилола"],
    ["letters and symbols without a shape", "\u3164Зилола\u2800\u115f\ufffc", "Зилола"],
    ["halves of a surrogate pair", "Зилола\ud83c", "Зилола"],
    ["the tags of a hidden text", "Зилола\u{E0041}\u{E0042}\u{E007F}", "Зилола"],
  ])("removes %s", (_, text, plain) => expect(withoutInvisible(text)).toBe(plain))

  it("replaces every kind of space, and ends lines with a line feed", () => {
    expect(withoutInvisible("a\u00a0b\u202fc\td\u3000e")).toBe("a b c d e")
    expect(withoutInvisible("a\r\nb\rc\u2028d")).toBe("a\nb\nc\nd")
  })

  it.each([
    "👩\u200d❤️\u200d👩",
    "👩🏽\u200d🌾",
    "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
    "می\u200cخواهم",
    "Gʻulom",
    "🌹❤️",
  ])("keeps %s", (text) => expect(withoutInvisible(text)).toBe(text))
})

describe("withPlainDigits", () => {
  it.each([
    ["٠١٢٣٤٥٦٧٨٩", "0123456789"],
    ["۰۱۲۳۴۵۶۷۸۹", "0123456789"],
    ["＋９９８ 90", "+998 90"],
  ])("writes %s as %s", (text, plain) => expect(withPlainDigits(text)).toBe(plain))
})
