import type { CatalogFileInput } from "../../../src/workflows/catalog/catalog-file"
import type { Canvas } from "./canvas"
import type { Hsl } from "./color"
import { basketScene, boxScene, vaseScene } from "./containers"
import { giftScene } from "./gifts"
import { pottedScene } from "./potted"
import { randomOf, pick } from "./random"
import { bouquetScene, driedScene, sheafScene, stemScene, type Contents, type Walls } from "./scenes"
import type { Paper } from "./wrapping"

type Product = NonNullable<CatalogFileInput["products"]>[number]
type Scene = (c: Canvas) => string

/** Products with a scene of their own. */
const SPECIAL: Record<string, Scene> = {
  "dried-lavender": (c) => sheafScene(c, "dried-lavender", "warm", "DRIED-LAVENDER", [272, 30, 62]),
  "dried-cotton": (c) => sheafScene(c, "dried-cotton", "cool", "DRIED-COTTON", [28, 40, 48]),
  "dried-pampas": (c) => sheafScene(c, "dried-pampas", "rose", "DRIED-PAMPAS", [18, 40, 58]),
  "eucalyptus-branch": (c) => sheafScene(c, "eucalyptus-branch", "green", "EUCALYPTUS", [42, 40, 72]),
  "gypsophila-white": (c) => sheafScene(c, "gypsophila-white", "cool", "GYPSOPHILA-WHITE", [210, 36, 66]),
  "orchid-white": (c) => pottedScene(c, "orchid-white", "rose", "orchid"),
  "violet-purple": (c) => pottedScene(c, "violet-purple", "green", "violet"),
  "succulent-trio": (c) => pottedScene(c, "succulent-trio", "warm", "succulents"),
  "kalanchoe-red": (c) => pottedScene(c, "kalanchoe-red", "cool", "kalanchoe"),
  "vase-glass": (c) => vaseScene(c, "vase-glass", "warm", "glass"),
  "vase-rishtan": (c) => vaseScene(c, "vase-rishtan", "warm", "rishtan"),
  "card-classic": (c) => giftScene(c, "card-classic", "green", "card"),
  "chocolate-bar": (c) => giftScene(c, "chocolate-bar", "warm", "chocolate-bar"),
  "chocolate-box": (c) => giftScene(c, "chocolate-box", "rose", "chocolate-box"),
  "balloon-heart": (c) => giftScene(c, "balloon-heart", "rose", "heart"),
  "balloon-set": (c) => giftScene(c, "balloon-set", "cool", "balloons"),
  "wrapping-kraft": (c) => giftScene(c, "wrapping-kraft", "green", "kraft"),
  "wrapping-film": (c) => giftScene(c, "wrapping-film", "cool", "film"),
  "wrapping-felt": (c) => giftScene(c, "wrapping-felt", "warm", "felt"),
  "box-hat": (c) => giftScene(c, "box-hat", "warm", "box"),
  basket: (c) => giftScene(c, "basket", "green", "basket"),
}

const WALLS_FOR: Record<string, Walls[]> = {
  red: ["warm", "cool"],
  white: ["green", "cool", "rose"],
  pink: ["cool", "green", "rose"],
  yellow: ["cool", "green"],
  purple: ["green", "warm"],
  orange: ["cool", "green"],
  blue: ["warm", "rose"],
  mixed: ["warm", "cool", "rose"],
}

const FILM: Record<string, Hsl> = {
  white: [42, 30, 93],
  pink: [342, 46, 90],
  blue: [214, 40, 89],
  purple: [272, 36, 90],
}
const FELT: Record<string, Hsl> = {
  red: [348, 20, 20],
  white: [150, 12, 66],
  blue: [220, 24, 78],
  purple: [272, 20, 70],
}
const RIBBON: Record<string, Hsl> = {
  red: [352, 66, 42],
  white: [44, 50, 74],
  pink: [340, 58, 64],
  yellow: [42, 80, 56],
  purple: [270, 36, 58],
  orange: [18, 72, 54],
  blue: [216, 46, 52],
  mixed: [340, 54, 54],
  green: [42, 56, 62],
}
const BOXES: Record<string, Hsl> = {
  red: [350, 14, 16],
  pink: [344, 38, 82],
  blue: [208, 42, 82],
  green: [162, 34, 22],
}

/** Chooses the scene of a product by its contents, and the colours of wall, paper and ribbon. */
export function sceneOf(product: Product): Scene {
  const special = SPECIAL[product.handle]
  if (special) {
    return special
  }
  const color = product.tags?.find((tag) => tag.startsWith("color:"))?.slice("color:".length) ?? "mixed"
  const vip = product.tags?.includes("vip") ?? false
  const { handle } = product
  const choices = WALLS_FOR[color] ?? WALLS_FOR.mixed
  const walls = vip && product.kind === "bouquet" ? "night" : pick(randomOf(`${handle} wall`), choices)
  const middle = product.variants[Math.floor((product.variants.length - 1) / 2)]
  const contents = Object.fromEntries((middle.contents ?? []).map(({ sku, quantity }) => [sku, quantity]))
  const ribbon = RIBBON[color] ?? RIBBON.mixed
  if (product.kind === "stem") {
    return (c) => stemScene(c, handle, walls, middle.sku)
  }
  if ("BOX-HAT" in contents) {
    return (c) =>
      boxScene(c, handle, walls, contents, BOXES[color] ?? BOXES.pink, vip ? [42, 60, 60] : ribbon)
  }
  if ("BASKET" in contents) {
    return (c) => basketScene(c, handle, walls, contents, ribbon)
  }
  const scene = product.kind === "dried" ? driedScene : bouquetScene
  return (c) => scene(c, handle, walls, contents, paperOf(contents, color, vip))
}

function paperOf(contents: Contents, color: string, vip: boolean): Paper {
  const ribbon = vip ? ([42, 62, 60] as Hsl) : (RIBBON[color] ?? RIBBON.mixed)
  if ("WRAP-FELT" in contents) {
    return { color: FELT[color] ?? [40, 18, 80], sheer: 1, ribbon: color === "red" ? [42, 58, 60] : ribbon }
  }
  if ("WRAP-FILM" in contents) {
    return { color: FILM[color] ?? [36, 40, 91], sheer: 0.84, ribbon }
  }
  return { color: [31, 40, 64], sheer: 1, ribbon: color === "white" ? [26, 36, 36] : ribbon }
}
