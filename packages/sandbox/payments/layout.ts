import { readFileSync } from "node:fs"
import path from "node:path"
import { markup, Markup } from "./markup"
import type { Language } from "./types"

const style = new Markup(readFileSync(path.join(__dirname, "page.css"), "utf8"))

/** Updates countdowns every second. Without JavaScript the page shows the time left at its creation. */
const countdown = new Markup(`
  for (const clock of document.querySelectorAll("[data-until]")) {
    const tick = () => {
      const seconds = Math.max(0, Math.round((Number(clock.dataset.until) - Date.now()) / 1000))
      clock.textContent = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0")
    }
    setInterval(tick, 1000)
  }
  for (const form of document.forms) {
    form.addEventListener("submit", () => document.body.setAttribute("aria-busy", "true"))
  }
  addEventListener("pageshow", () => document.body.removeAttribute("aria-busy"))
`)

export type Layout = {
  title: string
  language: Language
  /** CSS colour of the gateway. Defaults to the sandbox's colour. */
  color?: string
  body: Markup
}

/** Renders a complete HTML page. */
export function layOut({ title, language, color, body }: Layout): string {
  return markup`<!doctype html>
<html lang="${language}" style="--gateway: ${color ?? "#3b7d4f"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
${body}
<script>${countdown}</script>
</body>
</html>
`.text
}
