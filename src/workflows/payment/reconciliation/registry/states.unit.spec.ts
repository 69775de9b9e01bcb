import { stateIn } from "./states"

describe("stateIn", () => {
  it.each([
    "Оплачен",
    "Оплачено",
    "Успешно",
    "Проведён",
    "Оплата прошла",
    "Paid",
    "Payment complete.",
    "succeeded",
    "Toʻlangan",
    "To'landi",
    "Muvaffaqiyatli o‘tkazildi",
    "Тўланган",
    "Partially refunded",
    "Частичный возврат",
    "2",
    "4",
  ])("%s is performed", (cell) => expect(stateIn(cell)).toBe("performed"))

  it.each([
    "Неуспешно",
    "Не успешно",
    "Неоплачен",
    "Не оплачен",
    "Оплата не прошла",
    "Toʻlanmagan",
    "Bajarilmadi",
    "Amalga oshirilmadi",
    "Muvaffaqiyatsiz",
    "Bekor qilingan",
    "Тўланмаган",
    "Unpaid",
    "Unsuccessful",
    "Not paid",
    "Payment failed",
    "Chargeback",
    "Refund succeeded",
    "Возврат успешно выполнен",
    "Успешно отменён",
    "Завершён с ошибкой",
    "-2",
    "50",
  ])("%s is canceled", (cell) => expect(stateIn(cell)).toBe("canceled"))

  it.each([
    "Incomplete",
    "Uncaptured",
    "requires_payment_method",
    "requires_capture",
    "В обработке",
    "Ожидает оплаты",
    "Ожидает: не оплачен",
    "Незавершён",
    "Kutilmoqda",
    "Pending",
    "1",
  ])("%s is in progress", (cell) => expect(stateIn(cell)).toBe("in_progress"))

  it.each([
    "",
    "Платёж",
    "Prepaid",
    "Repaid",
    "Disputed",
    "Не отменён",
    "Paid, not refunded",
    "Частично оплачен",
    "21",
  ])("%j is unknown", (cell) => expect(stateIn(cell)).toBeUndefined())
})
