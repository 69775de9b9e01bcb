import { ellipse, n, type Canvas } from "./canvas"
import { css } from "./color"
import { blade } from "./flowers/greens"
import { flower, FOLIAGE, SPECIES, type Species } from "./flowers"
import { between, shuffled, type Random } from "./random"

/** Area of an arrangement: a dome seen slightly from above. */
export type Dome = { x: number; y: number; rx: number; ry: number; greens?: boolean }

/** Maximum number of visible heads. */
const MOST_HEADS = 74

type Head = { species: Species; x: number; y: number; depth: number; turn: number }

/** Lists the heads of an arrangement. Above the maximum, all kinds are reduced in proportion. */
function headsOf(contents: Record<string, number>, form: (species: Species) => boolean): Species[] {
  const kinds = Object.entries(contents).flatMap(([sku, count]) => {
    const species = SPECIES[sku]
    return species && form(species) ? [{ species, count }] : []
  })
  const total = kinds.reduce((sum, { count }) => sum + count, 0)
  const part = Math.min(1, MOST_HEADS / Math.max(1, total))
  return kinds.flatMap(({ species, count }) =>
    Array<Species>(Math.max(1, Math.round(count * part))).fill(species),
  )
}

/** Draws a dome of flowers with branches behind it. */
export function dome(c: Canvas, area: Dome, contents: Record<string, number>, random: Random): string {
  const heads = shuffled(
    random,
    headsOf(contents, ({ form }) => form === "face" || form === "side"),
  )
  const branches = headsOf(contents, ({ form }) => form === "branch")
  const mists = headsOf(contents, ({ form }) => form === "mist")
  const room = heads.reduce((sum, { size }) => sum + size * size, 0)
  const radius = Math.min(122, Math.sqrt((area.rx * area.ry) / Math.max(room, 1)) * 1.3)
  const placed = place(area, heads, radius, random)
  return [
    area.greens === false ? "" : fringe(c, area, branches, random),
    ellipse(area.x, area.y + area.ry * 0.1, area.rx * 0.9, area.ry * 0.9, "hsl(118,26%,20%)"),
    mist(c, area, mists, random, 0.98),
    undergrowth(c, area, random),
    placed.map((head, at) => drawHead(c, head, radius, at)).join(""),
    mist(c, area, mists.slice(0, Math.ceil(mists.length / 2)), random, 0.7, 0.62),
    roundness(c, area),
  ].join("")
}

function place(area: Dome, heads: Species[], radius: number, random: Random): Head[] {
  const spots = heads.map((species, at) => {
    const angle = at * 2.39996 + 0.6
    const distance = heads.length === 1 ? 0 : Math.sqrt((at + 0.35) / heads.length)
    const reach = Math.max(0.2, 1 - (radius * (species.size * 0.8 - 0.22)) / Math.min(area.rx, area.ry))
    const x = area.x + Math.cos(angle) * distance * area.rx * reach + between(random, -4, 4)
    const y = area.y + Math.sin(angle) * distance * area.ry * reach + between(random, -4, 4)
    const lean = ((x - area.x) / area.rx) * 46
    const turn = species.form === "side" ? lean : random() * 360
    return { species, x, y, depth: 1 - distance * 0.9 + (y - area.y) / area.ry / 2, turn }
  })
  return spots.sort((a, b) => a.depth - b.depth)
}

function drawHead(c: Canvas, { species, x, y, turn }: Head, radius: number, at: number): string {
  const size = (radius * species.size) / 100
  const id = flower(c, species, at)
  const r = radius * species.size
  const dark = c.radial([
    [0, [340, 30, 8], 0.42],
    [0.72, [340, 30, 8], 0.34],
    [1, [340, 30, 8], 0],
  ])
  return ellipse(x + r * 0.06, y + r * 0.14, r * 1.08, r * 1.06, dark) + c.show(id, x, y, size, turn)
}

/** Draws branches around the dome, the longest at the top. */
function fringe(c: Canvas, area: Dome, branches: Species[], random: Random): string {
  const kinds = branches.length ? branches : [FOLIAGE]
  const count = 17
  return Array.from({ length: count }, (_, at) => {
    const angle = -118 + (236 / (count - 1)) * at + between(random, -6, 6)
    const radians = ((angle - 90) * Math.PI) / 180
    const x = area.x + Math.cos(radians) * area.rx * 0.66
    const y = area.y + Math.sin(radians) * area.ry * 0.66
    const kind = at % 2 ? FOLIAGE : kinds[at % kinds.length]
    const up = 1 - Math.abs(angle) / 260
    return c.show(
      flower(c, kind, at),
      x,
      y,
      (Math.min(area.rx, area.ry) / 208) * between(random, 0.82, 1) * (0.36 + up * 0.36),
      angle,
    )
  }).join("")
}

/** Draws leaves between the heads. */
function undergrowth(c: Canvas, area: Dome, random: Random): string {
  return Array.from({ length: 16 }, (_, at) => {
    const angle = random() * 360
    const radians = ((angle - 90) * Math.PI) / 180
    const x = area.x + Math.cos(radians) * area.rx * 0.45
    const y = area.y + Math.sin(radians) * area.ry * 0.42
    return c.show(
      flower(c, FOLIAGE, at),
      x,
      y,
      (Math.min(area.rx, area.ry) / 250) * between(random, 0.6, 0.85),
      angle,
    )
  }).join("")
}

function mist(c: Canvas, area: Dome, mists: Species[], random: Random, reach: number, size = 1): string {
  const clouds = mists.length * 3
  return Array.from({ length: clouds }, (_, at) => {
    const angle = (at / clouds) * Math.PI * 2 + random()
    const distance = reach * between(random, 0.72, 1)
    const x = area.x + Math.cos(angle) * area.rx * distance
    const y = area.y + Math.sin(angle) * area.ry * distance - area.ry * 0.06
    const species = mists[at % mists.length]
    return c.show(flower(c, species, at), x, y, (Math.min(area.rx, area.ry) / 235) * size, random() * 360)
  }).join("")
}

/** Draws light at the upper left and shade at the lower right. */
function roundness(c: Canvas, { x, y, rx, ry }: Dome): string {
  const shade = c.radial(
    [
      [0, [20, 40, 10], 0],
      [0.62, [20, 40, 10], 0],
      [0.94, [320, 40, 10], 0.3],
      [1, [320, 40, 10], 0],
    ],
    0.44,
    0.4,
    0.6,
  )
  const light = c.radial([
    [0, [48, 90, 98], 0.11],
    [1, [48, 90, 98], 0],
  ])
  return (
    ellipse(x, y, rx * 1.02, ry * 1.02, shade) +
    ellipse(x - rx * 0.34, y - ry * 0.4, rx * 0.66, ry * 0.6, light)
  )
}

/** Draws one flower with its whole stem and leaves. */
export function singleStem(
  c: Canvas,
  species: Species,
  x: number,
  top: number,
  bottom: number,
  scale: number,
  bend: number,
): string {
  const stem = c.linear([
    [0, [112, 32, 26]],
    [1, [104, 34, 42]],
  ])
  const head = c.show(flower(c, species, 0), x, top, scale, species.form === "side" ? bend / 9 : 0)
  const line = (width: number, color: string) =>
    `<path d="M${n(x)},${n(top + 20 * scale)}C${n(x + bend)},${n(top + (bottom - top) * 0.4)} ${n(x - bend)},${n(top + (bottom - top) * 0.7)} ${n(x + bend * 0.3)},${n(bottom)}" stroke="${color}" stroke-width="${width}" fill="none" stroke-linecap="round"/>`
  const leaves =
    species.form === "side"
      ? [1, -1].map(
          (side) =>
            `<g transform="translate(${n(x + side * 4)},${n(bottom)})">${blade(c, (bottom - top) * (side > 0 ? 0.74 : 0.6), side)}</g>`,
        )
      : [0.42, 0.56, 0.7].map((part, at) => {
          const side = at % 2 ? 1 : -1
          return c.show(
            flower(c, FOLIAGE, at),
            x,
            top + (bottom - top) * part,
            0.5 + scale * 0.18,
            side * (54 + at * 4),
          )
        })
  const sepals =
    species.form === "side" ? "" : ellipse(x, top + 62 * scale, 26 * scale, 40 * scale, css([110, 30, 36]))
  return line(13, css([110, 34, 24])) + line(8, stem) + leaves.join("") + sepals + head
}
