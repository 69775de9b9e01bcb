import { mkdir, writeFile } from "node:fs/promises"
import path from "node:path"
import { BANNERS, drawBanner } from "./pictures/banner"

/** Draws the bot's banners into `src/bot/assets`: `npx tsx src/scripts/seed/draw-banners.ts`. */
async function drawBanners(): Promise<void> {
  const folder = path.resolve(__dirname, "../../bot/assets")
  await mkdir(folder, { recursive: true })
  for (const name of BANNERS) {
    await writeFile(path.join(folder, `${name}.jpg`), await drawBanner(name))
  }
}

void drawBanners()
