import { callback } from "../../ui/callback"

/** Buttons of the shop's menu for the owner and other roles; see access.ts for who may tap which. */
export const openShop = callback("shop")
export const openToday = callback("shoptoday")
export const openAttention = callback("shopneeds")
/** Asks for a photo of a product. */
export const openPhotos = callback("shopphotos")
/** Takes a photo that answered no question as the photo of a product. */
export const takeAsProductPhoto = callback("phototake", ["messageId"])
/** A page of the products that the photo can be for. */
export const openPhotoList = callback("photolist", ["page"])
/** Asks whether the photo of this message is for a product, and replaces the product's picture. */
export const askPhotoOf = callback("photoof", ["productId", "messageId"])
export const replacePhoto = callback("photoset", ["productId", "messageId"])
/** Puts back the picture that was replaced last. */
export const putPhotoBack = callback("photoback", ["productId"])
/** Opens a month ("YYYY-MM") or a day ("YYYY-MM-DD") to close or open its slots. */
export const openClosing = callback("shopdays", ["day"])
/** Asks about a day or a slot. `what`: a day, or a slot's id. */
export const askClosing = callback("closeask", ["what"])
/** Closes (`to`: 1) or opens (0) a day or a slot. */
export const setClosed = callback("closeset", ["what", "to"])
