import { mkdir, rm, writeFile } from "node:fs/promises"
import path from "node:path"
import { sampleCatalog } from "../products"
import { BANNERS, drawBanner } from "./banner"
import { drawProduct } from "./jpeg"

const PICTURES = path.resolve(__dirname, "..", "pictures")
const BANNERS_FOLDER = path.resolve(__dirname, "..", "..", "..", "src", "bot", "assets")

/**
 * Draws the pictures of all sample products and the bot's banners again. The pictures are committed: run this
 * program only after a change of the products or of the drawing code.
 */
async function main(): Promise<void> {
  await rm(PICTURES, { recursive: true, force: true })
  await mkdir(PICTURES)
  for (const product of sampleCatalog().products ?? []) {
    await writeFile(path.join(PICTURES, `${product.handle}.jpg`), await drawProduct(product))
  }
  for (const name of BANNERS) {
    await writeFile(path.join(BANNERS_FOLDER, `${name}.jpg`), await drawBanner(name))
  }
}

void main()
