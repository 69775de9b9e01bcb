import { around, ellipse, n, path, petal, turned, type Canvas } from "../canvas"
import { css, shift, type Palette } from "../color"
import { between, type Random } from "../random"
import { glow, shade } from "./layered"

// Flowers with few petals, heads of many small flowers, and flowers seen from the side.

const stamens = (count: number, length: number, color: string, anther: string) =>
  around(count, (_, angle) =>
    turned(
      angle + 18,
      `<path d="M0,0Q${n(length * 0.12)},${n(-length * 0.6)} 0,${n(-length)}" stroke="${color}" stroke-width="2.6" fill="none"/>` +
        ellipse(0, -length, 3.2, 7, anther),
    ),
  )

export function lily(c: Canvas, palette: Palette, random: Random): string {
  const fill = c.linear([
    [0, [78, 45, 66]],
    [0.3, palette.base],
    [0.8, palette.light],
    [1, palette.rim],
  ])
  const one = (length: number, width: number) => {
    const d = petal(length, width, 0.85)
    const vein = `<path d="M0,-8Q4,${n(-length * 0.5)} 0,${n(-length * 0.93)}" stroke="${css(palette.deep, 0.4)}" stroke-width="2.4" fill="none"/>`
    const freckles = Array.from({ length: 7 }, () =>
      ellipse(between(random, -9, 9), between(random, -48, -22), 1.4, 2, css(palette.deep, 0.5)),
    )
    return (
      path(d, css(palette.deep, 0.3), ` transform="translate(2,4)"`) +
      path(d, fill, ` stroke="${css(palette.deep, 0.25)}" stroke-width="1"`) +
      vein +
      freckles.join("")
    )
  }
  const start = between(random, 0, 60)
  const back = around(3, (_, angle) => turned(angle, one(108, 44)), start)
  const front = around(3, (_, angle) => turned(angle, one(104, 48)), start + 60)
  const heart = ellipse(
    0,
    0,
    20,
    20,
    c.radial([
      [0, [82, 55, 52], 0.95],
      [1, [82, 50, 62], 0],
    ]),
  )
  return back + front + heart + stamens(6, 48, "hsl(76,45%,72%)", "hsl(22,75%,38%)") + glow(c)
}

/** Three small striped flowers on one stem. */
export function alstroemeria(c: Canvas, palette: Palette, random: Random): string {
  const fill = c.linear([
    [0, shift(palette.light, 8)],
    [0.5, palette.base],
    [1, palette.light],
  ])
  const inner = c.linear([
    [0, [48, 90, 66]],
    [0.6, [46, 88, 72]],
    [1, palette.base],
  ])
  const strokes = () =>
    Array.from(
      { length: 6 },
      (_, at) =>
        `<path d="M${n(-8 + at * 3)},-18l${n((at - 2.5) * 0.8)},-9" stroke="hsl(8,60%,24%)" stroke-width="2" stroke-linecap="round"/>`,
    ).join("")
  const flower = () => {
    const outer = around(3, (_, angle) =>
      turned(angle, path(petal(54, 25, 0.35), fill, ` stroke="${css(palette.deep, 0.3)}" stroke-width="1"`)),
    )
    const narrow = around(
      3,
      (_, angle) =>
        turned(
          angle,
          path(petal(50, 15, 0.7), inner, ` stroke="${css(palette.deep, 0.25)}" stroke-width="1"`) +
            strokes(),
        ),
      60,
    )
    return (
      shade(c, 50, palette, 0.3) + outer + narrow + stamens(5, 20, css(palette.deep, 0.7), "hsl(24,50%,32%)")
    )
  }
  return (
    around(
      3,
      (_, angle) =>
        `<g transform="rotate(${n(angle)}) translate(0,-44) rotate(${n(between(random, 0, 120))})">${flower()}</g>`,
      between(random, 0, 120),
    ) + glow(c)
  )
}

/** A round head of many small flowers with four petals. */
export function hydrangea(c: Canvas, palette: Palette, random: Random): string {
  const tones = [0, 1, 2].map((at) => {
    const tone = {
      ...palette,
      base: shift(palette.base, at * 5 - 5, 0, at * 9 - 9),
      light: shift(palette.light, at * 3 - 3, 0, at * 9 - 9),
    }
    return c.symbol(`floret-${at}-${css(palette.base)}`, () => floret(c, tone))
  })
  const florets = Array.from({ length: 58 }, (_, at) => {
    const angle = at * 2.39996
    const distance = 92 * Math.sqrt((at + 0.5) / 58)
    return { x: Math.cos(angle) * distance, y: Math.sin(angle) * distance, at }
  }).reverse()
  const body = ellipse(
    0,
    0,
    98,
    98,
    c.radial(
      [
        [0, palette.base],
        [0.7, palette.deep],
        [1, palette.deep],
      ],
      0.4,
      0.35,
      0.7,
    ),
  )
  const heads = florets.map(({ x, y, at }) =>
    c.show(tones[at % 3], x, y, between(random, 0.9, 1.12), random() * 90),
  )
  const side = ellipse(
    0,
    0,
    106,
    106,
    c.radial(
      [
        [0, palette.deep, 0],
        [0.62, palette.deep, 0],
        [1, palette.deep, 0.5],
      ],
      0.42,
      0.38,
      0.62,
    ),
  )
  return body + heads.join("") + side + glow(c)
}

function floret(c: Canvas, palette: Palette): string {
  const fill = c.linear([
    [0, palette.base],
    [1, palette.rim],
  ])
  const petals = around(4, (_, angle) =>
    turned(angle, path(petal(21, 13, 0.3), fill, ` stroke="${css(palette.deep, 0.35)}" stroke-width=".8"`)),
  )
  return (
    ellipse(1.5, 2.5, 19, 19, css(palette.deep, 0.28)) + petals + ellipse(0, 0, 2.8, 2.8, "hsl(60,60%,86%)")
  )
}

/** A tulip seen from the side. The stem starts at the origin. */
export function tulip(c: Canvas, palette: Palette, random: Random): string {
  const back = c.linear([
    [0, palette.deep],
    [0.6, shift(palette.base, -6)],
    [1, palette.base],
  ])
  const front = c.linear([
    [0, shift(palette.base, -4)],
    [0.3, palette.base],
    [0.8, palette.light],
    [1, palette.rim],
  ])
  const edge = ` stroke="${css(palette.deep, 0.3)}" stroke-width="1.2"`
  const lean = between(random, -4, 4)
  const behind =
    path("M-6,70C-66,52 -66,-30 -30,-92C-4,-66 4,-20 0,70Z", back, edge) +
    path("M6,70C66,52 66,-30 30,-92C4,-66 -4,-20 0,70Z", back, edge)
  const middle = path("M0,74C-34,54 -36,-40 0,-98C36,-40 34,54 0,74Z", front, edge)
  const sides =
    path("M-2,76C-74,66 -82,-14 -56,-78C-22,-44 -2,12 6,76Z", front, edge) +
    path("M2,76C74,66 82,-14 56,-78C22,-44 2,12 -6,76Z", front, edge)
  const sheen = path("M-40,48C-58,16 -58,-22 -50,-52C-42,-22 -36,16 -28,54Z", css([0, 0, 100], 0.2))
  const line = `<path d="M0,66Q2,-10 0,-84" stroke="${css(palette.deep, 0.25)}" stroke-width="2" fill="none"/>`
  return `<g transform="rotate(${n(lean)})">${behind}${middle}${line}${sides}${sheen}</g>`
}

/** Three petals point up and three hang down. The hanging petals have a golden mark. */
export function iris(c: Canvas, palette: Palette, random: Random): string {
  const up = c.linear([
    [0, palette.base],
    [1, palette.light],
  ])
  const down = c.linear([
    [0, palette.rim],
    [0.35, palette.base],
    [1, palette.deep],
  ])
  const edge = ` stroke="${css(palette.deep, 0.4)}" stroke-width="1.2"`
  const standard = (angle: number) =>
    turned(
      angle,
      path("M0,16C-46,-14 -40,-86 -4,-104C38,-88 44,-16 0,16Z", up, edge) +
        `<path d="M0,8Q4,-44 -2,-92" stroke="${css(palette.deep, 0.3)}" stroke-width="2" fill="none"/>`,
    )
  const fall = (angle: number) =>
    turned(
      angle,
      path("M0,-6C-44,14 -48,78 -4,100C44,80 46,16 0,-6Z", down, edge) +
        path("M0,2C-9,18 -8,46 0,58C8,46 9,18 0,2Z", "hsl(46,95%,58%)") +
        `<path d="M0,20v26" stroke="hsl(30,80%,40%)" stroke-width="2"/>`,
    )
  const lean = between(random, -6, 6)
  return `<g transform="rotate(${n(lean)})">${standard(-34)}${standard(34)}${fall(66)}${fall(-66)}${standard(0)}${fall(0)}</g>${glow(c, 80)}`
}

export function gypsophila(c: Canvas, palette: Palette, random: Random): string {
  const dot = c.symbol(
    `gypsophila-${css(palette.base)}`,
    () =>
      ellipse(0.8, 1.6, 6.4, 6.4, css([90, 12, 58], 0.35)) +
      around(6, (_, angle) => turned(angle, ellipse(0, -3.6, 2.9, 4, css(palette.rim)))) +
      ellipse(0, 0, 2, 2, css([70, 30, 72])),
  )
  const heads = Array.from({ length: 70 }, () => {
    const angle = random() * Math.PI * 2
    const distance = 100 * Math.sqrt(random())
    return { x: Math.cos(angle) * distance, y: Math.sin(angle) * distance * 0.92 }
  })
  const branches = heads.map(
    ({ x, y }) =>
      `<path d="M0,60Q${n(x * 0.35)},${n(y * 0.3 + 20)} ${n(x)},${n(y)}" stroke="hsl(96,22%,58%)" stroke-width="1.1" fill="none" opacity=".7"/>`,
  )
  return branches.join("") + heads.map(({ x, y }) => c.show(dot, x, y, between(random, 0.7, 1.35))).join("")
}
