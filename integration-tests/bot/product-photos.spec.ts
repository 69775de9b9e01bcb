import { updateProductsWorkflow } from "@medusajs/medusa/core-flows"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import sharp from "sharp"
import { catalogOf } from "../../src/bot/catalog/cache"
import { coreOf } from "../../src/workflows/settings"
import { assignmentWorkflows } from "../../src/workflows/assignment"
import type { StaffRole } from "../../src/modules/workshop/order-transitions"
import { label, pattern, saying } from "../support/labels"
import { AZIZA, botSuite, DILNOZA, JASUR, MADINA } from "./support"
import { botKnows, comesIn, dataBehind, forgesOnScreen, productByHandle } from "./shopper-support"
import { enters, PHOTO, placeOrder, workshopOf } from "./workshop-support"

jest.setTimeout(240_000)

botSuite("a photo of a product", ({ telegram: connect, container }) => {
  const play = () => {
    const telegram = connect()
    const [aziza, jasur, dilnoza, madina] = [AZIZA, JASUR, DILNOZA, MADINA].map((id) => telegram.person(id))
    return { aziza, jasur, dilnoza, madina }
  }

  const hires = (role: StaffRole) =>
    workshopOf(container()).createStaffMembers({ telegram_id: String(JASUR), role, name: "Jasur Toshev" })

  const accepts = (assignment_id: string, by: number) =>
    assignmentWorkflows.accept(container()).run({
      input: { assignment_id, actor: { type: "staff", telegram_id: String(by) } },
    })

  const handle = "pink-cloud"
  /** A plain picture of one colour, as a phone sends it. */
  const picture = (background: string) =>
    sharp({ create: { width: 800, height: 600, channels: 3, background } })
      .jpeg()
      .toBuffer()
  /** The colour of a stored file's middle. */
  const colourOf = async (url: string | null) => {
    const name = decodeURIComponent(new URL(url ?? "").pathname.replace("/static/", ""))
    const bytes = await container().resolve(Modules.FILE).getAsBuffer(name)
    const { data } = await sharp(bytes).resize(1, 1).removeAlpha().raw().toBuffer({ resolveWithObject: true })
    return [...data].map((part) => (part > 127 ? 1 : 0))
  }
  const stored = async () => {
    const { data } = await container()
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({
        entity: "product",
        fields: ["id", "thumbnail", "images.id", "images.url", "images.rank"],
        filters: { handle },
      })
    const [product] = data as unknown as {
      id: string
      thumbnail: string | null
      images: { id: string; url: string; rank: number }[]
    }[]
    return { ...product, images: product.images.toSorted((one, other) => one.rank - other.rank) }
  }

  it("replaces the picture on the product's card at the next tap, and can put the former one back", async () => {
    const { aziza, madina } = play()
    await comesIn(aziza)
    await comesIn(madina)
    const { title } = await productByHandle(container(), handle)
    const product = await stored()
    const former = await container()
      .resolve(Modules.FILE)
      .createFiles({
        ...{ filename: "former.jpg", mimeType: "image/jpeg", access: "public" },
        content: (await picture("green")).toString("base64"),
      })
    // The second picture stays.
    await updateProductsWorkflow(container()).run({
      input: {
        products: [
          {
            id: product.id,
            thumbnail: former.url,
            images: [former.url, "https://example.com/second.jpg"].map((url) => ({ url })),
          },
        ],
      },
    })
    await botKnows(container(), (products) => products.some(({ thumbnail }) => thumbnail === former.url))
    const before = await stored()
    const opensCard = async () => {
      await aziza.opens(`https://t.me/${(await connect().bot()).username}?start=p_${product.id}`)
      return (await aziza.sees(title.ru)).photo?.file_id
    }
    const old = await opensCard()

    await madina.sends("/shop")
    await madina.taps(label("owner.photos"))
    await madina.sees(
      label("owner.photos_own", { own: 0, all: (await catalogOf(container())).products.length }),
    )
    await madina.sendsAttachment("video")
    await madina.sees(label("owner.photo_not_video"))
    await madina.sends("розы")
    await madina.sees(label("owner.photo_wanted"))
    for (const sends of [
      () => madina.sendsAttachment("document"),
      () => madina.sendsFile(Buffer.from("<svg>no picture</svg>"), "rose.jpg"),
    ]) {
      await sends()
      await madina.sees(label("errors.not_a_picture"))
    }
    await madina.sendsFile(Buffer.alloc(11 * 1024 * 1024), "huge.jpg")
    await madina.sees(label("errors.picture_too_large"))

    await madina.sendsFile(await picture("red"), "rose.jpg")
    await madina.sees(label("owner.photo_which"))
    expect((await madina.buttons()).slice(0, 6)).toEqual(["1", "2", "3", "4", "5", "6"])
    await madina.taps(label("common.next"))
    await madina.sees(pattern`${label("owner.photo_which")}`)
    await madina.sends("ыыыыыы щщщщщ")
    await madina.sees(saying("owner.photo_nothing"))
    await madina.sends(title.ru)
    await madina.sees(pattern`${saying("catalog.found_heading")}[^]*1\. ${title.ru}`)
    await madina.taps("1")
    const question = await madina.sees(saying("owner.photo_ask", { title: title.ru }))
    expect(question.photo?.file_id).toBe(old)
    const { message_id } = question
    const yes = await dataBehind(connect(), saying("owner.photo_yes"))
    await madina.taps(label("owner.photo_yes"))
    const done = await madina.sees(saying("owner.photo_done", { title: title.ru }))

    const after = await stored()
    expect(after.thumbnail).toContain(`photo-of-${product.id}`)
    expect(after.images.map(({ id, url }) => [id, url])).toEqual([
      [before.images[0].id, after.thumbnail],
      [before.images[1].id, before.images[1].url],
    ])
    expect(await colourOf(after.thumbnail)).toEqual([1, 0, 0])
    const shown = await opensCard()
    expect(shown).not.toBe(old)
    expect(shown).toBe(done.photo?.file_id)
    // A repeated tap does nothing.
    const again = await madina.forges(yes, { message_id })
    expect(again).toMatchObject({ show_alert: true, text: label("owner.photo_stale") })

    await madina.taps(label("owner.photo_back"))
    await madina.sees(saying("owner.photo_back_done", { title: title.ru }))
    const back = await stored()
    expect([back.thumbnail, back.images]).toEqual([before.thumbnail, before.images])
    expect(await opensCard()).toBe(old)
    const twice = await forgesOnScreen(madina, `photoback:${product.id}`)
    expect(twice).toMatchObject({ show_alert: true, text: label("owner.photo_stale") })
    const trail = await coreOf(container()).listAuditEntries(
      { action: "replace-picture", subject_id: product.id },
      { order: { id: "ASC" } },
    )
    expect(trail.map((entry) => entry.after)).toEqual([
      { thumbnail: after.thumbnail },
      { thumbnail: before.thumbnail },
    ])

    // The next photo of an album is the next product's; another picture in the admin wins over "put back".
    await madina.sendsAlbum([await picture("blue"), await picture("green")])
    await madina.sees(saying("owner.photo_album"))
    await madina.sends(title.ru)
    await madina.sees(saying("catalog.found_heading"))
    await madina.taps("1")
    await madina.taps(label("owner.photo_yes"))
    await madina.sees(saying("owner.photo_done", { title: title.ru }))
    expect(await colourOf((await stored()).thumbnail)).toEqual([0, 0, 1])
    await updateProductsWorkflow(container()).run({
      input: { products: [{ id: product.id, thumbnail: "https://example.com/admin.jpg" }] },
    })
    expect(await madina.taps(label("owner.photo_back"))).toMatchObject({ text: label("owner.photo_stale") })
    expect((await stored()).thumbnail).toBe("https://example.com/admin.jpg")
  })

  it("belongs to a product only if its sender may change products and no other step waits for it", async () => {
    const { aziza, jasur, dilnoza, madina } = play()
    await comesIn(madina)
    await comesIn(jasur, "uz")
    await Promise.all([enters(aziza), enters(dilnoza)])
    const { id } = await hires("marketing")
    const red = await picture("red")
    // Marketing may change products, and reads a photo without a question as one of a product, or as a question to the shop.
    await jasur.sendsPhoto(red)
    await jasur.sees(saying("owner.photo_which", {}, "uz"))
    expect(await jasur.buttons()).toContain(label("common.typed_pass", {}, "uz"))
    await jasur.taps("1")
    await jasur.sees(saying("owner.photo_ask_first", {}, "uz"))
    const yes = await dataBehind(connect(), saying("owner.photo_yes", {}, "uz"))
    expect(yes).toMatch(/^photoset:prod_/)
    await workshopOf(container()).updateStaffMembers({ id, role: "florist" })
    expect(await jasur.taps(label("owner.photo_yes", {}, "uz"))).toMatchObject({
      show_alert: true,
      text: label("owner.not_yours", {}, "uz"),
    })
    await workshopOf(container()).updateStaffMembers({ id, role: "marketing" })

    for (const [person, refusal] of [
      [aziza, label("errors.not_staff")],
      [dilnoza, label("owner.not_yours")],
    ] as const) {
      await person.sendsPhoto(red)
      await person.sees(saying("common.typed_photo"))
      for (const data of [
        yes,
        yes.replace("photoset", "photoof"),
        "shopphotos",
        "photolist:1",
        "phototake:1",
      ]) {
        expect(await forgesOnScreen(person, data)).toMatchObject({ show_alert: true, text: refusal })
      }
      const back = await forgesOnScreen(person, `photoback:${yes.split(":")[1]}`)
      expect(back).toMatchObject({ show_alert: true, text: refusal })
    }
    const touched = (await catalogOf(container())).products.filter(({ thumbnail }) =>
      thumbnail?.includes("photo-of-"),
    )
    expect(touched).toEqual([])

    // The photo of a ready bouquet goes on as before; whoever may do both chooses.
    const [one, other] = [await placeOrder(container(), AZIZA), await placeOrder(container(), AZIZA)]
    await accepts(one.assignmentId, DILNOZA)
    await accepts(other.assignmentId, MADINA)
    await dilnoza.sendsPhoto(PHOTO)
    await dilnoza.sees(label("workshop.ask_whose_photo"))
    expect(await dilnoza.buttons()).not.toContain(label("owner.photo_take"))
    await dilnoza.taps(new RegExp(`№${one.number} `))
    await dilnoza.sees(saying("workshop.done_mark_ready"))
    await madina.sendsPhoto(red)
    await madina.sees(label("workshop.ask_whose_photo"))
    await madina.taps(label("owner.photo_take"))
    await madina.sees(label("owner.photo_which"))
    // A photo that answers another question is its answer.
    await madina.sends("/help")
    await madina.taps(label("help.write"))
    await madina.sees(label("help.ask"))
    await madina.sendsPhoto(red)
    await madina.sees(label("help.sent"))
    expect(await forgesOnScreen(madina, yes)).toMatchObject({ text: label("owner.photo_stale") })
  })
})
