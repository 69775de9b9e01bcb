import type { Canvas } from "../canvas"
import { paletteOf, type Hsl, type Palette } from "../color"
import { randomOf, type Random } from "../random"
import { cotton, eucalyptus, foliage, lavender, pampas } from "./greens"
import { carnation, chrysanthemum, daisy, eustoma, peony, rose } from "./layered"
import { alstroemeria, gypsophila, hydrangea, iris, lily, tulip } from "./open"

type Draw = (c: Canvas, palette: Palette, random: Random) => string

/** Drawing and placement of a kind of flower. */
export type Species = {
  name: string
  palette: Palette
  draw: Draw
  /**
   * `face`: head seen from above. `side`: head on its stem. `branch`: grows outwards. `mist`: fills the gaps
   * between the others.
   */
  form: "face" | "side" | "branch" | "mist"
  /** Radius of the head relative to a rose. */
  size: number
}

const species = (name: string, base: Hsl, draw: Draw, form: Species["form"] = "face", size = 1): Species => ({
  name,
  palette: paletteOf(base),
  draw,
  form,
  size,
})

const BROWN = paletteOf([28, 48, 24])
const DARK = paletteOf([24, 40, 16])
const gerbera: Draw = (c, palette, random) =>
  daisy(c, palette, random, { core: DARK, part: 0.24, petals: 22, tip: 0.12 })
const sunflower: Draw = (c, palette, random) =>
  daisy(c, palette, random, { core: BROWN, part: 0.46, petals: 20, tip: 0.75 })
const camomile: Draw = (c, palette, random) =>
  daisy(c, palette, random, { core: paletteOf([74, 50, 44]), part: 0.26, petals: 18, tip: 0.1 })

/** Flowers by SKU. */
export const SPECIES: Record<string, Species> = {
  "ROSE-RED-60": species("rose-red", [354, 80, 42], rose),
  "ROSE-WHITE-60": species("rose-white", [42, 38, 88], rose),
  "ROSE-PINK-50": species("rose-pink", [342, 68, 73], rose, "face", 0.96),
  "ROSE-CREAM-70": species("rose-cream", [36, 72, 79], rose, "face", 1.04),
  "ROSE-EXPLORER-80": species("rose-explorer", [350, 84, 31], rose, "face", 1.12),
  "ROSE-SPRAY-PEACH": species("rose-peach", [18, 84, 73], rose, "face", 0.72),
  "TULIP-YELLOW-40": species("tulip-yellow", [46, 95, 58], tulip, "side", 0.86),
  "TULIP-PINK-40": species("tulip-pink", [340, 72, 68], tulip, "side", 0.86),
  "PEONY-PINK-50": species("peony-pink", [338, 62, 76], peony, "face", 1.2),
  "CHRYS-WHITE-70": species("chrysanthemum-white", [62, 26, 88], chrysanthemum, "face", 1.14),
  "CHRYS-SPRAY-YELLOW": species("chrysanthemum-yellow", [49, 92, 60], camomile, "face", 0.68),
  "GERBERA-ORANGE-50": species("gerbera-orange", [20, 92, 56], gerbera, "face", 1.08),
  "LILY-WHITE-80": species("lily-white", [60, 22, 92], lily, "face", 1.3),
  "HYDRANGEA-BLUE-50": species("hydrangea-blue", [216, 54, 67], hydrangea, "face", 1.5),
  "EUSTOMA-LILAC-60": species("eustoma-lilac", [272, 42, 70], eustoma, "face", 0.88),
  "CARNATION-RED-60": species("carnation-red", [356, 76, 46], carnation, "face", 0.8),
  "ALSTRO-ORANGE-60": species("alstroemeria-orange", [22, 88, 62], alstroemeria, "face", 0.92),
  "GYPSOPHILA-WHITE": species("gypsophila", [60, 12, 94], gypsophila, "mist", 0.95),
  EUCALYPTUS: species("eucalyptus", [152, 17, 56], eucalyptus, "branch"),
  "IRIS-BLUE-50": species("iris-blue", [242, 58, 54], iris, "side", 0.9),
  "SUNFLOWER-70": species("sunflower", [44, 96, 52], sunflower, "face", 1.3),
  "DRIED-LAVENDER": species("lavender", [262, 36, 60], lavender, "branch"),
  "DRIED-COTTON": species("cotton", [38, 18, 94], cotton, "branch"),
  "DRIED-PAMPAS": species("pampas", [36, 42, 80], pampas, "branch"),
}

export const FOLIAGE = species("foliage", [118, 30, 34], foliage, "branch")
export const ORCHID = paletteOf([310, 10, 94])

/** Defines three variants of each flower and returns the symbol of one. Neighbours get different variants. */
export function flower(c: Canvas, kind: Species, at: number): string {
  const version = at % 3
  return c.symbol(`${kind.name}-${version}`, () =>
    kind.draw(c, kind.palette, randomOf(`${kind.name}-${version}`)),
  )
}
