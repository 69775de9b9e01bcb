/** A message in the languages of Payme's pages. */
export type Message = { ru: string; uz: string; en: string }

/** A JSON-RPC error of the Merchant API. */
export type PaymeError = { code: number; message: Message; data?: string }

const message = (ru: string, uz: string, en: string): Message => ({ ru, uz, en })

/**
 * Errors of the Merchant API. Codes -31050 to -31099 are defined by the merchant: Payme shows them to the
 * shopper, and `data` names the account field.
 *
 * @see https://developer.help.paycom.uz/metody-merchant-api/obschie-oshibki-errors
 */
export const ERRORS = {
  not_post: {
    code: -32300,
    message: message("Запрос не методом POST", "Soʻrov POST usulida emas", "The request is not a POST"),
  },
  not_json: {
    code: -32700,
    message: message("Ошибка разбора JSON", "JSON oʻqib boʻlmadi", "The body is not JSON"),
  },
  not_rpc: {
    code: -32600,
    message: message(
      "В запросе нет нужных полей или их тип неверен",
      "Soʻrovda kerakli maydonlar yoʻq yoki ularning turi notoʻgʻri",
      "Fields are missing or of the wrong type",
    ),
  },
  no_method: {
    code: -32601,
    message: message("Метод не найден", "Usul topilmadi", "The method does not exist"),
  },
  not_authorized: {
    code: -32504,
    message: message(
      "Недостаточно прав для выполнения метода",
      "Usulni bajarish uchun huquq yetarli emas",
      "Not allowed to call this method",
    ),
  },
  internal: {
    code: -32400,
    message: message(
      "Внутренняя ошибка магазина",
      "Doʻkonda ichki xatolik",
      "The shop has an internal error",
    ),
  },
  wrong_amount: {
    code: -31001,
    message: message(
      "Неверная сумма: она не равна сумме заказа",
      "Summa notoʻgʻri: u buyurtma summasiga teng emas",
      "Wrong amount: it is not the order's total",
    ),
  },
  no_transaction: {
    code: -31003,
    message: message("Транзакция не найдена", "Tranzaksiya topilmadi", "The transaction does not exist"),
  },
  delivered: {
    code: -31007,
    message: message(
      "Заказ уже вручён, отменить платёж нельзя",
      "Buyurtma topshirilgan, toʻlovni bekor qilib boʻlmaydi",
      "The order is delivered, the payment cannot be canceled",
    ),
  },
  wrong_state: {
    code: -31008,
    message: message(
      "Состояние транзакции не позволяет выполнить операцию",
      "Tranzaksiya holati bu amalni bajarishga imkon bermaydi",
      "The transaction's state does not allow this",
    ),
  },
  no_order: {
    code: -31050,
    message: message("Заказ не найден", "Buyurtma topilmadi", "The order does not exist"),
  },
  order_canceled: {
    code: -31051,
    message: message(
      "Заказ отменён или время его оплаты вышло",
      "Buyurtma bekor qilingan yoki toʻlov vaqti tugagan",
      "The order is canceled, or its time to pay is over",
    ),
  },
  already_paid: {
    code: -31052,
    message: message("Заказ уже оплачен", "Buyurtma allaqachon toʻlangan", "The order is already paid"),
  },
  not_awaited: {
    code: -31053,
    message: message(
      "Этот заказ оплачивается другим способом",
      "Bu buyurtma boshqa usulda toʻlanadi",
      "The order uses another payment method",
    ),
  },
  busy: {
    code: -31054,
    message: message(
      "Заказ сейчас оплачивается другим платежом",
      "Buyurtma hozir boshqa toʻlov bilan toʻlanmoqda",
      "Another payment for the order is in progress",
    ),
  },
} as const satisfies Record<string, PaymeError>

export type ErrorName = keyof typeof ERRORS
