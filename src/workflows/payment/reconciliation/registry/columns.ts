import { TIME_ZONE } from "../../../../lib/shop"
import { withoutInvisible } from "../../../../lib/plain-text"
import { zoneIn, type Zone } from "./moments"

/**
 * Known column headers in lower case. Stripe's are those of its dashboard export ("Payments", "Export").
 * Payme's and Click's depend on the user's language and have changed over time. Other headers can be passed
 * with the upload.
 */
const NAMES = {
  id: [
    "id",
    "ид",
    "id транзакции",
    "ид транзакции",
    "номер транзакции",
    "id чека",
    "ид чека",
    "номер чека",
    "№ чека",
    "чек",
    "id платежа",
    "номер платежа",
    "transaction",
    "transaction id",
    "transaction_id",
    "receipt id",
    "payment id",
    "payment_id",
    "payme id",
    "click id",
    "click trans id",
    "click_trans_id",
    "click paydoc id",
    "click_paydoc_id",
    "charge id",
    "paymentintent id",
    "payment intent id",
    "checkout session id",
  ],
  reference: [
    "order_id",
    "order id",
    "order_id (metadata)",
    "reference (metadata)",
    "client reference id",
    "номер заказа",
    "№ заказа",
    "заказ",
    "лицевой счет",
    "лицевой счёт",
    "реквизиты платежа",
    "merchant_trans_id",
    "merchant trans id",
    "transaction_param",
    "buyurtma raqami",
  ],
  amount: [
    "amount",
    "сумма",
    "сумма платежа",
    "сумма оплаты",
    "сумма операции",
    "сумма, сум",
    "сумма (сум)",
    "сумма, тийин",
    "сумма (тийин)",
    "amount (uzs)",
    "amount (tiyin)",
    "summa",
    "toʻlov summasi",
    "to'lov summasi",
  ],
  state: [
    "status",
    "state",
    "payment status",
    "payment_status",
    "статус",
    "статус платежа",
    "статус чека",
    "состояние",
    "состояние чека",
    "состояние платежа",
    "holat",
    "holati",
  ],
  date: [
    "created (utc)",
    "created date (utc)",
    "created",
    "date",
    "datetime",
    "payment date",
    "дата",
    "дата платежа",
    "дата оплаты",
    "дата и время",
    "дата создания",
    "sana",
  ],
  time: ["time", "время", "время платежа", "время оплаты", "vaqt"],
} as const

export type Column = keyof typeof NAMES
const COLUMNS = Object.keys(NAMES) as Column[]

/** Column indexes. Several columns can contain an id, because each system adds its own. */
export type Columns = Record<Column, number[]> & {
  /** Whether the amounts are in minor units. */
  inMinorUnits: boolean
  /** The time zone that a header of date or time names; otherwise the shop's. */
  zone: Zone
  /** The headers of the found columns, as in the file. */
  headers: Record<Column, string[]>
}

const plain = (header: string) => withoutInvisible(header).trim().toLowerCase().replace(/\s+/g, " ")

/** A header without a time zone: "дата (utc+5)" is "дата". */
const bare = (head: string) => head.replace(/\s*\(?(?:(?:utc|gmt)[^)]*|msk|мск)\)?$/, "")

const eachColumn = <Value>(valueOf: (column: Column) => Value) =>
  Object.fromEntries(COLUMNS.map((column) => [column, valueOf(column)])) as Record<Column, Value>

/**
 * Finds the columns by their headers.
 *
 * @param given headers that were passed with the upload
 * @returns undefined if the row is not a header row: it has no id or order number, or no amount
 */
export function findColumns(headers: string[], given: Partial<Record<Column, string>>): Columns | undefined {
  const heads = headers.map(plain)
  const columns = eachColumn((column) => {
    const named = given[column]
    const names: readonly string[] = named ? [plain(named)] : NAMES[column]
    return heads.flatMap((head, index) => (names.includes(bare(head)) || names.includes(head) ? [index] : []))
  })
  if (!columns.amount.length || !(columns.id.length || columns.reference.length)) {
    return undefined
  }
  return {
    ...columns,
    inMinorUnits: /тийин|tiyin/.test(heads[columns.amount[0]]),
    zone: zoneIn(heads[columns.date[0]] ?? "") ?? zoneIn(heads[columns.time[0]] ?? "") ?? TIME_ZONE,
    headers: eachColumn((column) => columns[column].map((index) => withoutInvisible(headers[index]).trim())),
  }
}
