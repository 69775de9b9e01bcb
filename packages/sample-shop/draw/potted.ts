import { backdrop, shadow } from "./backdrop"
import { around, ellipse, n, path, petal, turned, type Canvas } from "./canvas"
import { css, paletteOf, shift, type Hsl } from "./color"
import { leaf, LEAF } from "./flowers/greens"
import { between, randomOf, type Random } from "./random"
import type { Walls } from "./scenes"

export type Plant = "orchid" | "violet" | "succulents" | "kalanchoe"

export function pottedScene(c: Canvas, name: string, walls: Walls, plant: Plant): string {
  const random = randomOf(name)
  const base = backdrop(c, walls, random) + shadow(c, 400, 724, 200)
  return base + { orchid, violet, succulents, kalanchoe }[plant](c, random)
}

function pot(c: Canvas, y: number, width: number, height: number, color: Hsl): string {
  const half = width / 2
  const d = `M${400 - half},${y}H${400 + half}L${400 + half * 0.74},${y + height}Q400,${y + height + 16} ${400 - half * 0.74},${y + height}Z`
  const fill = c.linear(
    [
      [0, shift(color, 2)],
      [0.28, shift(color, 14)],
      [0.6, color],
      [1, shift(color, -18)],
    ],
    90,
  )
  const rim = `<rect x="${400 - half - 10}" y="${y - 22}" width="${width + 20}" height="40" rx="10" fill="${fill}"/>`
  return (
    path(d, fill) +
    `<rect x="${400 - half}" y="${y + 16}" width="${width}" height="12" fill="${css([20, 40, 8], 0.22)}"/>` +
    rim
  )
}

const soil = (y: number, width: number) => ellipse(400, y - 20, width / 2 + 2, 16, "hsl(24,34%,18%)")

function leaves(
  c: Canvas,
  y: number,
  count: number,
  length: number,
  width: number,
  color: Hsl,
  spread: number,
  random: Random,
): string {
  return Array.from({ length: count }, (_, at) => {
    const angle = -spread + ((spread * 2) / (count - 1)) * at + between(random, -5, 5)
    const size = between(random, 0.86, 1.08)
    return `<g transform="translate(400,${y}) rotate(${n(angle)}) scale(${n(size)})">${leaf(c, length, width, shift(color, at % 2 ? 4 : -3))}</g>`
  }).join("")
}

function orchid(c: Canvas, random: Random): string {
  const bloom = c.symbol("orchid", () => {
    const palette = paletteOf([315, 16, 92])
    const fill = c.radial(
      [
        [0, [318, 46, 82]],
        [0.4, palette.light],
        [1, palette.base],
      ],
      0.5,
      0.9,
      0.95,
    )
    const line = ` stroke="${css([320, 24, 70], 0.7)}" stroke-width="1.2"`
    const sepals = [0, 128, 232].map((angle) => turned(angle, path(petal(58, 24, 0.35), fill, line))).join("")
    const wings = [-66, 66].map((angle) => turned(angle, path(petal(62, 44, 0.05), fill, line))).join("")
    const lip =
      path("M0,4C-18,10 -20,30 -6,38Q0,44 6,38C20,30 18,10 0,4Z", "hsl(324,70%,48%)") +
      ellipse(0, 4, 8, 9, "hsl(48,90%,64%)") +
      ellipse(0, 0, 5, 6, "hsl(324,60%,88%)")
    return ellipse(3, 8, 58, 54, css([310, 20, 30], 0.14)) + sepals + wings + lip
  })
  const stalk = (d: string) =>
    `<path d="${d}" fill="none" stroke="hsl(96,32%,34%)" stroke-width="7" stroke-linecap="round"/>`
  const spray = (points: [number, number, number][]) =>
    points.map(([x, y, size]) => c.show(bloom, x, y, size, between(random, -14, 14))).join("")
  return (
    stalk("M392,560C380,360 300,200 150,196") +
    stalk("M408,560C420,330 500,130 668,150") +
    leaves(c, 574, 6, 210, 46, shift(LEAF, -2), 82, random) +
    soil(590, 220) +
    pot(c, 588, 220, 140, [28, 24, 88]) +
    spray([
      [160, 214, 0.72],
      [220, 206, 0.9],
      [286, 254, 1.05],
      [328, 330, 1.12],
      [362, 424, 1.05],
      [660, 168, 0.7],
      [604, 158, 0.86],
      [536, 196, 1.04],
      [484, 268, 1.12],
      [444, 356, 1.15],
    ])
  )
}

function violet(c: Canvas, random: Random): string {
  const bloom = c.symbol("violet", () => {
    const palette = paletteOf([272, 52, 46])
    const fill = c.linear([
      [0, palette.deep],
      [0.6, palette.base],
      [1, palette.light],
    ])
    const petals = around(5, (_, angle) =>
      turned(angle, path(petal(36, 22, 0), fill, ` stroke="${css(palette.rim, 0.7)}" stroke-width="1.4"`)),
    )
    return ellipse(3, 6, 38, 38, css([270, 40, 10], 0.3)) + petals + ellipse(0, 0, 7, 7, "hsl(48,96%,60%)")
  })
  const spots = Array.from({ length: 19 }, (_, at) => {
    const angle = at * 2.39996
    const distance = Math.sqrt((at + 0.4) / 19)
    return c.show(
      bloom,
      400 + Math.cos(angle) * 168 * distance,
      372 + Math.sin(angle) * 108 * distance,
      between(random, 0.95, 1.2),
      random() * 72,
    )
  })
  return (
    leaves(c, 540, 11, 250, 84, [126, 24, 32], 98, random) +
    soil(572, 260) +
    pot(c, 570, 270, 150, [16, 48, 56]) +
    leaves(c, 520, 6, 130, 60, [124, 24, 38], 74, random) +
    spots.reverse().join("")
  )
}

function kalanchoe(c: Canvas, random: Random): string {
  const bloom = c.symbol("kalanchoe", () => {
    const palette = paletteOf([4, 84, 52])
    const fill = c.linear([
      [0, palette.base],
      [1, palette.light],
    ])
    return (
      ellipse(1, 3, 17, 17, css([0, 50, 14], 0.3)) +
      around(4, (_, angle) => turned(angle, path(petal(19, 11, 0.5), fill))) +
      ellipse(0, 0, 3, 3, "hsl(48,90%,66%)")
    )
  })
  const cluster = (x: number, y: number, r: number) =>
    ellipse(x, y, r * 0.9, r * 0.7, "hsl(2,60%,26%)") +
    Array.from({ length: 34 }, (_, at) => {
      const angle = at * 2.39996
      const distance = Math.sqrt((at + 0.5) / 34) * r
      return c.show(
        bloom,
        x + Math.cos(angle) * distance,
        y + Math.sin(angle) * distance * 0.76,
        between(random, 0.95, 1.2),
        random() * 90,
      )
    }).join("")
  return (
    leaves(c, 560, 13, 240, 72, [112, 36, 34], 96, random) +
    soil(580, 250) +
    pot(c, 578, 250, 146, [42, 28, 84]) +
    cluster(280, 342, 92) +
    cluster(520, 336, 92) +
    cluster(400, 254, 104) +
    cluster(400, 392, 92) +
    leaves(c, 566, 5, 100, 52, [110, 38, 40], 66, random)
  )
}

function succulents(c: Canvas, random: Random): string {
  const rosette = (base: Hsl, tip: Hsl) =>
    c.symbol(`rosette-${css(base)}`, () => {
      const fill = c.linear([
        [0, shift(base, -14)],
        [0.7, base],
        [1, tip],
      ])
      const rings = [100, 80, 61, 43, 26].map(
        (length, at) =>
          ellipse(0, 0, length * 0.8, length * 0.8, css(shift(base, -30), 0.3)) +
          around(9 - at, (_, angle) =>
            turned(
              angle + at * 21,
              path(
                petal(length, length * 0.32, 0.55),
                fill,
                ` stroke="${css(shift(base, 20), 0.6)}" stroke-width="1.2"`,
              ),
            ),
          ),
      )
      return rings.join("")
    })
  const spikes = Array.from({ length: 23 }, (_, at) => {
    const angle = -74 + (148 / 22) * at
    const length = between(random, 130, 190) * (1 - Math.abs(angle) / 240)
    return `<g transform="translate(400,532) rotate(${n(angle)})">${leaf(c, length, 15, shift([150, 24, 40], between(random, -5, 7)))}</g>`
  })
  const bowl =
    path(
      "M140,560C150,680 260,726 400,726C540,726 650,680 660,560Z",
      c.linear(
        [
          [0, [196, 40, 44]],
          [0.3, [190, 40, 66]],
          [0.6, [194, 42, 54]],
          [1, [200, 46, 32]],
        ],
        90,
      ),
    ) +
    ellipse(400, 560, 260, 40, "hsl(36,34%,74%)") +
    ellipse(400, 560, 260, 40, "none", ` stroke="hsl(190,40%,70%)" stroke-width="10"`)
  const glaze = Array.from({ length: 9 }, (_, at) =>
    path(
      "M0,0C-10,-14 -8,-32 0,-42C8,-32 10,-14 0,0Z",
      "hsl(44,60%,92%)",
      ` transform="translate(${220 + at * 45},${n(668 + Math.sin((at / 8) * Math.PI) * 26)}) scale(.9)" opacity=".85"`,
    ),
  )
  const pebbles = Array.from({ length: 46 }, () =>
    ellipse(
      between(random, 170, 630),
      between(random, 548, 578),
      between(random, 5, 10),
      between(random, 4, 7),
      css([36, between(random, 10, 34), between(random, 58, 84)]),
    ),
  )
  return (
    bowl +
    pebbles.join("") +
    glaze.join("") +
    spikes.join("") +
    c.show(rosette([152, 26, 52], [346, 52, 70]), 262, 480, 1.12, 0, 0.86) +
    c.show(rosette([176, 22, 60], [182, 26, 82]), 540, 486, 1.14, 20, 0.86) +
    c.show(rosette([330, 26, 56], [340, 40, 78]), 404, 546, 0.66, 10, 0.8)
  )
}
