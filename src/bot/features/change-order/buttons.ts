import { callback } from "../../ui/callback"

/** Buttons with which a shopper changes a placed order. */
export const openChange = callback("chg", ["orderId"])
export const changePart = callback("chgpart", ["part", "orderId"])
export const removeComment = callback("chgnote", ["orderId"])

/**
 * Buttons of the change that the session has. `order` is {@link tagOf} the order, so that a button of an old screen does not
 * change another order.
 */
export const chooseDay = callback("chgday", ["order", "day"])
export const chooseSlot = callback("chgs", ["order", "slotId"])
export const chooseSaved = callback("chgaddr", ["order", "addressId"])
export const chooseZone = callback("chgzone", ["order", "optionId"])
export const keepName = callback("chgname", ["order"])
export const keepPhone = callback("chgphone", ["order"])
/** Agrees to the difference in price that the shopper saw, in the main unit of the currency. */
export const agree = callback("chgyes", ["order", "difference"])

/** Last 4 characters of an order's id: the id of a slot leaves no room for more. */
export const tagOf = (orderId: string): string => orderId.slice(-4)
