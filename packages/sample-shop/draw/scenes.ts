import { backdrop, shadow, type WALLS } from "./backdrop"
import { n, type Canvas } from "./canvas"
import { css, type Hsl } from "./color"
import { dome, singleStem } from "./dome"
import { flower, SPECIES } from "./flowers"
import { between, randomOf, type Random } from "./random"
import { backSheets, bow, frontSheets, type Cone, type Paper } from "./wrapping"

export type Walls = keyof typeof WALLS
export type Contents = Record<string, number>

/** Draws a bouquet in paper on the table. */
export function bouquetScene(
  c: Canvas,
  name: string,
  walls: Walls,
  contents: Contents,
  paper: Paper,
): string {
  const random = randomOf(name)
  return backdrop(c, walls, random) + bouquetAt(c, contents, paper, random)
}

export function bouquetAt(c: Canvas, contents: Contents, paper: Paper, random: Random): string {
  const stems = Object.entries(contents).reduce((sum, [sku, count]) => sum + (SPECIES[sku] ? count : 0), 0)
  const full = Math.min(1, 0.74 + stems / 70)
  const area = { x: 400, y: 312, rx: 258 * full, ry: 214 * full }
  const cone: Cone = { x: 400, top: area.y - area.ry * 1.06, waist: 628, bottom: 742, spread: 44 * full + 6 }
  return (
    shadow(c, 400, 736, 240) +
    backSheets(c, cone, paper, random) +
    dome(c, area, contents, random) +
    frontSheets(c, cone, paper, random)
  )
}

/** Draws a flower that is sold singly: one in front, two behind. */
export function stemScene(c: Canvas, name: string, walls: Walls, sku: string): string {
  const random = randomOf(name)
  const species = SPECIES[sku]
  const base = backdrop(c, walls, random, 0.9)
  const blur = c.blur(2.2)
  const size = species.size > 1.25 ? 1.45 : 1.75
  return (
    base +
    `<g filter="${blur}" opacity=".82">${singleStem(c, species, 250, 286, 860, size * 0.72, 30)}${singleStem(c, species, 566, 250, 860, size * 0.7, -26)}</g>` +
    singleStem(c, species, 410, 300, 880, size, 16)
  )
}

/** Draws branches of one kind, tied with a ribbon. */
export function sheafScene(c: Canvas, name: string, walls: Walls, sku: string, ribbon: Hsl): string {
  const random = randomOf(name)
  return backdrop(c, walls, random) + sheaf(c, [sku], random, ribbon)
}

/** Draws branches of several kinds in paper. */
export function driedScene(c: Canvas, name: string, walls: Walls, contents: Contents, paper: Paper): string {
  const random = randomOf(name)
  const cone: Cone = { x: 400, top: 150, waist: 628, bottom: 742, spread: 38 }
  const skus = Object.keys(contents).filter((sku) => SPECIES[sku])
  return (
    backdrop(c, walls, random) +
    shadow(c, 400, 736, 240) +
    backSheets(c, cone, paper, random) +
    fan(c, skus, random, 11) +
    frontSheets(c, cone, paper, random)
  )
}

/** Draws a sheaf that is tied with a ribbon and stands on its stems. */
export function sheaf(c: Canvas, skus: string[], random: Random, ribbon: Hsl): string {
  const count = SPECIES[skus[0]].form === "mist" ? 7 : 9
  const ends = Array.from(
    { length: count },
    (_, at) =>
      `<path d="M400,590L${n(340 + at * 15)},${n(746 + (at % 3) * 9)}" stroke="${css([88, 20, 38])}" stroke-width="6" stroke-linecap="round"/>`,
  )
  return (
    shadow(c, 400, 748, 170) + ends.join("") + fan(c, skus, random, count) + bow(c, 400, 600, 0.9, ribbon)
  )
}

/** Draws branches as a fan from the point where they are tied. */
function fan(c: Canvas, skus: string[], random: Random, count: number): string {
  const branch = (at: number) => {
    const species = SPECIES[skus[at % skus.length]]
    const mist = species.form === "mist"
    const turn = -36 + (72 / (count - 1)) * at + between(random, -2.5, 2.5)
    const radians = ((turn - 90) * Math.PI) / 180
    const reach = mist ? 300 : 60
    const x = 400 + Math.cos(radians) * reach
    const y = 600 + Math.sin(radians) * reach + Math.abs(turn) * 0.9
    const color = mist ? css([96, 22, 48]) : css(STALKS[species.name] ?? [96, 20, 44])
    const stalk = `<path d="M0,0V-230" stroke="${color}" stroke-width="4" transform="translate(400,600) rotate(${n(turn)})"/>`
    return stalk + c.show(flower(c, species, at), x, y, mist ? 1.3 : 2.05, mist ? random() * 360 : turn)
  }
  // Draws the outer branches first, so that the middle ones are in front.
  const order = Array.from({ length: count }, (_, at) => at).sort(
    (a, b) => Math.abs(b - (count - 1) / 2) - Math.abs(a - (count - 1) / 2),
  )
  return order.map(branch).join("")
}

const STALKS: Record<string, Hsl> = { cotton: [26, 30, 34], pampas: [36, 40, 58], eucalyptus: [100, 14, 44] }
