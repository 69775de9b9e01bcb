import { availableParallelism } from "node:os"
import sharp from "sharp"
import type { CatalogFileInput } from "../../../workflows/catalog/catalog-file"
import { Canvas } from "./canvas"
import { sceneOf } from "./recipes"

type Product = NonNullable<CatalogFileInput["products"]>[number]

const SIDE = 800

/** Draws a product as SVG. The result is the same at each run. */
export function pictureSvg(product: Product): string {
  const canvas = new Canvas(SIDE, SIDE)
  return canvas.svg(sceneOf(product)(canvas))
}

/**
 * Converts an SVG to a JPEG.
 *
 * @param quality JPEG quality from 1 to 100
 */
export async function jpegOf(svg: string, quality = 84): Promise<Buffer> {
  return sharp(Buffer.from(svg))
    .flatten({ background: "#ffffff" })
    .jpeg({ quality, mozjpeg: true })
    .toBuffer()
}

/**
 * Draws a JPEG for each product: 800×800 pixels, at most 150 KB.
 *
 * @returns the pictures by product handle
 */
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
