import { readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { ACCESS, PUBLIC_ROUTES } from "../src/api/admin-access"
import { STAFF_ROLES } from "../src/modules/workshop/order-transitions"
import { ROOT } from "./start/paths"

const PAGE = path.join(ROOT, "docs", "roles.md")
const BEGIN = "<!-- written by npm run docs -->"
const END = "<!-- end -->"

/** The access table in Markdown: one line for each row, one column for each role. */
function table(): string {
  const lines = ACCESS.map(({ method, path: pattern, roles }) => {
    const marks = STAFF_ROLES.map((role) => (role === "owner" || roles.includes(role) ? "✓" : ""))
    return `| \`${method === "*" ? "any" : method} ${pattern}\` | ${marks.join(" | ")} |`
  })
  return [
    `Without a login: ${PUBLIC_ROUTES.map((route) => `\`${route}\``).join(", ")}.`,
    "",
    `| request | ${STAFF_ROLES.join(" | ")} |`,
    `|---|${STAFF_ROLES.map(() => "---|").join("")}`,
    ...lines,
    `| every other route | ${STAFF_ROLES.map((role) => (role === "owner" ? "✓" : "")).join(" | ")} |`,
  ].join("\n")
}

/** docs/roles.md as it is, and as it must be according to the table in src/api/admin-access.ts. */
export function pageWithRoles(): { page: string; written: string } {
  const page = readFileSync(PAGE, "utf8")
  const begin = page.indexOf(BEGIN) + BEGIN.length
  const end = page.indexOf(END)
  return { page, written: `${page.slice(0, begin)}\n\n${table()}\n\n${page.slice(end)}` }
}

if (require.main === module) {
  writeFileSync(PAGE, pageWithRoles().written)
}
