import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { DmlEntity } from "@medusajs/framework/utils"
import { ROOT } from "./start/paths"

const PAGE = path.join(ROOT, "docs", "schema.md")
const BEGIN = "<!-- written by npm run docs -->"
const END = "<!-- end -->"

/** Columns that every Medusa table has; the diagram omits them. */
const USUAL = ["created_at", "updated_at", "deleted_at"]

/** Columns that hold the id of a record in Medusa or in another module, with the table that they point to. */
const REFERENCES: Record<string, string> = {
  customer_id: "customer",
  cart_id: "cart",
  order_id: "order",
  fulfillment_id: "fulfillment",
  shipping_option_id: "shipping_option",
}

type Column = { name: string; type: string; nullable: boolean }
type Table = { name: string; tableName: string; module: string; columns: Column[]; belongsTo: string[] }

/** The part of a model that the diagram reads. */
type Model = {
  parse(): { name: string; tableName: string; schema: Record<string, { parse(field: string): object }> }
}

const isModel = (value: unknown): value is Model => DmlEntity.isDmlEntity(value)

const MODULES = path.join(ROOT, "src", "modules")

/** The tables of one module; a module without models has none. */
async function tablesOf(module: string): Promise<Table[]> {
  const folder = path.join(MODULES, module, "models")
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".ts")) : []
  const exported = await Promise.all(
    files.map((file) => import(path.join(folder, file)) as Promise<Record<string, unknown>>),
  )
  const models = new Set(exported.flatMap((file) => Object.values(file)).filter(isModel))
  return [...models].map((model) => describe(module, model))
}

function describe(module: string, entity: Model): Table {
  const { name, tableName, schema } = entity.parse()
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
  return {
    name,
    tableName,
    module,
    columns: columns.filter(({ name: column }) => !USUAL.includes(column)),
    belongsTo,
  }
}

/** A markdown table with the owner of each table. */
function listOwners(tables: Table[]): string {
  const rows = [...tables]
    .sort((a, b) => `${a.module} ${a.tableName}`.localeCompare(`${b.module} ${b.tableName}`))
    .map(({ name, tableName, module }) => `| \`${module}\` | \`${tableName}\` | ${name} |`)
  return ["| module | table | model |", "|---|---|---|", ...rows].join("\n")
}

function draw(tables: Table[]): string {
  const name = (table: string) => table.replace(/[^A-Za-z0-9_]/g, "_")
  const lines = ["```mermaid", "erDiagram"]
  for (const table of tables) {
    for (const parent of table.belongsTo) {
      lines.push(`  ${name(parent)} ||--o{ ${name(table.name)} : has`)
    }
    for (const { name: column } of table.columns) {
      if (REFERENCES[column]) {
        lines.push(`  ${name(table.name)} }o--o| medusa_${REFERENCES[column]} : "${column}"`)
      }
    }
  }
  for (const table of tables) {
    lines.push(`  ${name(table.name)} {`)
    lines.push(
      ...table.columns.map(
        ({ name: c, type, nullable }) => `    ${type} ${c}${nullable ? ' "nullable"' : ""}`,
      ),
    )
    lines.push("  }")
  }
  return [...lines, "```"].join("\n")
}

/** Renders docs/schema.md with the tables of the current models: their owners and a diagram. */
export async function pageWithDiagram(): Promise<{ page: string; written: string }> {
  const page = readFileSync(PAGE, "utf8")
  const found = await Promise.all(readdirSync(MODULES).map(tablesOf))
  const tables = found.flat().sort((a, b) => a.name.localeCompare(b.name))
  const [before, rest] = page.split(BEGIN)
  const after = rest?.split(END)[1]
  if (after === undefined) {
    throw new Error(`docs/schema.md does not contain the comments ${BEGIN} and ${END}`)
  }
  const content = `${listOwners(tables)}\n\n${draw(tables)}`
  return { page, written: `${before}${BEGIN}\n\n${content}\n\n${END}${after}` }
}

if (require.main === module) {
  void pageWithDiagram().then(({ written }) => writeFileSync(PAGE, written))
}
