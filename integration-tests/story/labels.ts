import type { TextKey } from "../../src/bot/ui/texts"
import type { Language } from "../../src/lib/shop"
import { pattern, price, saying, type LabelValues } from "../support/labels"

/** The texts that people read and tap in the story, exactly as the screens show them. */
export type Words = ReturnType<typeof wordsIn>

/** Names of the seeded catalogue and zones, and what the shopper types. */
const SEED = {
  ru: {
    bouquets: /^Букеты/,
    bouquet: /Розовое облако/,
    address: "ул. Хакикат 7, кв. 19",
    zoneButton: "Центр Бухары",
    zoneName: "Центр Бухары",
    stems: /Роза розовая, 50 см × 9/,
  },
  uz: {
    bouquets: /^Guldastalar/,
    bouquet: /Pushti bulut/,
    address: "Haqiqat koʻchasi 7, 19-xonadon",
    zoneButton: "Buxoro markazi",
    zoneName: "Buxoro markazi",
    stems: /Pushti atirgul.* × 9/,
  },
}

/**
 * The story's texts in a language.
 * @param number the order's number
 */
export function wordsIn(language: Language, number = 1) {
  const says = (key: TextKey, values: LabelValues = {}) => saying(key, values, language)
  const soums = (amount: number) => price(amount, language)
  const cash = says("checkout.pay_pp_system_default")
  const cashAhead = says("checkout.pay_gift_cash")
  const { zoneButton, ...seed } = SEED[language]
  return {
    ...seed,
    language: says(language === "ru" ? "common.language_russian" : "common.language_uzbek"),
    welcome: says("common.menu"),
    catalog: says("common.menu_catalog"),
    toCart: says("catalog.add_to_cart", { price: soums(260_000) }),
    checkout: says("catalog.checkout"),
    orderAtOnce: says("catalog.order_at_once"),
    giftAgain: says("catalog.gift_again"),
    toOther: says("checkout.method_someone"),
    toMe: says("checkout.method_me"),
    pickUp: says("checkout.method_pickup"),
    askName: says("checkout.ask_name_someone"),
    askCard: pattern`${says("checkout.ask_card_text")}[^]*${says("checkout.card_costs", { price: soums(10_000) })}`,
    noCard: says("checkout.no_card"),
    askSavedName: says("checkout.ask_name_saved"),
    askPhone: says("checkout.ask_phone_someone"),
    askOwnPhone: says("checkout.ask_phone_me"),
    askGiverPhone: says("checkout.ask_phone_giver"),
    sendContact: says("checkout.send_contact"),
    askAddress: pattern`${says("checkout.ask_address")}|${says("checkout.ask_address_saved")}`,
    zone: pattern`${zoneButton}.*${/20.000/}`,
    askSlot: says("checkout.ask_slot"),
    askSlotPickUp: says("checkout.ask_slot_pickup"),
    hours: /🕐 \d/,
    summary: pattern`${says("checkout.summary")}[^]*${seed.bouquet}, S — ${soums(260_000)}`,
    total: says("checkout.line_total", { price: soums(280_000) }),
    pay: says("checkout.pay_button", { method: cashAhead, total: soums(280_000) }),
    payForMe: says("checkout.pay_button", { method: cash, total: soums(280_000) }),
    payPickUp: says("checkout.pay_button", { method: cash, total: soums(260_000) }),
    placed: says("checkout.placed", { number }),
    payment: says("checkout.line_payment", { method: cashAhead }),
    payAtShop: says("checkout.pay_at_shop", { amount: soums(280_000) }),
    status: says("checkout.status"),

    bind: {
      yes: pattern`^${says("common.yes")}$`,
      florists: says("staff.bound_florists"),
      couriers: says("staff.bound_couriers"),
      admin: says("staff.bound_admin"),
    },

    newOrder: says("notices.admin_new", { number, total: soums(280_000) }),
    offered: says("workshop.card_offered", { number }),
    accept: says("workshop.do_accept"),
    decline: says("workshop.do_decline"),
    accepted: says("workshop.done_accept", { number }),
    work: says("workshop.work_accepted", { number }),
    beingMade: says("workshop.card_accepted", { number, florist: "Dilnoza Rahimova" }),
    acceptedNotice: says("notices.accepted", { number }),
    ready: says("workshop.do_mark_ready"),
    askPhoto: says("workshop.ask_photo"),
    isReady: says("workshop.done_mark_ready", { number }),
    waitsForCourier: says("workshop.card_ready", { number }),
    readyNotice: says("notices.ready_unpaid", { number }),
    like: says("photo.like"),
    photoLiked: says("photo.liked"),
    free: says("workshop.courier_card_free", { number }),
    giverPays: says("workshop.giver_pays", { amount: soums(280_000) }),
    gift: says("workshop.gift"),
    receiveCash: says("workshop.do_receive_cash"),
    cashReceived: says("workshop.done_receive_cash", { number }),
    cashNotice: says("notices.cash_received", { number }),
    paid: says("workshop.paid"),
    take: says("workshop.do_take_delivery"),
    taken: says("workshop.done_take_delivery", { number }),
    fetch: says("workshop.work_taken", { number }),
    takenBy: says("workshop.courier_card_taken", { number, courier: "Bobur Aliyev" }),
    leave: says("workshop.do_pick_up"),
    onTheWay: says("workshop.card_on_the_way", { number, courier: "Bobur Aliyev" }),
    onTheWayNotice: says("notices.on_the_way", { number }),
    deliver: says("workshop.do_deliver"),
    isDelivered: says("workshop.card_delivered", { number }),
    isDeliveredBy: says("workshop.courier_card_delivered", { number, courier: "Bobur Aliyev" }),
    thanks: says("notices.delivered", { number }),
    repeat: says("notices.repeat"),
    repeated: says("checkout.repeat_ready"),
  }
}
