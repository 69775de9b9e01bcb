import { callback } from "../../ui/callback"

/** The orders' own buttons. */
export const openPage = callback("ordpage", ["page"])
export const askCancel = callback("ordcancel", ["orderId"])
export const confirmCancel = callback("ordcancelyes", ["orderId"])
