import { callback } from "../../ui/callback"

/** Buttons of the order screens. */
export const openPage = callback("ordpage", ["page"])
export const askCancel = callback("ordcancel", ["orderId"])
export const confirmCancel = callback("ordcancelyes", ["orderId"])
