import { callback } from "../../ui/callback"

/** The checkout's own buttons. */
export const choosePaymentMethod = callback("ckway", ["way"])
export const chooseZone = callback("ckzone", ["optionId"])
export const chooseDay = callback("ckday", ["day"])
export const chooseSlot = callback("ckslot", ["slotId"])
export const chooseAddress = callback("ckaddr", ["addressId"])
export const askLocation = callback("ckloc")
/** Leaves a step as it is. */
export const keep = callback("ckkeep", ["step"])
export const back = callback("ckback", ["step"])
export const edit = callback("ckedit", ["what"])
export const clear = callback("ckclear", ["what"])
export const setAnonymous = callback("ckanon", ["on"])
/** `cart` is the end of the cart's id: a button of another cart's summary must not pay for this one. */
export const pay = callback("ckpay", ["cart", "total", "provider"])
export const leave = callback("ckleave")
export const toSummary = callback("cksum")

/** The end of an id: enough to tell one cart of a person from another. */
export const shortId = (id: string) => id.slice(-8)
