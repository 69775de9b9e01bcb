import { shownLength } from "./html-length"
import { CAPTION_LENGTH } from "./screen"

/** Scales to try, from the complete text to the shortest. */
const SCALES = [1, 0.7, 0.45, 0.25, 0.1]

/**
 * Builds a text that fits in a photo caption (1024 characters). Tries smaller scales until the text fits.
 *
 * @param build makes the text (HTML); `scale`, from 0 to 1, is the share of the lists and long texts to
 * include
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
