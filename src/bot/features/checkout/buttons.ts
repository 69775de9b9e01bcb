import { callback } from "../../ui/callback"

/** Buttons of the checkout screens. */
export const chooseMethod = callback("ckmethod", ["method"])
export const chooseZone = callback("ckzone", ["optionId"])
export const chooseDay = callback("ckday", ["day"])
export const chooseSlot = callback("ckslot", ["slotId"])
/** An exact time inside the slot, "HHMM", or "any". */
export const chooseTime = callback("cktime", ["time"])
export const chooseAddress = callback("ckaddr", ["addressId"])
export const askLocation = callback("ckloc")
/** Keeps the stored answer of a step. */
export const keep = callback("ckkeep", ["step"])
export const back = callback("ckback", ["step"])
export const edit = callback("ckedit", ["what"])
/** Suggested words for the greeting card: those of an occasion, and one of them. */
export const chooseOccasion = callback("ckocc", ["occasion"])
export const chooseWords = callback("ckwords", ["occasion", "index"])
/** Keeps the words that the shopper wrote, with the card. */
export const keepCard = callback("ckcard")
export const noCard = callback("cknocard")
/** Opens the list of answers. */
export const editAnswers = callback("ckedits")
export const clear = callback("ckclear", ["what"])
/** Turns a switch of the delivery on or off: "anonymous", "surprise", "address_unknown", "door_photo". */
export const setSwitch = callback("cksw", ["which", "on"])
/** Fills in a saved recipient. */
export const chooseRecipient = callback("ckrcpt", ["recipientId"])
/**
 * Places the order. `cart` is {@link shortId} of the cart, so that a button of an old summary cannot order
 * another cart.
 * `total` is the total that the shopper saw, in the main unit of the currency.
 */
export const pay = callback("ckpay", ["cart", "total", "provider"])
export const leave = callback("ckleave")
export const toSummary = callback("cksum")

/**
 * Last 8 characters of an id. Telegram limits callback data to 64 bytes; 8 characters are enough to
 * distinguish a shopper's carts.
 */
export const shortId = (id: string) => id.slice(-8)
