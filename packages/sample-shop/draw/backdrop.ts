import { ellipse, n, path, type Canvas } from "./canvas"
import { css, shift, type Hsl } from "./color"
import { between, pick, type Random } from "./random"

/** Wall colours. They are pale or dark, so that the flowers stand out. */
export const WALLS: Record<string, Hsl[]> = {
  warm: [
    [34, 46, 88],
    [28, 42, 86],
    [40, 40, 87],
  ],
  rose: [
    [350, 42, 91],
    [12, 46, 89],
    [336, 34, 90],
  ],
  cool: [
    [200, 32, 87],
    [186, 26, 86],
    [216, 32, 89],
  ],
  green: [
    [140, 18, 85],
    [96, 20, 86],
    [160, 20, 84],
  ],
  night: [
    [222, 30, 27],
    [344, 30, 23],
    [166, 28, 23],
  ],
}

/** Defines a faint wall pattern of eight-pointed stars, as on Bukhara's tilework. */
function girih(c: Canvas, wall: Hsl): string {
  const line = css(wall[2] < 50 ? shift(wall, 30) : shift(wall, -26), 0.3)
  const star = (x: number, y: number, r: number) =>
    [0, 45]
      .map(
        (turn) =>
          `<rect x="${n(x - r)}" y="${n(y - r)}" width="${n(r * 2)}" height="${n(r * 2)}" transform="rotate(${turn} ${n(x)} ${n(y)})"/>`,
      )
      .join("")
  const tile = `<g fill="none" stroke="${line}" stroke-width="1.3">${star(48, 48, 21)}${star(48, 48, 12)}<path d="M0,0L27,27M96,0L69,27M0,96L27,69M96,96L69,69M48,0V18M48,96V78M0,48H18M96,48H78"/></g>`
  return c.pattern(96, 96, tile)
}

/**
 * Draws a wall and a table with light from the left.
 *
 * @param tableAt y position of the table's edge as a fraction of the height
 */
export function backdrop(c: Canvas, walls: keyof typeof WALLS, random: Random, tableAt = 0.8): string {
  const wall = pick(random, WALLS[walls])
  const table = wall[2] < 50 ? shift(wall, -9) : shift(wall, -6, 0, -3)
  const { width, height } = c
  const edge = height * tableAt
  const light = c.radial(
    [
      [0, shift(wall, 9)],
      [0.55, wall],
      [1, shift(wall, -11, 4)],
    ],
    0.34,
    0.28,
    0.95,
  )
  const fade = c.radial(
    [
      [0, wall, 0.96],
      [0.45, wall, 0.75],
      [1, wall, 0],
    ],
    0.5,
    0.5,
    0.56,
  )
  const board = c.linear([
    [0, shift(table, -8)],
    [1, shift(table, 4)],
  ])
  const lights = Array.from({ length: 9 }, () => {
    const r = between(random, 18, 74)
    return ellipse(between(random, 0, width), between(random, 0, edge * 0.9), r, r, css(shift(wall, 12), 0.2))
  })
  return [
    `<rect width="${width}" height="${height}" fill="${light}"/>`,
    `<rect width="${width}" height="${n(edge)}" fill="${girih(c, wall)}"/>`,
    ellipse(width * 0.5, height * 0.42, width * 0.62, height * 0.56, fade),
    lights.join(""),
    path(`M0,${n(edge)}H${width}V${height}H0Z`, board),
    path(
      `M0,${n(edge)}H${width}V${n(edge + 26)}H0Z`,
      c.linear([
        [0, table, 0],
        [1, shift(table, -16), 0.35],
      ]),
    ),
  ].join("")
}

/** Draws the shadow of an object on the table. */
export function shadow(c: Canvas, x: number, y: number, width: number, strength = 0.34): string {
  const dark = c.radial([
    [0, [20, 40, 12], strength],
    [0.6, [20, 40, 12], strength * 0.55],
    [1, [20, 40, 12], 0],
  ])
  return (
    ellipse(x + width * 0.12, y, width, width * 0.17, dark) + ellipse(x, y, width * 0.55, width * 0.09, dark)
  )
}
