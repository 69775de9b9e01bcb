/** Spreadsheets take a cell that begins so for a formula, and would run it. */
const FORMULA = /^[=+\-@\t\r]/

/** Excel knows UTF-8 by this mark, and splits by semicolons where commas are decimal points, as here. */
const MARK = "\uFEFF"
const SEPARATOR = ";"

type Cell = string | number | null

function written(cell: Cell): string {
  const text = cell === null ? "" : String(cell)
  const escaped = typeof cell === "string" && FORMULA.test(text) ? `'${text}` : text
  return `"${escaped.replaceAll('"', '""')}"`
}

/** A table as a spreadsheet opens it. What others wrote into it is text, and never a formula. */
export function csvOf(headers: string[], rows: Cell[][]): string {
  return MARK + [headers, ...rows].map((row) => row.map(written).join(SEPARATOR)).join("\r\n") + "\r\n"
}

/** An amount of minor units as an accountant reads it: "120000.00". */
export function inUnits(minorUnits: number): string {
  const digits = String(Math.abs(minorUnits)).padStart(3, "0")
  return `${minorUnits < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
