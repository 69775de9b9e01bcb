import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { DmlEntity } from "@medusajs/framework/utils"
import { ROOT } from "./start/paths"

const PAGE = path.join(ROOT, "docs", "architecture.md")
const BEGIN = "<!-- er-diagram: written by npm run docs -->"
const END = "<!-- /er-diagram -->"

/** Columns that every Medusa table has; the diagram omits them. */
const USUAL = ["created_at", "updated_at", "deleted_at"]

/** Columns that hold the id of a record in Medusa or in another module, with the table that they point to. */
const TIES: Record<string, string> = {
  customer_id: "customer",
  cart_id: "cart",
  order_id: "order",
  fulfillment_id: "fulfillment",
  shipping_option_id: "shipping_option",
}

type Column = { name: string; type: string; nullable: boolean }
type Table = { name: string; columns: Column[]; belongsTo: string[] }

/** The part of a model that the diagram reads. */
type Model = { parse(): { name: string; schema: Record<string, { parse(field: string): object }> } }

const isModel = (value: unknown): value is Model => DmlEntity.isDmlEntity(value)

async function models(): Promise<Model[]> {
  const modules = path.join(ROOT, "src", "modules")
  const files = readdirSync(modules).flatMap((module) =>
    readdirSync(path.join(modules, module, "models"))
      .filter((file) => file.endsWith(".ts"))
      .map((file) => path.join(modules, module, "models", file)),
  )
  const exported = await Promise.all(files.map((file) => import(file) as Promise<Record<string, unknown>>))
  return [...new Set(exported.flatMap((module) => Object.values(module)).filter(isModel))]
}

function describe(entity: Model): Table {
  const { name, schema } = entity.parse()
  const columns: Column[] = []
  const belongsTo: string[] = []
  for (const [field, property] of Object.entries(schema)) {
    const parsed = property.parse(field) as {
      dataType?: { name: string }
      nullable?: boolean
      type?: string
      entity?: () => Model
    }
    if (parsed.dataType) {
      columns.push({ name: field, type: parsed.dataType.name, nullable: parsed.nullable ?? false })
    } else if (parsed.type?.startsWith("belongsTo") && parsed.entity) {
      belongsTo.push(parsed.entity().parse().name)
    }
  }
  return { name, columns: columns.filter(({ name: column }) => !USUAL.includes(column)), belongsTo }
}

function draw(tables: Table[]): string {
  const name = (table: string) => table.replace(/[^A-Za-z0-9_]/g, "_")
  const lines = ["```mermaid", "erDiagram"]
  for (const table of tables) {
    for (const parent of table.belongsTo) {
      lines.push(`  ${name(parent)} ||--o{ ${name(table.name)} : has`)
    }
    for (const { name: column } of table.columns) {
      if (TIES[column]) {
        lines.push(`  ${name(table.name)} }o--o| medusa_${TIES[column]} : "${column}"`)
      }
    }
  }
  for (const table of tables) {
    lines.push(`  ${name(table.name)} {`)
    lines.push(
      ...table.columns.map(
        ({ name: c, type, nullable }) => `    ${type} ${c}${nullable ? ' "may be empty"' : ""}`,
      ),
    )
    lines.push("  }")
  }
  return [...lines, "```"].join("\n")
}

/** Renders docs/architecture.md with a diagram of the current models. */
export async function pageWithDiagram(): Promise<{ page: string; written: string }> {
  const page = readFileSync(PAGE, "utf8")
  const tables = (await models()).map(describe).sort((a, b) => a.name.localeCompare(b.name))
  const [before, rest] = page.split(BEGIN)
  const after = rest?.split(END)[1]
  if (after === undefined) {
    throw new Error(`docs/architecture.md has lost its marks ${BEGIN} … ${END}`)
  }
  return { page, written: `${before}${BEGIN}\n\n${draw(tables)}\n\n${END}${after}` }
}

if (require.main === module) {
  void pageWithDiagram().then(({ written }) => writeFileSync(PAGE, written))
}
