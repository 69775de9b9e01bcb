import { around, ellipse, n, path, petal, turned, type Canvas } from "../canvas"
import { css, shift, type Palette } from "../color"
import { between, type Random } from "../random"

/** Flowers with many petals, seen from above. Each has a radius of about 100 units. */

/** Defines a soft shadow under a ring of petals, or a soft highlight on a whole flower. */
export const shade = (c: Canvas, radius: number, palette: Palette, alpha: number): string =>
  ellipse(
    0,
    0,
    radius,
    radius,
    c.radial([
      [0, palette.deep, alpha],
      [0.72, palette.deep, alpha * 0.75],
      [1, palette.deep, 0],
    ]),
  )

export const glow = (c: Canvas, radius = 100, strength = 0.28): string =>
  ellipse(
    -18,
    -22,
    radius,
    radius,
    c.radial(
      [
        [0, [50, 60, 98], strength],
        [0.6, [50, 60, 98], strength * 0.2],
        [1, [50, 60, 98], 0],
      ],
      0.4,
      0.35,
      0.55,
    ),
  )

type Ring = { count: number; length: number; width: number; tip?: number }

function ring(c: Canvas, { count, length, width, tip = 0 }: Ring, palette: Palette, random: Random): string {
  const fill = c.linear([
    [0, palette.deep],
    [0.45, palette.base],
    [0.82, palette.light],
    [1, palette.rim],
  ])
  const edge = css(palette.rim, 0.75)
  const line = css(palette.deep, 0.28)
  const start = random() * 360
  return around(
    count,
    (_, angle) => {
      const size = between(random, 0.94, 1.06)
      const d = petal(length * size, width * between(random, 0.94, 1.08), tip)
      return turned(
        angle + between(random, -7, 7),
        path(d, line, ` transform="translate(1.5,3)"`) +
          path(d, fill, ` stroke="${edge}" stroke-width="1.1"`),
      )
    },
    start,
  )
}

/** Draws the closed centre of a rose. */
function spiral(c: Canvas, radius: number, palette: Palette, random: Random): string {
  const start = random() * 360
  const fill = c.linear([
    [0, palette.deep],
    [0.55, palette.base],
    [1, palette.light],
  ])
  const turns = [1, 0.86, 0.72, 0.58, 0.45, 0.32].map((part, index) => {
    const r = radius * part
    const d = `M${n(-r)},${n(r * 0.25)}C${n(-r * 1.06)},${n(-r * 0.75)} ${n(-r * 0.2)},${n(-r * 1.22)} ${n(r * 0.62)},${n(-r * 0.78)}C${n(r * 1.1)},${n(-r * 0.4)} ${n(r * 0.9)},${n(r * 0.6)} ${n(r * 0.2)},${n(r * 0.92)}C${n(-r * 0.3)},${n(r * 1.02)} ${n(-r * 0.9)},${n(r * 0.9)} ${n(-r)},${n(r * 0.25)}Z`
    const rim = `<path d="M${n(-r)},${n(r * 0.25)}C${n(-r * 1.06)},${n(-r * 0.75)} ${n(-r * 0.2)},${n(-r * 1.22)} ${n(r * 0.62)},${n(-r * 0.78)}" fill="none" stroke="${css(palette.rim, 0.85)}" stroke-width="${n(1 + part * 1.4)}" stroke-linecap="round"/>`
    return turned(
      start + index * 128,
      path(d, fill, ` stroke="${css(palette.deep, 0.45)}" stroke-width="1.2"`) + rim,
    )
  })
  return turns.join("") + ellipse(0, 0, radius * 0.13, radius * 0.16, css(palette.deep))
}

export function rose(c: Canvas, palette: Palette, random: Random): string {
  const rings: Ring[] = [
    { count: 6, length: 99, width: 54 },
    { count: 6, length: 88, width: 48 },
    { count: 5, length: 75, width: 44 },
    { count: 5, length: 62, width: 37 },
    { count: 4, length: 49, width: 31 },
  ]
  const tone = (at: number): Palette => ({
    ...palette,
    light: shift(palette.base, (palette.light[2] - palette.base[2]) * (0.85 - at * 0.14)),
    rim: shift(palette.base, (palette.rim[2] - palette.base[2]) * (0.72 - at * 0.08)),
  })
  const petals = rings.map(
    (one, at) => shade(c, one.length * 1.06, palette, 0.5) + ring(c, one, tone(at), random),
  )
  return petals.join("") + shade(c, 42, palette, 0.75) + spiral(c, 33, tone(2), random) + glow(c, 100, 0.2)
}

export function peony(c: Canvas, palette: Palette, random: Random): string {
  const pale = { ...palette, rim: shift(palette.rim, 6) }
  const rings: Ring[] = [
    { count: 8, length: 102, width: 44, tip: 0.15 },
    { count: 8, length: 90, width: 38, tip: 0.1 },
    { count: 9, length: 76, width: 30, tip: 0.1 },
    { count: 9, length: 61, width: 24, tip: 0.15 },
    { count: 8, length: 46, width: 19, tip: 0.2 },
    { count: 7, length: 31, width: 14, tip: 0.2 },
    { count: 5, length: 18, width: 9, tip: 0.2 },
  ]
  const petals = rings.map((one) => shade(c, one.length, palette, 0.26) + ring(c, one, pale, random))
  return petals.join("") + glow(c)
}

export function eustoma(c: Canvas, palette: Palette, random: Random): string {
  const pale = { ...palette, deep: shift(palette.base, -10, 4) }
  const rings: Ring[] = [
    { count: 6, length: 98, width: 54 },
    { count: 5, length: 76, width: 46 },
    { count: 4, length: 52, width: 34 },
  ]
  const petals = rings.map((one) => shade(c, one.length, palette, 0.34) + ring(c, one, pale, random))
  const heart = around(6, (_, angle) => turned(angle, ellipse(0, -8, 3.2, 8, "hsl(62,60%,62%)")))
  return (
    petals.join("") + shade(c, 30, palette, 0.6) + ellipse(0, 0, 13, 13, "hsl(82,38%,48%)") + heart + glow(c)
  )
}

/** Draws petals with frilled edges. */
export function carnation(c: Canvas, palette: Palette, random: Random): string {
  const fill = c.linear([
    [0, palette.deep],
    [0.55, palette.base],
    [1, palette.light],
  ])
  const frill = (length: number, width: number) => {
    const teeth = Array.from({ length: 9 }, (_, at) => {
      const x = -width + (width * 2 * at) / 8
      const arch = Math.sqrt(Math.max(0, 1 - (x / width) ** 2)) * length * 0.2
      return `L${n(x)},${n(-length * 0.82 - arch + (at % 2 ? 9 : -3) + between(random, -2, 2))}`
    })
    return `M0,0${teeth.join("")}Z`
  }
  const rings = [
    [9, 100, 33],
    [8, 84, 29],
    [8, 68, 24],
    [7, 52, 20],
    [6, 36, 15],
    [5, 20, 10],
  ]
  const petals = rings.map(([count, length, width]) => {
    const start = random() * 360
    const one = around(
      count,
      (_, angle) =>
        turned(
          angle + between(random, -8, 8),
          path(
            frill(length, width),
            fill,
            ` stroke="${css(palette.light, 0.55)}" stroke-width="1.4" stroke-linejoin="round"`,
          ),
        ),
      start,
    )
    return shade(c, length * 1.04, palette, 0.55) + one
  })
  return petals.join("") + glow(c, 100, 0.1)
}

export function chrysanthemum(c: Canvas, palette: Palette, random: Random): string {
  const rings: Ring[] = [0, 1, 2, 3, 4, 5, 6].map((at) => ({
    count: 24 - at * 2,
    length: 100 - at * 13.5,
    width: 11.5 - at * 0.9,
    tip: 0.2,
  }))
  const petals = rings.map((one) => shade(c, one.length, palette, 0.22) + ring(c, one, palette, random))
  const heart = ellipse(
    0,
    0,
    12,
    12,
    c.radial([
      [0, [70, 45, 55], 0.9],
      [1, [60, 50, 60], 0],
    ]),
  )
  return petals.join("") + heart + glow(c)
}

/** Draws a flower with one ring of petals around a disc: gerbera, daisy or sunflower. */
export function daisy(
  c: Canvas,
  palette: Palette,
  random: Random,
  disc: { core: Palette; part: number; petals: number; tip: number },
): string {
  const width = (330 / disc.petals) * 0.92
  const rings: Ring[] = [
    { count: disc.petals, length: 102, width, tip: disc.tip },
    { count: disc.petals, length: 92, width: width * 0.95, tip: disc.tip },
    { count: Math.round(disc.petals * 0.8), length: 70, width: width * 0.75, tip: disc.tip },
  ]
  const petals = rings.map((one) => shade(c, one.length * 0.9, palette, 0.25) + ring(c, one, palette, random))
  const r = 100 * disc.part
  const body =
    ellipse(0, 0, r * 1.14, r * 1.14, css(disc.core.deep, 0.55)) +
    ellipse(
      0,
      0,
      r,
      r,
      c.radial([
        [0, disc.core.base],
        [0.55, disc.core.deep],
        [1, disc.core.base],
      ]),
    )
  const dots = Array.from({ length: 90 }, (_, at) => {
    const angle = at * 2.39996
    const distance = r * Math.sqrt(at / 90)
    return ellipse(
      Math.cos(angle) * distance,
      Math.sin(angle) * distance,
      r * 0.055,
      r * 0.055,
      css(at % 3 ? disc.core.light : disc.core.deep),
    )
  })
  return petals.join("") + body + dots.join("") + glow(c)
}
