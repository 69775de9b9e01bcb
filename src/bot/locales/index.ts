import ruCommon from "./ru/common.json"
import ruErrors from "./ru/errors.json"
import ruCatalog from "./ru/catalog.json"
import ruBuilder from "./ru/builder.json"
import ruCart from "./ru/cart.json"
import ruHolds from "./ru/holds.json"
import ruCheckout from "./ru/checkout.json"
import ruOrders from "./ru/orders.json"
import ruPayment from "./ru/payment.json"
import ruChange from "./ru/change.json"
import ruFailed from "./ru/failed.json"
import ruPhoto from "./ru/photo.json"
import ruRating from "./ru/rating.json"
import ruShare from "./ru/share.json"
import ruHelp from "./ru/help.json"
import ruWorkshop from "./ru/workshop.json"
import ruStaff from "./ru/staff.json"
import ruNotices from "./ru/notices.json"
import ruOwner from "./ru/owner.json"
import ruReminders from "./ru/reminders.json"
import ruMismatches from "./ru/mismatches.json"
import ruStock from "./ru/stock.json"
import ruShowcase from "./ru/showcase.json"
import ruCounts from "./ru/counts.json"
import uzCommon from "./uz/common.json"
import uzErrors from "./uz/errors.json"
import uzCatalog from "./uz/catalog.json"
import uzBuilder from "./uz/builder.json"
import uzCart from "./uz/cart.json"
import uzHolds from "./uz/holds.json"
import uzCheckout from "./uz/checkout.json"
import uzOrders from "./uz/orders.json"
import uzPayment from "./uz/payment.json"
import uzChange from "./uz/change.json"
import uzFailed from "./uz/failed.json"
import uzPhoto from "./uz/photo.json"
import uzRating from "./uz/rating.json"
import uzShare from "./uz/share.json"
import uzHelp from "./uz/help.json"
import uzWorkshop from "./uz/workshop.json"
import uzStaff from "./uz/staff.json"
import uzNotices from "./uz/notices.json"
import uzOwner from "./uz/owner.json"
import uzReminders from "./uz/reminders.json"
import uzMismatches from "./uz/mismatches.json"
import uzStock from "./uz/stock.json"
import uzShowcase from "./uz/showcase.json"
import uzCounts from "./uz/counts.json"

const ru = {
  common: ruCommon,
  errors: ruErrors,
  catalog: ruCatalog,
  builder: ruBuilder,
  cart: ruCart,
  holds: ruHolds,
  checkout: ruCheckout,
  orders: ruOrders,
  payment: ruPayment,
  change: ruChange,
  failed: ruFailed,
  photo: ruPhoto,
  rating: ruRating,
  share: ruShare,
  help: ruHelp,
  workshop: ruWorkshop,
  staff: ruStaff,
  notices: ruNotices,
  owner: ruOwner,
  reminders: ruReminders,
  mismatches: ruMismatches,
  stock: ruStock,
  showcase: ruShowcase,
  counts: ruCounts,
}
const uz: Record<keyof typeof ru, Record<string, string>> = {
  common: uzCommon,
  errors: uzErrors,
  catalog: uzCatalog,
  builder: uzBuilder,
  cart: uzCart,
  holds: uzHolds,
  checkout: uzCheckout,
  orders: uzOrders,
  payment: uzPayment,
  change: uzChange,
  failed: uzFailed,
  photo: uzPhoto,
  rating: uzRating,
  share: uzShare,
  help: uzHelp,
  workshop: uzWorkshop,
  staff: uzStaff,
  notices: uzNotices,
  owner: uzOwner,
  reminders: uzReminders,
  mismatches: uzMismatches,
  stock: uzStock,
  showcase: uzShowcase,
  counts: uzCounts,
}

/**
 * The bot's texts, one file for each feature and language. `npm test` checks that both languages have the
 * same keys.
 */
export const resources = { ru, uz }

/** The Russian files define the keys. */
export type Resources = typeof ru
