import { readFile } from "node:fs/promises"
import type { ServerResponse } from "node:http"
import path from "node:path"
import { sendBytes, sendJson } from "./http"

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
}

/** Path of the emoji font: its style sheet `emoji.css` and its files. */
const fontPath = /^\/emoji-font(?=\/)/
/** The font's files keep their names in a new version, so the browser asks for them again each month. */
const fontCacheSeconds = 30 * 24 * 60 * 60

/** Sends a file of the emoji font, which npm installs, or a file of the page's folder. */
export async function sendStatic(response: ServerResponse, webDir: string, pathname: string) {
  if (!fontPath.test(pathname)) return sendFile(response, webDir, pathname)
  const folder = fontFolder()
  if (folder) return sendFile(response, folder, pathname.replace(fontPath, ""), fontCacheSeconds)
  sendJson(response, 404, { error: "the emoji font is not installed: run npm ci" })
}

/** @returns undefined when npm installed no packages for development */
function fontFolder() {
  try {
    return path.dirname(require.resolve("@fontsource/noto-color-emoji/package.json"))
  } catch {
    return undefined
  }
}

/** Refuses paths outside the folder. */
async function sendFile(response: ServerResponse, folder: string, pathname: string, cacheSeconds?: number) {
  const file = fileFor(folder, pathname)
  const type = file && types[path.extname(file)]
  const bytes = file && type ? await readFile(file).catch(() => undefined) : undefined
  if (type && bytes) sendBytes(response, type, bytes, cacheSeconds)
  else sendJson(response, 404, { error: "page not found" })
}

function fileFor(folder: string, pathname: string) {
  let name: string
  try {
    name = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  const file = path.resolve(folder, `.${name.endsWith("/") ? `${name}index.html` : name}`)
  return file.startsWith(path.resolve(folder) + path.sep) && !name.includes("\0") ? file : undefined
}
