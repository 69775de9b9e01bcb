import { ellipse, n, path, type Canvas } from "./canvas"
import { css, shift, type Hsl } from "./color"
import { between, type Random } from "./random"

/** Wrapping paper and ribbon. `sheer` is the opacity of the paper. */
export type Paper = { color: Hsl; sheer: number; ribbon: Hsl }

const point = (x: number, y: number) => `${n(x)},${n(y)}`

/** Geometry of the wrapping: horizontal centre, and the y coordinates of its parts. */
export type Cone = { x: number; top: number; waist: number; bottom: number; spread: number }

/** Draws a sheet of paper as a fan from the waist to a wavy upper edge. */
function sheet(
  c: Canvas,
  cone: Cone,
  from: number,
  to: number,
  reach: number,
  color: Hsl,
  alpha: number,
  random: Random,
): string {
  const steps = 9
  const rim = Array.from({ length: steps + 1 }, (_, at) => {
    const angle = ((from + ((to - from) * at) / steps) * Math.PI) / 180
    const length = reach * (at % 2 ? 1.035 : 0.975) * between(random, 0.985, 1.015)
    return [cone.x + Math.sin(angle) * length * 0.87, cone.waist - Math.cos(angle) * length] as const
  })
  const outline = `M${point(cone.x, cone.waist)}L${rim.map(([x, y]) => point(x, y)).join("L")}Z`
  const folds = rim.slice(0, -1).map(([x, y], at) => {
    const [nx, ny] = rim[at + 1]
    const tone = at % 2 ? shift(color, -7) : shift(color, 5)
    return path(`M${point(cone.x, cone.waist)}L${point(x, y)}L${point(nx, ny)}Z`, css(tone, alpha * 0.55))
  })
  const fill = c.linear([
    [0, shift(color, -16), alpha],
    [0.55, color, alpha],
    [1, shift(color, 9), alpha],
  ])
  return (
    path(
      outline,
      fill,
      ` stroke="${css(shift(color, 16), alpha * 0.7)}" stroke-width="1.6" stroke-linejoin="round"`,
    ) + folds.join("")
  )
}

/** Draws the sheets behind the flowers. */
export function backSheets(c: Canvas, cone: Cone, paper: Paper, random: Random): string {
  const reach = cone.waist - cone.top
  const s = cone.spread
  return (
    sheet(
      c,
      cone,
      -s * 1.12,
      -s * 0.1,
      reach * 0.97,
      shift(paper.color, -8),
      Math.max(paper.sheer, 0.8),
      random,
    ) +
    sheet(
      c,
      cone,
      s * 0.08,
      s * 1.12,
      reach * 0.95,
      shift(paper.color, -5),
      Math.max(paper.sheer, 0.8),
      random,
    ) +
    sheet(c, cone, -s * 0.62, s * 0.6, reach * 1.03, paper.color, paper.sheer, random)
  )
}

/** Draws the sheets in front of the flowers: two overlapping flaps, the lower part and the ribbon. */
export function frontSheets(c: Canvas, cone: Cone, paper: Paper, random: Random): string {
  const { x, waist, bottom } = cone
  const reach = (cone.waist - cone.top) * 0.62
  const flap = (side: 1 | -1, tone: Hsl) => {
    const angle = (cone.spread * Math.PI) / 180
    const tipX = x + side * Math.sin(angle * 1.02) * reach * 1.12
    const tipY = waist - Math.cos(angle * 1.02) * reach * 1.12
    const overX = x - side * reach * 0.3
    const overY = waist - reach * 0.43
    const d = `M${point(x, waist + 6)}L${point(tipX, tipY)}Q${point(x + side * reach * 0.5, waist - reach * 0.36)} ${point(overX, overY)}Q${point(x - side * reach * 0.2, waist - reach * 0.12)} ${point(x, waist + 6)}Z`
    const fill = c.linear(
      [
        [0, shift(tone, -18), 1],
        [0.5, tone, 0.97],
        [1, shift(tone, 10), 0.97],
      ],
      side * 18,
    )
    const fold = (part: number, dark: boolean) =>
      `<path d="M${point(x, waist)}Q${point(x + side * reach * part * 0.5, waist - reach * 0.2)} ${point(x + side * reach * part, waist - reach * (0.3 + part * 0.2))}" fill="none" stroke="${css(shift(tone, dark ? -20 : 14), 0.3)}" stroke-width="${dark ? 3 : 1.6}" stroke-linecap="round"/>`
    return (
      path(d, css([20, 40, 10], 0.22), ` transform="translate(0,-5)"`) +
      path(d, fill, ` stroke="${css(shift(tone, 14), 0.7)}" stroke-width="1.5"`) +
      fold(0.16, true) +
      fold(0.19, false) +
      fold(0.4, true) +
      fold(0.43, false)
    )
  }
  const tail = Array.from({ length: 6 }, (_, at) => {
    const from = -78 + at * 26
    const tone = shift(paper.color, at % 2 ? -13 : -2)
    return path(
      `M${point(x - 15 + at * 5, waist)}L${point(x + from, bottom + between(random, -9, 7))}L${point(x + from + 28, bottom + between(random, -9, 7))}L${point(x - 10 + at * 5, waist)}Z`,
      css(tone),
    )
  })
  return (
    tail.join("") +
    flap(-1, shift(paper.color, -3)) +
    flap(1, paper.color) +
    bow(c, x, waist + 2, 1, paper.ribbon)
  )
}

/** Draws a bow with two tails. */
export function bow(c: Canvas, x: number, y: number, scale: number, color: Hsl): string {
  const satin = c.linear(
    [
      [0, shift(color, -16)],
      [0.45, color],
      [0.6, shift(color, 16)],
      [1, shift(color, -4)],
    ],
    30,
  )
  const dark = css(shift(color, -20))
  const edge = ` stroke="${css(shift(color, -16), 0.5)}" stroke-width="1"`
  const loop = (side: 1 | -1) =>
    path(
      `M0,0C${side * 20},-46 ${side * 88},-58 ${side * 96},-18C${side * 100},18 ${side * 40},26 0,0Z`,
      satin,
      edge,
    ) +
    path(
      `M${side * 12},-4C${side * 34},-24 ${side * 66},-30 ${side * 74},-14C${side * 70},4 ${side * 36},8 ${side * 12},-4Z`,
      css(shift(color, -18), 0.55),
    )
  const tail = (side: 1 | -1) =>
    path(
      `M${side * 2},2C${side * 26},34 ${side * 22},74 ${side * 52},112L${side * 30},106L${side * 22},126C${side * 2},86 ${side * 6},40 ${side * -6},6Z`,
      satin,
      edge,
    )
  const band = `<rect x="-30" y="-13" width="60" height="26" rx="8" fill="${satin}"/>`
  const knot = `<rect x="-15" y="-17" width="30" height="34" rx="11" fill="${satin}" stroke="${dark}" stroke-opacity=".4"/>`
  return `<g transform="translate(${n(x)},${n(y)}) scale(${n(scale)})">${ellipse(4, 20, 70, 22, css([20, 40, 10], 0.16))}${band}${tail(-1)}${tail(1)}${loop(-1)}${loop(1)}${knot}</g>`
}
