/** Digits as SVG strokes in a 20 × 32 box. Paths need no fonts on the machine. */
const DIGITS: Record<string, string> = {
  "0": "M10 2 C3 2 2 9 2 16 C2 23 3 30 10 30 C17 30 18 23 18 16 C18 9 17 2 10 2",
  "1": "M4 8 L11 2 L11 30",
  "2": "M2 9 C2 -1 18 -1 18 9 C18 16 2 22 2 30 L18 30",
  "3": "M2 4 L17 4 L8 14 C20 13 21 30 9 30 C5 30 3 28 2 26",
  "4": "M14 30 L14 2 L2 21 L19 21",
  "5": "M17 2 L5 2 L3 15 C9 11 18 13 18 21 C18 31 6 32 2 26",
  "6": "M15 2 C7 5 2 14 2 21 C2 33 18 33 18 21 C18 11 4 11 2 21",
  "7": "M2 2 L18 2 L8 30",
  "8": "M10 15 C1 14 2 2 10 2 C18 2 19 14 10 15 C0 16 0 30 10 30 C20 30 20 16 10 15",
  "9": "M5 30 C13 27 18 18 18 11 C18 -1 2 -1 2 11 C2 21 16 21 18 11",
}

/** Returns a round badge of 64 × 64 pixels with a number, as SVG for sharp. @param value 0 to 99 */
export function numberBadge(value: number): Buffer {
  const digits = String(value).split("")
  const width = digits.length * 24 - 4
  const strokes = digits
    .map((digit, index) => {
      const x = 32 - (width / 2) * 0.9 + index * 24 * 0.9
      return `<path d="${DIGITS[digit]}" transform="translate(${x} 17.6) scale(0.9)"/>`
    })
    .join("")
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64">
      <circle cx="32" cy="32" r="29" fill="#fffdfa" fill-opacity="0.94" stroke="#7a2440" stroke-width="3"/>
      <g fill="none" stroke="#7a2440" stroke-width="4.4" stroke-linecap="round" stroke-linejoin="round">${strokes}</g>
    </svg>`,
  )
}
