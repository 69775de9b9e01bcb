import { backdrop, shadow } from "./backdrop"
import { ellipse, n, path, type Canvas } from "./canvas"
import { css, shift, type Hsl } from "./color"
import { dome } from "./dome"
import { randomOf, type Random } from "./random"
import type { Contents, Walls } from "./scenes"
import { bow } from "./wrapping"

/** Draws a dome of flowers in a round hat box. */
export function boxScene(
  c: Canvas,
  name: string,
  walls: Walls,
  contents: Contents,
  color: Hsl,
  ribbon: Hsl,
): string {
  const random = randomOf(name)
  return backdrop(c, walls, random) + flowerBox(c, contents, color, ribbon, random)
}

export function flowerBox(c: Canvas, contents: Contents, color: Hsl, ribbon: Hsl, random: Random): string {
  const area = { x: 400, y: 322, rx: 262, ry: 196 }
  return (
    shadow(c, 400, 712, 290) + hatBox(color) + dome(c, area, contents, random) + boxFront(c, color, ribbon)
  )
}

const side = (c: Canvas, color: Hsl) =>
  c.linear(
    [
      [0, shift(color, 4)],
      [0.3, shift(color, 13)],
      [0.6, color],
      [1, shift(color, -17)],
    ],
    90,
  )

export function hatBox(color: Hsl): string {
  return ellipse(400, 452, 226, 52, css(shift(color, -26)))
}

/** Draws the front of the hat box with rim, band and bow. */
export function boxFront(c: Canvas, color: Hsl, ribbon: Hsl): string {
  const wall =
    "M174,452C174,490 280,508 400,508C520,508 626,490 626,452L612,668C604,704 506,722 400,722C294,722 196,704 188,668Z"
  const rim =
    "M166,440C166,482 276,504 400,504C524,504 634,482 634,440L632,478C622,520 520,538 400,538C280,538 178,520 168,478Z"
  const band =
    "M182,586C196,616 290,632 400,632C510,632 604,616 618,586L615,622C602,652 510,668 400,668C290,668 198,652 185,622Z"
  return (
    path(wall, side(c, color)) +
    path(rim, css([20, 40, 10], 0.22), ` transform="translate(0,7)"`) +
    path(rim, side(c, shift(color, 4)), ` stroke="${css(shift(color, 18), 0.5)}" stroke-width="1.4"`) +
    path(band, side(c, ribbon)) +
    bow(c, 400, 640, 0.86, ribbon)
  )
}

/** Draws a dome of flowers in a woven basket. */
export function basketScene(c: Canvas, name: string, walls: Walls, contents: Contents, ribbon: Hsl): string {
  const random = randomOf(name)
  return backdrop(c, walls, random) + flowerBasket(c, contents, ribbon, random)
}

export function flowerBasket(c: Canvas, contents: Contents, ribbon: Hsl, random: Random): string {
  const area = { x: 400, y: 360, rx: 286, ry: 186 }
  const body = dome(c, area, contents, random) + basketFront(c)
  return shadow(c, 400, 716, 310) + handle(c) + body + bow(c, 400, 556, 0.9, ribbon)
}

const WICKER: Hsl = [30, 44, 48]

/** Draws the basket's handle behind the flowers. */
export function handle(c: Canvas): string {
  const arc = "M150,510C130,-40 670,-40 650,510"
  const twist = c.linear([
    [0, shift(WICKER, -14)],
    [1, shift(WICKER, 12)],
  ])
  return (
    `<path d="${arc}" fill="none" stroke="${css(shift(WICKER, -22))}" stroke-width="26"/>` +
    `<path d="${arc}" fill="none" stroke="${twist}" stroke-width="20"/>` +
    `<path d="${arc}" fill="none" stroke="${css(shift(WICKER, 22))}" stroke-width="20" stroke-dasharray="9 15"/>`
  )
}

export function basketFront(c: Canvas): string {
  const body =
    "M130,492C150,530 270,548 400,548C530,548 650,530 670,492L618,684C590,716 500,728 400,728C300,728 210,716 182,684Z"
  const cane = (x: number, y: number) => {
    const fill = c.linear([
      [0, shift(WICKER, -13)],
      [0.6, shift(WICKER, 8)],
      [1, shift(WICKER, 15)],
    ])
    return `<rect x="${x}" y="${y}" width="35" height="16" rx="8" fill="${fill}"/>`
  }
  const weave = c.pattern(
    40,
    40,
    `<rect width="40" height="40" fill="${css(shift(WICKER, -24))}"/>${cane(2, 2)}${cane(-18, 22)}${cane(22, 22)}`,
  )
  const round = c.linear(
    [
      [0, [26, 50, 8], 0.5],
      [0.28, [40, 60, 90], 0.12],
      [0.6, [26, 50, 8], 0.05],
      [1, [26, 50, 8], 0.6],
    ],
    90,
  )
  const braid = Array.from({ length: 30 }, (_, at) => {
    const part = at / 29
    const x = 126 + part * 548
    const y = 494 + Math.sin(part * Math.PI) * 50
    return `<rect x="-17" y="-11" width="34" height="22" rx="11" fill="${css(shift(WICKER, at % 2 ? 8 : -3))}" stroke="${css(shift(WICKER, -22), 0.7)}" stroke-width="1.4" transform="translate(${n(x)},${n(y)}) rotate(${n(-38 + Math.cos(part * Math.PI) * 18)})"/>`
  })
  return path(body, weave) + path(body, round) + braid.join("")
}

export type VaseKind = "glass" | "rishtan"

/** Draws an empty vase that fills the picture. */
export function vaseScene(c: Canvas, name: string, walls: Walls, kind: VaseKind): string {
  const random = randomOf(name)
  return (
    backdrop(c, walls, random) + shadow(c, 400, 706, 190) + (kind === "glass" ? glassVase(c) : rishtanVase(c))
  )
}

function glassVase(c: Canvas): string {
  const body =
    "M298,140C306,280 250,380 268,520C278,640 320,704 400,704C480,704 522,640 532,520C550,380 494,280 502,140Z"
  const water = "M262,440C262,600 300,694 400,694C500,694 538,600 538,440C500,456 300,456 262,440Z"
  const glass = c.linear(
    [
      [0, [200, 30, 78], 0.75],
      [0.18, [200, 40, 97], 0.35],
      [0.55, [200, 30, 92], 0.22],
      [0.85, [204, 30, 80], 0.4],
      [1, [206, 34, 66], 0.75],
    ],
    90,
  )
  const deep = c.linear([
    [0, [196, 46, 62], 0.62],
    [1, [196, 40, 82], 0.42],
  ])
  return (
    ellipse(400, 140, 102, 20, css([200, 30, 90], 0.7), ` stroke="${css([204, 30, 70])}" stroke-width="3"`) +
    path(body, glass, ` stroke="${css([204, 30, 72], 0.8)}" stroke-width="3"`) +
    path(water, deep) +
    ellipse(400, 442, 138, 17, css([194, 50, 90], 0.72)) +
    path(
      "M304,190C316,320 276,400 286,520C288,560 296,600 306,624C288,560 296,440 322,360C336,300 326,240 322,190Z",
      css([0, 0, 100], 0.65),
    ) +
    path("M488,220C486,300 512,380 516,470C520,400 506,300 500,220Z", css([0, 0, 100], 0.5)) +
    ellipse(400, 690, 84, 10, css([200, 40, 96], 0.5))
  )
}

/** Ornament of Rishtan pottery: blue and turquoise on white. */
function rishtanVase(c: Canvas): string {
  const body =
    "M330,150C340,230 348,250 300,320C232,410 236,600 330,700H470C564,600 568,410 500,320C452,250 460,230 470,150Z"
  const inside = c.clip(body)
  const blue = "hsl(220,78%,36%)"
  const sky = "hsl(184,62%,46%)"
  const leafShape = "M0,0C-14,-16 -12,-38 0,-52C12,-38 14,-16 0,0Z"
  const flowerAt = (x: number, y: number, r: number) =>
    `<g transform="translate(${x},${y}) scale(${r})">${Array.from({ length: 8 }, (_, at) => path(leafShape, at % 2 ? sky : blue, ` transform="rotate(${at * 45})"`)).join("")}${ellipse(0, 0, 13, 13, "hsl(34,80%,56%)")}${ellipse(0, 0, 6, 6, blue)}</g>`
  const row = (y: number, count: number, size: number) =>
    Array.from({ length: count }, (_, at) =>
      path(
        leafShape,
        at % 2 ? blue : sky,
        ` transform="translate(${n(240 + (at * 320) / (count - 1))},${y}) scale(${size})"`,
      ),
    ).join("")
  const bands = [176, 300, 352, 596, 660]
    .map(
      (y, at) =>
        `<rect x="200" y="${y}" width="400" height="${at === 0 ? 26 : 9}" fill="${at % 2 ? sky : blue}"/>`,
    )
    .join("")
  const round = c.linear(
    [
      [0, [220, 50, 12], 0.5],
      [0.25, [200, 60, 98], 0.3],
      [0.5, [220, 50, 12], 0],
      [1, [220, 50, 12], 0.5],
    ],
    90,
  )
  return (
    path(body, "hsl(46,40%,95%)") +
    `<g clip-path="${inside}">${bands}${row(348, 15, 0.7)}${flowerAt(400, 474, 1.5)}${flowerAt(268, 474, 1)}${flowerAt(532, 474, 1)}${row(660, 13, 1)}${row(262, 11, 0.8)}</g>` +
    path(body, round) +
    ellipse(400, 150, 70, 15, "hsl(220,50%,22%)", ` stroke="hsl(220,78%,40%)" stroke-width="6"`)
  )
}
