import { backdrop } from "./backdrop"
import { Canvas, n } from "./canvas"
import { flowerBasket, flowerBox } from "./containers"
import { jpegOf } from "./jpeg"
import { drawGift } from "./gifts"
import { randomOf } from "./random"
import { bouquetAt, sheaf, type Walls } from "./scenes"

/** The bot's screens with a banner. */
export const BANNERS = ["menu", "cart", "checkout", "orders", "help", "builder"] as const
export type BannerName = (typeof BANNERS)[number]

const WIDTH = 1280
const HEIGHT = 720
/** Y coordinate on which objects stand in a drawing of 800×800. The banner's table is lower. */
const FEET = 736

type Thing = (c: Canvas) => string
type Place = [x: number, scale: number, thing: Thing]

const KRAFT = { color: [31, 40, 64], sheer: 1, ribbon: [352, 60, 48] } as const
const ROSE_FILM = { color: [342, 46, 90], sheer: 0.84, ribbon: [340, 58, 64] } as const
const SKY_FELT = { color: [214, 24, 80], sheer: 1, ribbon: [216, 46, 52] } as const

const bouquet =
  (
    seed: string,
    contents: Record<string, number>,
    paper: typeof KRAFT | typeof ROSE_FILM | typeof SKY_FELT,
  ): Thing =>
  (c) =>
    bouquetAt(
      c,
      contents,
      { color: [...paper.color], sheer: paper.sheer, ribbon: [...paper.ribbon] },
      randomOf(seed),
    )

const redRoses = bouquet("banner red", { "ROSE-RED-60": 17 }, KRAFT)
const pinkRoses = bouquet(
  "banner pink",
  { "ROSE-PINK-50": 13, "ROSE-SPRAY-PEACH": 5, "GYPSOPHILA-WHITE": 1 },
  ROSE_FILM,
)
const blueAndWhite = bouquet(
  "banner blue",
  { "HYDRANGEA-BLUE-50": 2, "ROSE-WHITE-60": 11, EUCALYPTUS: 2 },
  SKY_FELT,
)
const basket: Thing = (c) =>
  flowerBasket(
    c,
    { "ROSE-CREAM-70": 11, "GERBERA-ORANGE-50": 5, "EUSTOMA-LILAC-60": 5, "CHRYS-SPRAY-YELLOW": 5 },
    [352, 60, 52],
    randomOf("banner basket"),
  )
const box: Thing = (c) =>
  flowerBox(
    c,
    { "PEONY-PINK-50": 7, "ROSE-PINK-50": 8, EUCALYPTUS: 1 },
    [344, 38, 82],
    [340, 58, 62],
    randomOf("banner box"),
  )

const gift =
  (kind: Parameters<typeof drawGift>[1]): Thing =>
  (c) =>
    drawGift(c, kind)
const lavender: Thing = (c) => sheaf(c, ["DRIED-LAVENDER"], randomOf("banner lavender"), [272, 30, 62])

const SCENES: Record<BannerName, { walls: Walls; places: Place[] }> = {
  menu: {
    walls: "warm",
    places: [
      [250, 0.66, pinkRoses],
      [1030, 0.66, blueAndWhite],
      [640, 0.84, redRoses],
    ],
  },
  cart: {
    walls: "green",
    places: [
      [960, 0.52, gift("chocolate-box")],
      [520, 0.86, basket],
    ],
  },
  checkout: {
    walls: "rose",
    places: [
      [940, 0.58, gift("card")],
      [560, 0.84, box],
    ],
  },
  orders: {
    walls: "cool",
    places: [
      [330, 0.66, box],
      [960, 0.7, pinkRoses],
      [640, 0.5, lavender],
    ],
  },
  help: {
    walls: "warm",
    places: [
      [370, 0.66, gift("card")],
      [860, 0.76, blueAndWhite],
    ],
  },
  builder: {
    walls: "green",
    places: [
      [330, 0.74, gift("kraft")],
      [640, 0.6, lavender],
      [960, 0.74, pinkRoses],
    ],
  },
}

/** Draws the banner of a screen: JPEG, 1280×720 pixels, at most 120 KB. */
export async function drawBanner(name: BannerName): Promise<Buffer> {
  const c = new Canvas(WIDTH, HEIGHT)
  const { walls, places } = SCENES[name]
  const things = places.map(([x, scale, thing]) => {
    const y = HEIGHT - 34 - FEET * scale
    return `<g transform="translate(${n(x - 400 * scale)},${n(y)}) scale(${scale})">${thing(c)}</g>`
  })
  return jpegOf(c.svg(backdrop(c, walls, randomOf(`banner ${name}`), 0.86) + things.join("")), 80)
}
