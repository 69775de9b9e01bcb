import { createHash } from "node:crypto"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { InputFile } from "grammy"
import sharp, { type OverlayOptions } from "sharp"
import { asError } from "../../lib/as-error"
import { MAX_PIXELS } from "../../lib/picture"
import { banner, pictureAt, pictureBytes, type Picture } from "../ui/pictures"
import { numberBadge } from "./number-badge"

/** Products per page: two rows of three. */
export const PAGE_SIZE = 6

const TILE = 400
const GAP = 8
const PAPER = "#fbf7f2"
const EMPTY_TILE = "#ece3d8"
/**
 * Part of the cache key. Increase it when the drawing changes, so that old pictures in Telegram are not
 * reused.
 */
const STYLE = "1"

type Pictured = { id: string; thumbnail: string | null }

/**
 * Draws one picture of several products. The key depends on the products and their pictures, so the same page
 * is drawn and uploaded once.
 *
 * @param products at most {@link PAGE_SIZE}; further ones are ignored
 * @param options.numbered draws a number from 1 on each tile
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

/**
 * Returns the number of columns: up to three tiles form one row, four form a square, five and six form two
 * rows.
 */
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

/**
 * Returns the product's picture as a square. Returns a plain tile when the product has no picture or the
 * picture cannot be read.
 */
async function tile(container: MedusaContainer, { id, thumbnail }: Pictured): Promise<Buffer> {
  if (thumbnail) {
    try {
      const bytes = await pictureBytes(container, thumbnail)
      return await sharp(bytes, { limitInputPixels: MAX_PIXELS })
        .rotate()
        .resize(TILE, TILE, { fit: "cover" })
        .flatten({ background: PAPER })
        .toBuffer()
    } catch (error) {
      const reason = asError(error).message
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(`the picture of product ${id} cannot be loaded: ${reason}`)
    }
  }
  return sharp({ create: { width: TILE, height: TILE, channels: 3, background: EMPTY_TILE } })
    .png()
    .toBuffer()
}
