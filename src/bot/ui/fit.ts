import { shownLength } from "./html-length"
import { CAPTION_LENGTH } from "./screen"

/** From all that there is to say down to its bones. */
const SCALES = [1, 0.7, 0.45, 0.25, 0.1]

/**
 * A text that fits under a picture: built as long as it may be, else shorter and shorter.
 *
 * @param build makes the text (HTML), with its lists and clipped parts scaled by a number from 0 to 1
 */
export function fit(build: (scale: number) => string): string {
  let text = ""
  for (const scale of SCALES) {
    text = build(scale)
    if (shownLength(text) <= CAPTION_LENGTH) {
      break
    }
  }
  return text
}
