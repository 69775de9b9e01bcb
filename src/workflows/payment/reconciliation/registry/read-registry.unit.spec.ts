import { readRegistry } from "./read-registry"

const read = (...lines: string[]) => readRegistry(Buffer.from(lines.join("\r\n")))

describe("readRegistry", () => {
  it("reports each cell that it cannot read, and leaves out sums, remarks and repeated headers", async () => {
    const header = "ID чека;Сумма;Статус;Дата платежа"
    const { rows, left_out, columns } = await read(
      "Выписка по кассе;;;",
      header,
      "aaaa;120 000,00;Оплачен;20.11.2026",
      "bbbb;сто тысяч;Оплачен;20.11.2026",
      "cccc;50000;Оплачен;вчера",
      "dddd;50000;Спор;20.11.2026",
      ";50000;Оплачен;20.11.2026",
      header,
      ";;;",
      "Итого;220 000;;",
      "Директор;;Иванов;",
    )
    expect(rows.map(({ line, amount, state, unread }) => [line, amount, state, unread])).toEqual([
      [3, 12_000_000, "performed", []],
      [4, null, "performed", [{ column: "amount", text: "сто тысяч" }]],
      [5, 5_000_000, "performed", [{ column: "date", text: "вчера" }]],
      [6, 5_000_000, null, [{ column: "state", text: "Спор" }]],
      [7, 5_000_000, "performed", [{ column: "id", text: "" }]],
    ])
    expect(left_out).toBe(4)
    expect(columns).toMatchObject({ id: ["ID чека"], amount: ["Сумма"], reference: [], time: [] })
  })

  it("reads ids and order numbers as Excel and messengers write them", async () => {
    const { rows } = await read("id,Заказ,amount", '"=""0012345""",№ ٤١,100', "'777,\u200e42\u200f,100")
    expect(rows.map(({ ids, reference }) => [ids, reference])).toEqual([
      [["0012345"], "41"],
      [["777"], "42"],
    ])
  })

  it("takes a negative amount for a refund", async () => {
    const { rows } = await read("id;amount;status", "a;-100,00;Успешно", "b;(100,00);Ошибка")
    expect(rows).toMatchObject([
      { amount: 10_000, state: "canceled" },
      { amount: 10_000, state: "canceled" },
    ])
  })
})
