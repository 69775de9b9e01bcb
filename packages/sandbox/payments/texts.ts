import type { Language } from "./types"

/** Actions of a stand-in's pay page. */
export const ACTIONS = ["pay", "decline", "close", "pay_twice", "come_late", "refund"] as const
export type Action = (typeof ACTIONS)[number]

/** State of a payment on its pay page. */
export type PageState =
  "open" | "paid" | "declined" | "closed" | "refunded" | "expired" | "refused" | "unanswered" | "unreported"

export type Texts = {
  standIn: string
  /** Explains that no money moves. Contains the placeholder {gateway}. */
  explanation: string
  order: string
  timeLeft: string
  timeOver: string
  card: string
  expires: string
  code: string
  phone: string
  email: string
  testCard: string
  pay: string
  back: string
  mayClose: string
  /** Shown for an address that the gateway cannot parse. Contains the placeholder {gateway}. */
  unknownAddress: string
  otherScenarios: string
  otherScenariosHint: string
  states: Record<Exclude<PageState, "open">, { title: string; hint: string }>
  actions: Record<Exclude<Action, "pay">, { label: string; hint: string }>
  callsTitle: string
  sent: string
  answered: string
  noAnswer: string
}

const ru: Texts = {
  standIn: "Учебная касса · деньги не двигаются",
  explanation: "Это не {gateway}, а его замена в песочнице: карта не настоящая, и с неё ничего не спишут.",
  order: "Заказ №",
  timeLeft: "Осталось",
  timeOver: "Время вышло",
  card: "Номер карты",
  expires: "Срок",
  code: "Код",
  phone: "Телефон",
  email: "Почта",
  testCard: "Пробная карта уже вписана.",
  pay: "Оплатить {amount}",
  back: "Вернуться в магазин",
  mayClose: "Эту вкладку можно закрыть: бот уже всё знает.",
  unknownAddress: "{gateway} не знает такого адреса. Откройте страницу оплаты из заказа ещё раз.",
  otherScenarios: "А если иначе?",
  otherScenariosHint: "Так тоже бывает. Магазин должен справиться с каждым случаем.",
  states: {
    paid: { title: "Оплачено", hint: "Магазин получил деньги и передаёт заказ флористам." },
    declined: { title: "Банк отказал", hint: "Денег никто не взял. Можно попробовать ещё раз." },
    closed: { title: "Вы ушли, не заплатив", hint: "Заказ ждёт оплаты, пока не выйдет его время." },
    refunded: { title: "Деньги возвращены", hint: "Магазину об этом сказано." },
    expired: { title: "Платёж опоздал", hint: "Его время вышло, и денег никто не взял." },
    refused: { title: "Магазин не принял платёж", hint: "Денег никто не взял. Ответ магазина — ниже." },
    unanswered: { title: "Магазин не отвечает", hint: "Ничего не потеряно: попробуйте ещё раз." },
    unreported: {
      title: "Деньги списаны, а магазин не знает",
      hint: "Ему ничего не сказано. Через две-три минуты он спросит сам, и бот напишет, что заказ оплачен.",
    },
  },
  actions: {
    decline: { label: "Банк отказал", hint: "Платёж начат, но на карте нет денег" },
    close: { label: "Уйти, не заплатив", hint: "Страница закрыта, ничего не начато" },
    pay_twice: { label: "Заплатить дважды", hint: "Второй платёж с другой вкладки" },
    come_late: { label: "Прийти слишком поздно", hint: "Начать сейчас, закончить, когда время вышло" },
    refund: { label: "Вернуть деньги", hint: "Как из кабинета {gateway}" },
  },
  callsTitle: "Что было сказано магазину",
  sent: "Послано",
  answered: "Ответ",
  noAnswer: "нет ответа",
}

const uz: Texts = {
  standIn: "Sinov kassasi · pul harakatlanmaydi",
  explanation:
    "Bu {gateway} emas, uning sinov oʻrinbosari: karta haqiqiy emas, undan hech narsa yechilmaydi.",
  order: "Buyurtma №",
  timeLeft: "Qoldi",
  timeOver: "Vaqt tugadi",
  card: "Karta raqami",
  expires: "Muddati",
  code: "Kod",
  phone: "Telefon",
  email: "Pochta",
  testCard: "Sinov kartasi yozib qoʻyilgan.",
  pay: "{amount} toʻlash",
  back: "Doʻkonga qaytish",
  mayClose: "Bu sahifani yopish mumkin: bot hammasidan xabardor.",
  unknownAddress: "{gateway} bunday manzilni bilmaydi. Toʻlov sahifasini buyurtmadan qayta oching.",
  otherScenarios: "Boshqacha boʻlsa-chi?",
  otherScenariosHint: "Bunisi ham boʻlib turadi. Doʻkon har bir holatni uddalashi kerak.",
  states: {
    paid: { title: "Toʻlandi", hint: "Doʻkon pulni oldi va buyurtmani floristlarga beradi." },
    declined: { title: "Bank rad etdi", hint: "Pul olinmadi. Yana urinib koʻrish mumkin." },
    closed: { title: "Siz toʻlamasdan chiqdingiz", hint: "Buyurtma vaqti tugaguncha toʻlovni kutadi." },
    refunded: { title: "Pul qaytarildi", hint: "Doʻkon bundan xabardor." },
    expired: { title: "Toʻlov kechikdi", hint: "Uning vaqti tugadi, pul olinmadi." },
    refused: { title: "Doʻkon toʻlovni qabul qilmadi", hint: "Pul olinmadi. Doʻkon javobi — quyida." },
    unanswered: { title: "Doʻkon javob bermayapti", hint: "Hech narsa yoʻqolmadi: yana urinib koʻring." },
    unreported: {
      title: "Pul yechildi, doʻkon esa bilmaydi",
      hint: "Unga hech narsa aytilmadi. Ikki-uch daqiqada oʻzi soʻraydi va bot buyurtma toʻlanganini yozadi.",
    },
  },
  actions: {
    decline: { label: "Bank rad etdi", hint: "Toʻlov boshlandi, lekin kartada pul yoʻq" },
    close: { label: "Toʻlamasdan chiqish", hint: "Sahifa yopildi, hech narsa boshlanmadi" },
    pay_twice: { label: "Ikki marta toʻlash", hint: "Boshqa oynadan ikkinchi toʻlov" },
    come_late: { label: "Juda kech kelish", hint: "Hozir boshlab, vaqt tugagach yakunlash" },
    refund: { label: "Pulni qaytarish", hint: "{gateway} kabinetidan qilingandek" },
  },
  callsTitle: "Doʻkonga nima deyildi",
  sent: "Yuborildi",
  answered: "Javob",
  noAnswer: "javob yoʻq",
}

const en: Texts = {
  standIn: "Test payment page · no money moves",
  explanation: "This is a simulation of {gateway}. The card is not real, and nothing is charged.",
  order: "Order No. ",
  timeLeft: "Time left",
  timeOver: "The time has expired",
  card: "Card number",
  expires: "Expires",
  code: "Code",
  phone: "Phone",
  email: "E-mail",
  testCard: "A test card is filled in.",
  pay: "Pay {amount}",
  back: "Back to the shop",
  mayClose: "You can close this tab. The bot has received the payment.",
  unknownAddress: "{gateway} does not know this address. Open the pay page from the order once more.",
  otherScenarios: "Other scenarios",
  otherScenariosHint: "The shop must handle each of these cases.",
  states: {
    paid: { title: "Paid", hint: "The shop has received the money and passes the order to its florists." },
    declined: { title: "The bank declined", hint: "Nothing was charged. You can try again." },
    closed: { title: "You left without paying", hint: "The order waits for payment until its time expires." },
    refunded: { title: "The money was refunded", hint: "The shop has been notified." },
    expired: { title: "The payment came too late", hint: "Its time had expired. Nothing was charged." },
    refused: {
      title: "The shop refused the payment",
      hint: "Nothing was charged. The shop's answer is below.",
    },
    unanswered: { title: "The shop does not answer", hint: "No data is lost. Try again." },
    unreported: {
      title: "The money is debited, but the shop was not notified",
      hint: "In two or three minutes the shop asks for the status, and the bot reports that the order is paid.",
    },
  },
  actions: {
    decline: { label: "The bank declines", hint: "The payment starts, but the card has no money" },
    close: { label: "Leave without paying", hint: "The page is closed before a payment starts" },
    pay_twice: { label: "Pay twice", hint: "A second payment from another tab" },
    come_late: { label: "Pay too late", hint: "Start now, finish after the time has expired" },
    refund: { label: "Refund the money", hint: "As from {gateway}'s merchant cabinet" },
  },
  callsTitle: "Calls to the shop",
  sent: "Sent",
  answered: "Answered",
  noAnswer: "no answer",
}

export const TEXTS: Record<Language, Texts> = { ru, uz, en }
