import type { Product } from "../../catalog/types"
import { textsIn } from "../../ui/texts"
import { productResult, shopResult } from "./results"

const product = (thumbnail: string | null) =>
  ({
    id: "prod_1",
    title: { ru: "Розы <Аврора>", uz: "Avrora atirgullari" },
    thumbnail,
    price: 250_000,
    variants: [{ price: 250_000, currency_code: "uzs" }],
  }) as Product

const sharing = { t: textsIn("uz"), username: "shop_bot", isHint: false, fileIds: new Map<string, string>() }

describe("productResult", () => {
  it.each([
    ["no picture", null, { type: "article" }],
    ["a picture on this machine", "https://localhost/static/a.jpg", { type: "article" }],
    ["a picture without https", "http://guldasta.uz/a.jpg", { type: "article" }],
    [
      "a public JPEG",
      "https://guldasta.uz/a.JPG?v=2",
      {
        type: "photo",
        photo_url: "https://guldasta.uz/a.JPG?v=2",
        thumbnail_url: "https://guldasta.uz/a.JPG?v=2",
      },
    ],
    [
      "another public picture",
      "https://guldasta.uz/a.webp",
      { type: "article", thumbnail_url: "https://guldasta.uz/a.webp" },
    ],
  ])("%s", (_, thumbnail, result) => {
    const made = productResult(product(thumbnail), sharing)
    expect(made).toMatchObject({ id: "prod_1", title: "Avrora atirgullari", ...result })
    expect("thumbnail_url" in made).toBe("thumbnail_url" in result)
  })

  it("sends a picture that Telegram has, with the words of a hint escaped", () => {
    const fileIds = new Map([["prod_1", "file-1"]])
    const hint = { ...sharing, t: textsIn("ru"), isHint: true, accountId: "tgacc_01", fileIds }
    expect(productResult(product("https://guldasta.uz/a.jpg"), hint)).toMatchObject({
      type: "photo",
      photo_file_id: "file-1",
      caption: expect.stringContaining("<b>Розы &lt;Аврора&gt;</b>\n250"),
      reply_markup: {
        inline_keyboard: [[{ text: "🎁 Подарить", url: "https://t.me/shop_bot?start=h_01_prod_1" }]],
      },
    })
  })

  it("has the whole shop as an article", () => {
    expect(shopResult(sharing)).toMatchObject({ type: "article", id: "shop" })
  })
})
