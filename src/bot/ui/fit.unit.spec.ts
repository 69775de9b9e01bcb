import { clip } from "./clip"
import { fit } from "./fit"
import { CAPTION_LENGTH } from "./screen"
import { shownLength } from "./html-length"

describe("a caption", () => {
  it("includes as much as possible and stays within Telegram's limit", () => {
    expect(fit(() => "short")).toBe("short")
    const long = fit((scale) => `<b>${"&amp;".repeat(3000 * scale)}</b>`)
    expect(shownLength(long)).toBeLessThanOrEqual(CAPTION_LENGTH)
    expect(shownLength(long)).toBeGreaterThan(300)
  })

  it("is never cut within a character", () => {
    expect(clip("🌹🌹🌹", 4)).toBe("🌹…")
    expect(clip("роза", 4)).toBe("роза")
    expect(clip("розочка", 4)).toBe("роз…")
  })
})
