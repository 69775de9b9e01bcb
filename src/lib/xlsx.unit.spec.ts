import { xlsxOf, type Sheet } from "./xlsx"

const sheet = (name: string, rows: Sheet["rows"] = []): Sheet => ({
  ...{
    name,
    columns: [
      { title: "Item", width: 20 },
      { title: "Pieces", width: 10 },
    ],
    rows,
  },
})

async function readAgain(sheets: Sheet[]) {
  const { default: read } = await import("read-excel-file/node")
  return read(await xlsxOf(sheets))
}

describe("xlsxOf", () => {
  it("writes texts, numbers and empty cells, which are read again as they were", async () => {
    const rows: Sheet["rows"] = [
      ["Oʻtkir & <gul>", 12.5],
      ["=1+2", -3],
      ["0012", 0],
      [null, null],
      ["🌷", 1_000_000],
    ]
    expect(await readAgain([sheet("Roses", rows)])).toEqual([
      { sheet: "Roses", data: [["Item", "Pieces"], ...rows] },
    ])
    expect(await readAgain([sheet("Empty")])).toEqual([{ sheet: "Empty", data: [["Item", "Pieces"]] }])
  })

  it("gives each sheet a name that Excel accepts", async () => {
    const long = "Р".repeat(40)
    const read = await readAgain(["Rose", "ROSE", "a/b?c", "'", long, long].map((name) => sheet(name)))
    expect(read.map((one) => one.sheet)).toEqual([
      ...["Rose", "ROSE (2)", "a b c", "-"],
      ...["Р".repeat(31), `${"Р".repeat(27)} (2)`],
    ])
  })
})
