import { ellipse, n, path, type Canvas } from "../canvas"
import { css, shift, type Hsl, type Palette } from "../color"
import { between, type Random } from "../random"

/** Branches: each grows from the origin upwards and is about 200 units long. */

const curve = (x: number, y: number, color: string, width: number) =>
  `<path d="M0,0Q${n(x * 0.2)},${n(y * 0.55)} ${n(x)},${n(y)}" stroke="${color}" stroke-width="${width}" fill="none" stroke-linecap="round"/>`

/** Draws a leaf from the origin upwards. */
export function leaf(c: Canvas, length: number, width: number, color: Hsl): string {
  const d = `M0,0C${n(-width)},${n(-length * 0.3)} ${n(-width * 0.8)},${n(-length * 0.75)} 0,${n(-length)}C${n(width * 0.8)},${n(-length * 0.75)} ${n(width)},${n(-length * 0.3)} 0,0Z`
  const half = `M0,0C${n(width)},${n(-length * 0.3)} ${n(width * 0.8)},${n(-length * 0.75)} 0,${n(-length)}Z`
  const fill = c.linear([
    [0, shift(color, -9)],
    [0.6, color],
    [1, shift(color, 8)],
  ])
  return (
    path(d, fill) +
    path(half, css(shift(color, -12), 0.35)) +
    `<path d="M0,0V${n(-length * 0.94)}" stroke="${css(shift(color, 18), 0.6)}" stroke-width="1.3"/>`
  )
}

/**
 * Draws a long leaf, as of a tulip or an iris.
 *
 * @param side direction in which the leaf bends: 1 right, -1 left
 */
export function blade(c: Canvas, length: number, side: number): string {
  const tip = side * length * 0.34
  const d = `M-9,0C${n(-14 + tip * 0.1)},${n(-length * 0.45)} ${n(tip * 0.4)},${n(-length * 0.8)} ${n(tip)},${n(-length)}C${n(tip * 0.75 + 16)},${n(-length * 0.6)} 16,${n(-length * 0.3)} 9,0Z`
  const fill = c.linear([
    [0, shift(LEAF, -6)],
    [1, shift(LEAF, 14, -4, -8)],
  ])
  return (
    path(d, fill, ` stroke="${css(shift(LEAF, -10), 0.4)}"`) +
    `<path d="M0,0C2,${n(-length * 0.45)} ${n(tip * 0.5)},${n(-length * 0.75)} ${n(tip)},${n(-length)}" stroke="${css(shift(LEAF, 20), 0.5)}" stroke-width="1.6" fill="none"/>`
  )
}

export const LEAF: Hsl = [118, 30, 34]

export function eucalyptus(c: Canvas, _: Palette, random: Random): string {
  const tone: Hsl = [152, 17, 56]
  const one = c.symbol("eucalyptus-leaf", () => {
    const fill = c.radial(
      [
        [0, shift(tone, 14)],
        [0.7, tone],
        [1, shift(tone, -12)],
      ],
      0.38,
      0.32,
      0.75,
    )
    return (
      ellipse(1, -17, 19, 20, css(shift(tone, -24), 0.3)) +
      ellipse(0, -19, 18, 19, fill) +
      `<path d="M0,0V-32" stroke="${css(shift(tone, 20), 0.55)}" stroke-width="1.2"/>`
    )
  })
  const bend = between(random, -26, 26)
  const leaves = Array.from({ length: 6 }, (_, at) => {
    const part = 0.2 + at * 0.145
    const x = bend * part * part
    const y = -205 * part
    const size = 1.08 - part * 0.5
    return (
      c.show(one, x - 5 * size, y, size, -78 + between(random, -12, 12)) +
      c.show(one, x + 5 * size, y - 12, size, 72 + between(random, -12, 12))
    )
  })
  return curve(bend, -210, css([100, 14, 44]), 3) + leaves.join("") + c.show(one, bend, -200, 0.55, 0)
}

export function foliage(c: Canvas, _: Palette, random: Random): string {
  const one = c.symbol("leaf-long", () => leaf(c, 78, 24, LEAF))
  const other = c.symbol("leaf-light", () => leaf(c, 78, 24, shift(LEAF, 7, 4, -12)))
  const bend = between(random, -20, 20)
  const leaves = [0.3, 0.5, 0.7, 0.88].map((part, at) => {
    const x = bend * part * part
    const y = -190 * part
    return (
      c.show(at % 2 ? one : other, x, y, 0.95 - part * 0.2, -48) +
      c.show(at % 2 ? other : one, x, y, 0.95 - part * 0.2, 48)
    )
  })
  return (
    curve(bend, -190, css(shift(LEAF, -4)), 3.4) + leaves.join("") + c.show(one, bend, -185, 0.85, bend / 3)
  )
}

export function lavender(c: Canvas, palette: Palette, random: Random): string {
  const bud = c.symbol("lavender-bud", () =>
    ellipse(
      0,
      -8,
      6.5,
      9.5,
      c.linear([
        [0, palette.deep],
        [0.6, palette.base],
        [1, palette.light],
      ]),
    ),
  )
  const bend = between(random, -16, 16)
  const buds = Array.from({ length: 10 }, (_, at) => {
    const part = 0.52 + at * 0.048
    const x = bend * part * part
    const y = -210 * part
    const size = 1.1 - at * 0.06
    return (
      c.show(bud, x, y, size, -52) +
      c.show(bud, x, y, size, 52) +
      c.show(bud, x, y - 2, size, between(random, -16, 16))
    )
  })
  return curve(bend, -208, "hsl(96,18%,48%)", 2.6) + buds.join("") + c.show(bud, bend, -206, 0.8, 0)
}

export function pampas(_: Canvas, palette: Palette, random: Random): string {
  const bend = between(random, -30, 30)
  const hairs = Array.from({ length: 150 }, (_, at) => {
    const part = 0.42 + (at / 150) * 0.58
    const x = bend * part * part
    const y = -230 * part
    const spread = Math.sin((part - 0.36) * 4.6) * 34 + 6
    const side = (at % 2 ? 1 : -1) * between(random, 0.25, 1) * spread
    const color = css(shift(palette.base, between(random, -10, 12)), 0.85)
    return `<path d="M${n(x)},${n(y + 20)}q${n(side * 0.5)},${n(-26)} ${n(side)},${n(-34 - between(random, 0, 16))}" stroke="${color}" stroke-width="${n(between(random, 1.6, 3.6))}" fill="none" stroke-linecap="round"/>`
  })
  return curve(bend, -230, css(shift(palette.base, -26)), 3) + hairs.join("")
}

export function cotton(c: Canvas, _: Palette, random: Random): string {
  const ball = c.symbol("cotton-ball", () => {
    const puff = c.radial(
      [
        [0, [40, 20, 100]],
        [0.6, [40, 16, 96]],
        [1, [35, 14, 80]],
      ],
      0.4,
      0.35,
      0.65,
    )
    const husk = [-76, -28, 28, 76]
      .map(
        (angle) =>
          `<path d="M0,10C-12,-6 -9,-30 0,-40C9,-30 12,-6 0,10Z" fill="hsl(26,34%,36%)" transform="rotate(${angle})"/>`,
      )
      .join("")
    const puffs = [
      [-15, -8, 19],
      [15, -8, 19],
      [0, -22, 20],
      [0, 4, 18],
      [0, -8, 15],
    ]
      .map(([x, y, r]) => ellipse(x, y, r, r, puff))
      .join("")
    return husk + puffs
  })
  const bend = between(random, -24, 24)
  const balls = [
    [0.55, -46],
    [0.68, 44],
    [0.84, -30],
    [1, 8],
  ].map(([part, side]) => {
    const x = bend * part * part
    const y = -200 * part
    return (
      `<path d="M${n(x)},${n(y + 26)}Q${n(x)},${n(y)} ${n(x + side)},${n(y - 12)}" stroke="hsl(26,30%,34%)" stroke-width="3" fill="none"/>` +
      c.show(ball, x + side, y - 14, between(random, 0.82, 1), side * 0.6)
    )
  })
  return curve(bend, -200, "hsl(26,30%,34%)", 4) + balls.join("")
}
