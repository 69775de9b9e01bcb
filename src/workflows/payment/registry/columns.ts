/**
 * How gateways head the columns of their exports, in small letters. Stripe's are those of its dashboard ("Payments",
 * "Export"); Payme's and Click's cabinets name theirs by the language of the one who exports, and have renamed them.
 * A column that is headed otherwise can be named with the upload.
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
  refunded: ["amount refunded", "сумма возврата", "возвращено"],
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

/** Where a file's columns are; several may carry an id, as each system on the way has its own. */
export type Columns = Record<Column, number[]> & {
  /** The amounts are in minor units already. */
  inMinorUnits: boolean
  /** The moments are those of Greenwich and not of the shop. */
  inUtc: boolean
}

const plain = (header: string) => header.trim().toLowerCase().replace(/\s+/g, " ")

/**
 * Finds the columns that matter by their headers.
 *
 * @param given headers that are named with the upload, for files that head them in their own way
 * @returns undefined for a row that does not head a registry: it has no id (or number of an order), or no amount
 */
export function findColumns(headers: string[], given: Partial<Record<Column, string>>): Columns | undefined {
  const heads = headers.map(plain)
  const places = COLUMNS.map((column): [Column, number[]] => {
    const named = given[column]
    const names: readonly string[] = named ? [plain(named)] : NAMES[column]
    return [column, heads.flatMap((head, index) => (names.includes(head) ? [index] : []))]
  })
  const columns = Object.fromEntries(places) as Record<Column, number[]>
  if (!columns.amount.length || !(columns.id.length || columns.reference.length)) {
    return undefined
  }
  return {
    ...columns,
    inMinorUnits: /тийин|tiyin/.test(heads[columns.amount[0]]),
    inUtc: columns.date.length > 0 && heads[columns.date[0]].includes("utc"),
  }
}
