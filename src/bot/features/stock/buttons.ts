import { callback } from "../../ui/callback"

/** Buttons of the stock menu. Those of a note carry its version: see `StockNote`. */
export const openStock = callback("stock")
/** Begins a note of a kind, or continues it. */
export const openNote = callback("stnote", ["kind"])
/** Begins a note with an item, or adds the item to it. */
export const openNoteWith = callback("stwith", ["kind", "itemId"])
export const setField = callback("stset", ["kind", "version", "field", "value"])
/** Asks for a part of a note that is complete without it. */
export const askPart = callback("stask", ["kind", "version", "part"])
export const stepBack = callback("stback", ["kind", "version"])
export const recordNote = callback("strec", ["kind", "version"])
export const deleteNote = callback("stdel", ["kind", "version"])
export const undoDocument = callback("stundo", ["documentId"])
export const openWilting = callback("stwilts")
/** A lot that wilts, with what can be done with it. */
export const openLot = callback("stlot", ["lotId"])
/** Lowers the prices of the products that use a lot, and ends this. */
export const offerLot = callback("stoffer", ["lotId"])
export const endLotOffer = callback("stofferend", ["offerId"])
/** Writes off what is left of a lot. */
export const throwAway = callback("stthrow", ["lotId"])
export const openItems = callback("stitems")
export const openItem = callback("stitem", ["itemId"])
/** Shows or hides the pictures of the items to choose from. `flow`: the kind of a note, or "look". */
export const togglePictures = callback("stpics", ["flow"])
/** The losses and corrections that wait for a second person. */
export const openRequests = callback("streqs")
export const openRequest = callback("streq", ["requestId"])
export const decideAbout = callback("stdecide", ["status", "requestId"])
/** What is low, and what to order. */
export const openLow = callback("stlow", ["page"])
export const openShopping = callback("stshop")
/** What to order of a supplier; `NO_SUPPLIER`: of none. */
export const openSupplierList = callback("stshopof", ["supplierId", "page"])
/** Sends the shopping list of a supplier as a file; `ALL_SUPPLIERS`: of all. */
export const sendShoppingFile = callback("stxlsx", ["supplierId"])
export const NO_SUPPLIER = "none"
export const ALL_SUPPLIERS = "all"
