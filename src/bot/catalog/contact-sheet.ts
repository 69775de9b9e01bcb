import { createHash } from "node:crypto"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { InputFile } from "grammy"
import sharp, { type OverlayOptions } from "sharp"
import { banner, pictureAt, pictureBytes, type Picture } from "../ui/pictures"
import { numberBadge } from "./number-badge"

/** A page shows so many products: three beside each other, two rows. */
export const PAGE_SIZE = 6

const TILE = 400
const GAP = 8
const PAPER = "#fbf7f2"
const EMPTY_TILE = "#ece3d8"
/** Changes when the sheet is drawn differently, so that Telegram's old ones are not used. */
const STYLE = "1"

type Pictured = { id: string; thumbnail: string | null }

/**
 * One picture of several products, each with its number, as in a florist's album. Telegram keeps it: the same
 * products with the same pictures are drawn and uploaded once.
 *
 * @param products at most {@link PAGE_SIZE}
 * @param options.numbered whether each carries its number, from 1
 */
export function contactSheet(
  products: Pictured[],
  { numbered = true }: { numbered?: boolean } = {},
): Picture {
  const shown = products.slice(0, PAGE_SIZE)
  if (!shown.length) {
    return banner("menu")
  }
  if (shown.length === 1 && !numbered) {
    return pictureAt(shown[0].thumbnail)
  }
  const content = JSON.stringify([STYLE, numbered, shown.map(({ id, thumbnail }) => [id, thumbnail])])
  const key = `sheet:${createHash("sha256").update(content).digest("hex")}`
  return { key, load: async (container) => new InputFile(await draw(container, shown, numbered), "page.jpg") }
}

/** Columns for so many tiles: one to three in a row, four as a square, five and six in two rows. */
function columnsFor(count: number): number {
  return count === 4 ? 2 : Math.min(count, 3)
}

async function draw(container: MedusaContainer, products: Pictured[], numbered: boolean): Promise<Buffer> {
  const columns = columnsFor(products.length)
  const rows = Math.ceil(products.length / columns)
  const left = (index: number) => (index % columns) * (TILE + GAP)
  const top = (index: number) => Math.floor(index / columns) * (TILE + GAP)
  const tiles = await Promise.all(products.map((product) => tile(container, product)))
  const overlays: OverlayOptions[] = tiles.flatMap((input, index) => [
    { input, left: left(index), top: top(index) },
    ...(numbered ? [{ input: numberBadge(index + 1), left: left(index) + 14, top: top(index) + 14 }] : []),
  ])
  return sharp({
    create: {
      width: columns * (TILE + GAP) - GAP,
      height: rows * (TILE + GAP) - GAP,
      channels: 3,
      background: PAPER,
    },
  })
    .composite(overlays)
    .jpeg({ quality: 84, mozjpeg: true })
    .toBuffer()
}

/** A product's picture as a square; a plain one where there is none, for a page is not spoilt by one bad file. */
async function tile(container: MedusaContainer, { id, thumbnail }: Pictured): Promise<Buffer> {
  if (thumbnail) {
    try {
      const bytes = await pictureBytes(container, thumbnail)
      return await sharp(bytes)
        .rotate()
        .resize(TILE, TILE, { fit: "cover" })
        .flatten({ background: PAPER })
        .toBuffer()
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(`the picture of product ${id} was not read: ${reason}`)
    }
  }
  return sharp({ create: { width: TILE, height: TILE, channels: 3, background: EMPTY_TILE } })
    .png()
    .toBuffer()
}
