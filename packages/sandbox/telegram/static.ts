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

/** Sends a file of the page's folder. Refuses paths outside the folder. */
export async function sendStatic(response: ServerResponse, folder: string, pathname: string) {
  const file = fileFor(folder, pathname)
  const type = file && types[path.extname(file)]
  const bytes = file && type ? await readFile(file).catch(() => undefined) : undefined
  if (type && bytes) sendBytes(response, type, bytes)
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
