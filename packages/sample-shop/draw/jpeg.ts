import sharp from "sharp"
import type { CatalogFileInput } from "../../../src/workflows/catalog/catalog-file"
import { Canvas } from "./canvas"
import { sceneOf } from "./recipes"

type Product = NonNullable<CatalogFileInput["products"]>[number]

const SIDE = 800

/**
 * Converts an SVG to a JPEG.
 *
 * @param quality JPEG quality from 1 to 100
 */
export async function jpegOf(svg: string, quality: number): Promise<Buffer> {
  return sharp(Buffer.from(svg))
    .flatten({ background: "#ffffff" })
    .jpeg({ quality, mozjpeg: true })
    .toBuffer()
}

/** Draws the picture of a product: JPEG, 800×800 pixels. The result is the same at each run. */
export function drawProduct(product: Product): Promise<Buffer> {
  const canvas = new Canvas(SIDE, SIDE)
  return jpegOf(canvas.svg(sceneOf(product)(canvas)), 58)
}
