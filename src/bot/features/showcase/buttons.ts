import { callback } from "../../ui/callback"

/** Buttons of the showcase. Those of a note carry its version: see `ShowcaseNote`. */
export const openShowcase = callback("showcase")
/** Begins a bouquet, or continues it. */
export const openBouquetNote = callback("shmake")
/** Begins a bouquet with the stems of a lot that wilts, or adds them to the bouquet that is being made. */
export const openBouquetOf = callback("shof", ["lotId"])
export const setPart = callback("shset", ["version", "field", "value"])
/** Asks for a part of a bouquet that is being made. */
export const askBouquetPart = callback("shask", ["version", "part"])
export const recordBouquet = callback("shrec", ["version"])
/** Takes a bouquet apart again, soon after it was made. */
export const undoBouquet = callback("shundo", ["id"])
export const openBouquet = callback("shopen", ["id"])
export const keepBouquet = callback("shkeep", ["id"])
/** Gives a bouquet another price: `price` as the button shows it, or `ask`. */
export const askPrice = callback("shprice", ["id"])
export const markDown = callback("shdown", ["id", "price"])
/** Chooses the stems that return to the stock. */
export const openApart = callback("shapart", ["id"])
export const setReturned = callback("shback", ["version", "index", "count"])
export const askLossReason = callback("shwhy", ["version"])
export const takeBouquetApart = callback("shdone", ["version", "reason"])
export const askWriteOff = callback("shoff", ["id"])
export const writeBouquetOff = callback("shlost", ["id", "reason"])
