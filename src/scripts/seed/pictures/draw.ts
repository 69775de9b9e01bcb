import { availableParallelism } from "node:os"
import sharp from "sharp"
import type { CatalogFileInput } from "../../../workflows/catalog/catalog-file"
import { Canvas } from "./canvas"
import { sceneOf } from "./recipes"

type Product = NonNullable<CatalogFileInput["products"]>[number]

const SIDE = 800

/** The picture of a product as SVG; the same at every run. */
export function pictureSvg(product: Product): string {
  const canvas = new Canvas(SIDE, SIDE)
  return canvas.svg(sceneOf(product)(canvas))
}

/** An SVG as a JPEG that is small enough for a telephone. */
export async function jpegOf(svg: string, quality = 84): Promise<Buffer> {
  return sharp(Buffer.from(svg))
    .flatten({ background: "#ffffff" })
    .jpeg({ quality, mozjpeg: true })
    .toBuffer()
}

/** Draws a picture for each product: JPEG, 800×800, at most 150 KB. */
export async function drawPictures(products: Product[]): Promise<Map<string, Buffer>> {
  const pictures = new Map<string, Buffer>()
  const waiting = [...products]
  const draw = async () => {
    for (let product = waiting.shift(); product; product = waiting.shift()) {
      pictures.set(product.handle, await jpegOf(pictureSvg(product)))
    }
  }
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, draw))
  return pictures
}
