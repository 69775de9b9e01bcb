/** A cell of a table: a text, a number, or nothing. */
export type SheetCell = string | number | null

/** A sheet of a workbook. The first row of the file has the titles of the columns. */
export type Sheet = { name: string; columns: { title: string; width: number }[]; rows: SheetCell[][] }

/** Excel refuses these characters in the name of a sheet, and names of more than 31 characters. */
const FORBIDDEN = /[[\]:*?/\\]/g
const NAME_LENGTH = 31

/** The MIME type of an XLSX file. */
export const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

/** The name of each sheet, without forbidden characters, and no name twice: Excel compares them without regard to case. */
function namesOf(sheets: Sheet[]): string[] {
  const taken = new Set<string>()
  return sheets.map(({ name }) => {
    const clean =
      name
        .replace(FORBIDDEN, " ")
        .replace(/^'+|'+$/g, "")
        .trim() || "-"
    for (let copy = 1; ; copy += 1) {
      const end = copy > 1 ? ` (${copy})` : ""
      const one = `${clean.slice(0, NAME_LENGTH - end.length).trim()}${end}`
      if (!taken.has(one.toLowerCase())) {
        taken.add(one.toLowerCase())
        return one
      }
    }
  })
}

/** Writes a workbook. Texts stay texts: a spreadsheet runs none of them as a formula. @param sheets one or more */
export async function xlsxOf(sheets: Sheet[]): Promise<Buffer> {
  const { default: write } = await import("write-excel-file/node")
  const names = namesOf(sheets)
  return write(
    sheets.map(({ columns, rows }, index) => ({
      sheet: names[index],
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
      data: [
        columns.map(({ title }) => ({ value: title, type: String, fontWeight: "bold" as const })),
        ...rows.map((row) =>
          row.map((value) =>
            value === null
              ? null
              : typeof value === "number"
                ? { value, type: Number }
                : { value, type: String },
          ),
        ),
      ],
    })),
  ).toBuffer()
}
