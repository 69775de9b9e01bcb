import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Composer, InlineKeyboard } from "grammy"
import type { Message } from "grammy/types"
import { errorCode } from "../../../lib/errors"
import { MAX_UPLOAD_BYTES, verifyPicture } from "../../../lib/picture"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { isOwnPhoto, putPictureBack, replacePicture } from "../../../workflows/catalog/replace-picture"
import { catalogChanged, catalogOf } from "../../catalog/cache"
import type { Product } from "../../catalog/types"
import { downloadFile } from "../../runtime/download-file"
import type { ShopContext } from "../../runtime/context"
import { expect, expectNothing, isExpecting, onAnswer } from "../../ui/expect"
import { pictureAt } from "../../ui/pictures"
import { show } from "../../ui/screen"
import { openProduct } from "../catalog/buttons"
import { searchWords } from "../catalog/suggest"
import { questionIn } from "../help/desk"
import { isAtCheckout } from "../typed"
import { memberOf } from "../workshop/member"
import { mayUse, permitted, refuse } from "./access"
import {
  askPhotoOf,
  openPhotoList,
  openPhotos,
  openShop,
  putPhotoBack,
  replacePhoto,
  takeAsProductPhoto,
} from "./buttons"
import { showPhotoProducts } from "./photo-products"

/** The bot waits for a photo, or for the name of the photo's product. */
const PHOTO = "owner.photo"
const WHICH = "owner.photo_of"

/** Photos of products: staff send one, choose the product, and it replaces the product's picture. */
export const productPhoto = new Composer<ShopContext>()

openPhotos.on(
  productPhoto,
  permitted("photos", (ctx) => askPhoto(ctx)),
)
openPhotoList.on(
  productPhoto,
  permitted("photos", (ctx, { page }) => showProducts(ctx, /^\d{1,4}$/.test(page) ? Number(page) : 1)),
)
askPhotoOf.on(
  productPhoto,
  permitted("photos", (ctx, { productId, messageId }) => confirm(ctx, productId, messageId)),
)
replacePhoto.on(
  productPhoto,
  permitted("photos", (ctx, { productId, messageId }, member) => replace(ctx, productId, messageId, member)),
)
putPhotoBack.on(
  productPhoto,
  permitted("photos", (ctx, { productId }, member) => putBack(ctx, productId, member)),
)
takeAsProductPhoto.on(
  productPhoto,
  permitted("photos", (ctx, { messageId }) => {
    const { typed } = ctx.session
    return typed?.photo && String(typed.messageId) === messageId
      ? take(ctx, { file_id: typed.photo, message_id: typed.messageId })
      : stale(ctx)
  }),
)

const stale = (ctx: ShopContext) => ctx.answer(ctx.t.plain("owner.photo_stale"), { alert: true })

async function askPhoto(ctx: ShopContext, notice?: string): Promise<void> {
  const { t, session } = ctx
  session.product_photo = undefined
  expect(ctx, PHOTO)
  const { products } = await catalogOf(ctx.container)
  const own = products.filter(({ id, thumbnail }) => isOwnPhoto(id, thumbnail)).length
  await show(ctx, {
    text: [notice, t("owner.photos_title"), t("owner.photos_own", { own, all: products.length })]
      .filter(Boolean)
      .join("\n\n"),
    keyboard: new InlineKeyboard().text(t.plain("common.back"), openShop.pack({})),
  })
}

const isAsked = (ctx: ShopContext) =>
  isExpecting(ctx) && [PHOTO, WHICH].includes(ctx.session.expects?.question ?? "")

/** The file of a photo, or of a picture that was sent as a file. */
function pictureIn({ photo, document }: Message): { file_id: string; size: number } | undefined {
  const file = photo?.at(-1) ?? (document?.mime_type?.startsWith("image/") ? document : undefined)
  return file && { file_id: file.file_id, size: file.file_size ?? 0 }
}

// A photo that the bot asked for, or one without an open question from somebody who may change products. A photo at the
// checkout, in reply to something, or in the middle of another step is none of a product.
productPhoto.on(["message:photo", "message:document"], async (ctx, next) => {
  const file = pictureIn(ctx.message)
  if (!file) {
    return next()
  }
  const isFree = !isExpecting(ctx) && ctx.message.reply_to_message === undefined && !isAtCheckout(ctx)
  if (!isAsked(ctx) && !isFree) {
    return next()
  }
  const member = await memberOf(ctx)
  if (!member || !mayUse(member, "photos")) {
    return isAsked(ctx) ? leave(ctx, member) : next()
  }
  if (!isAsked(ctx) && ctx.message.photo) {
    ctx.session.typed = questionIn(ctx.message)
  }
  const { message_id, media_group_id } = ctx.message
  const album = media_group_id === undefined ? undefined : ctx.t("owner.photo_album")
  return take(ctx, { ...file, message_id }, album)
})

/** Ends the step of somebody who may not change products any more. */
function leave(ctx: ShopContext, member: StaffMemberRecord | undefined): Promise<void> {
  expectNothing(ctx)
  return refuse(ctx, member)
}

onAnswer(productPhoto, WHICH, "message:text", async (ctx) => {
  const member = await memberOf(ctx)
  const { product_photo: photo } = ctx.session
  if (!member || !mayUse(member, "photos")) {
    return leave(ctx, member)
  }
  if (!photo) {
    return askPhoto(ctx)
  }
  ctx.session.product_photo = { ...photo, words: searchWords(ctx.message.text) }
  return showProducts(ctx, 1)
})

for (const question of [PHOTO, WHICH]) {
  onAnswer(productPhoto, question, "message", (ctx) => {
    const { video, animation, video_note, document } = ctx.message
    const isVideo = video ?? animation ?? video_note
    return askPhoto(
      ctx,
      ctx.t(isVideo ? "owner.photo_not_video" : document ? "errors.not_a_picture" : "owner.photo_wanted"),
    )
  })
}

const PROBLEMS = [
  "not_a_picture",
  "picture_too_large",
  "file_too_large",
  "file_unavailable",
  "not_found",
] as const

/** Runs an act; a problem of the photo is shown, and the bot asks for another one. @returns undefined after a problem */
async function withPhoto<Result>(ctx: ShopContext, act: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await act()
  } catch (error) {
    const code = PROBLEMS.find((one) => one === errorCode(error))
    if (!code) {
      throw error
    }
    await askPhoto(ctx, ctx.t(`errors.${code}`))
    return undefined
  }
}

/** Checks a photo by its bytes, and asks for its product. */
async function take(
  ctx: ShopContext,
  { file_id, message_id, size = 0 }: { file_id: string; message_id: number; size?: number },
  notice?: string,
): Promise<void> {
  if (size > MAX_UPLOAD_BYTES) {
    return askPhoto(ctx, ctx.t("errors.picture_too_large"))
  }
  const format = await withPhoto(ctx, async () => verifyPicture(await downloadFile(ctx, file_id)))
  if (format) {
    ctx.session.product_photo = { file_id, message_id }
    await showProducts(ctx, 1, notice)
  }
}

async function showProducts(ctx: ShopContext, page: number, notice?: string): Promise<unknown> {
  const { product_photo: photo } = ctx.session
  if (!photo) {
    return stale(ctx)
  }
  expect(ctx, WHICH)
  return showPhotoProducts(ctx, photo, page, notice)
}

/** The photo that a button belongs to; undefined when another one has come since, or it is used. */
const photoOf = ({ session: { product_photo: photo } }: ShopContext, messageId: string) =>
  photo && String(photo.message_id) === messageId ? photo : undefined

async function confirm(ctx: ShopContext, productId: string, messageId: string): Promise<unknown> {
  const { t, container } = ctx
  const product = (await catalogOf(container)).productById.get(productId)
  if (!product || !photoOf(ctx, messageId)) {
    return stale(ctx)
  }
  const title = product.title[t.language]
  return show(ctx, {
    text: t(product.thumbnail ? "owner.photo_ask" : "owner.photo_ask_first", { title }),
    photo: pictureAt(product.thumbnail),
    keyboard: new InlineKeyboard()
      .text(t.plain("owner.photo_yes"), replacePhoto.pack({ productId, messageId }))
      .row()
      .text(t.plain("owner.photo_another"), openPhotoList.pack({ page: 1 }))
      .text(t.plain("owner.photo_no"), openPhotos.pack({})),
  })
}

const actorOf = ({ id, name }: StaffMemberRecord) => ({ type: "staff" as const, id, name })

async function replace(
  ctx: ShopContext,
  productId: string,
  messageId: string,
  member: StaffMemberRecord,
): Promise<unknown> {
  const photo = photoOf(ctx, messageId)
  if (!photo) {
    return stale(ctx)
  }
  const done = await withPhoto(ctx, async () =>
    replacePicture(ctx.container, {
      product_id: productId,
      content: await downloadFile(ctx, photo.file_id),
      actor: actorOf(member),
    }),
  )
  if (!done) {
    return undefined
  }
  ctx.session.replaced_photo = { product_id: productId, ...done }
  return showDone(ctx, productId, done.url, "owner.photo_done")
}

async function putBack(ctx: ShopContext, productId: string, member: StaffMemberRecord): Promise<unknown> {
  const { replaced_photo: replaced } = ctx.session
  if (replaced?.product_id !== productId) {
    return stale(ctx)
  }
  ctx.session.replaced_photo = undefined
  const isBack = await putPictureBack(ctx.container, { ...replaced, actor: actorOf(member) })
  return isBack ? showDone(ctx, productId, replaced.before.thumbnail, "owner.photo_back_done") : stale(ctx)
}

/** Time in ms to wait for the catalogue in memory, and between two looks at it: it pauses between two reads. */
const WAIT_MS = 5000
const LOOK_MS = 100

/** The product as the catalogue in memory shows it with its new picture: the next tap anywhere shows the picture too. */
async function productWith(
  container: MedusaContainer,
  productId: string,
  url: string | null,
): Promise<Product | undefined> {
  catalogChanged([productId])
  for (const end = Date.now() + WAIT_MS; ; await sleep(LOOK_MS)) {
    const product = (await catalogOf(container)).productById.get(productId)
    if (!product || product.thumbnail === url || Date.now() > end) {
      return product
    }
  }
}

/** Shows the new picture. The next photo is the next product's. */
async function showDone(
  ctx: ShopContext,
  productId: string,
  url: string | null,
  key: "owner.photo_done" | "owner.photo_back_done",
): Promise<void> {
  const { t, session, container } = ctx
  session.product_photo = undefined
  expect(ctx, PHOTO)
  const product = await productWith(container, productId, url)
  const keyboard = new InlineKeyboard()
  if (session.replaced_photo) {
    keyboard.text(t.plain("owner.photo_back"), putPhotoBack.pack({ productId })).row()
  }
  await show(ctx, {
    text: t(key, { title: product?.title[t.language] ?? "" }),
    photo: pictureAt(url),
    keyboard: keyboard
      .text(t.plain("owner.photo_card"), openProduct.pack({ productId }))
      .text(t.plain("owner.open"), openShop.pack({})),
  })
}
