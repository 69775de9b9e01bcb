import { callback } from "../../ui/callback"

/**
 * Buttons of the counts. `place` and `count` are the ends of the ids of a stock location and of a count ({@link tagOf}): two whole ids do
 * not fit into callback data. A button of an ended count finds no count.
 */
export const openCounts = callback("cnt")
export const openPlace = callback("cntplace", ["place"])
/** Begins a count. `categoryId`: `all`, or a category. */
export const beginCounting = callback("cntbegin", ["place", "categoryId"])
export const openCount = callback("cntopen", ["count"])
/** Shows the next item that is not counted. `skipped`: how many of them the person has skipped. */
export const openNext = callback("cntnext", ["count", "skipped"])
/** Asks how many pieces of an item there are. `adds`: 1 when the answer is added to what is counted. */
export const openCountedItem = callback("cntitem", ["count", "itemId", "adds"])
/** Saves a number of pieces. `token`: new on each screen, so that a repeated tap saves once. */
export const setPieces = callback("cntset", ["count", "itemId", "pieces", "adds", "token"])
export const openDifferences = callback("cntdiff", ["count", "page"])
export const askToClose = callback("cntclose", ["count"])
export const closeNow = callback("cntclosed", ["count"])
export const askToCancel = callback("cntcancel", ["count"])
export const cancelNow = callback("cntcanceled", ["count"])

const TAG_LENGTH = 6

/** The end of an id, which is random. */
export const tagOf = (id: string): string => id.slice(-TAG_LENGTH)
