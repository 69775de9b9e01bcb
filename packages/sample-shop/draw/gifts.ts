import { backdrop, shadow } from "./backdrop"
import { ellipse, n, path, type Canvas } from "./canvas"
import { css, shift, type Hsl } from "./color"
import { basketFront, boxFront, handle, hatBox } from "./containers"
import { flower, SPECIES } from "./flowers"
import { randomOf } from "./random"
import type { Walls } from "./scenes"
import { bow } from "./wrapping"

/** Gifts and other additions to a bouquet. */
export type Gift =
  | "card"
  | "chocolate-bar"
  | "chocolate-box"
  | "heart"
  | "balloons"
  | "kraft"
  | "film"
  | "felt"
  | "box"
  | "basket"

export function giftScene(c: Canvas, name: string, walls: Walls, gift: Gift): string {
  return backdrop(c, walls, randomOf(name)) + drawGift(c, gift)
}

export function drawGift(c: Canvas, gift: Gift): string {
  const drawings: Record<Gift, () => string> = {
    card: () => card(c),
    "chocolate-bar": () => chocolateBar(c),
    "chocolate-box": () => chocolateBox(c),
    heart: () => heart(c, 400, 330, 2.1, [352, 82, 52]),
    balloons: () => balloons(c),
    kraft: () =>
      rolls(
        c,
        [
          [30, 40, 62],
          [32, 36, 54],
          [28, 42, 70],
        ],
        [26, 40, 38],
        1,
      ),
    film: () =>
      rolls(
        c,
        [
          [340, 40, 86],
          [272, 30, 86],
          [190, 34, 85],
        ],
        [340, 46, 66],
        0.82,
      ),
    felt: () =>
      rolls(
        c,
        [
          [352, 44, 44],
          [222, 26, 34],
          [42, 22, 84],
        ],
        [42, 60, 62],
        1,
      ),
    box: () =>
      shadow(c, 400, 712, 290) +
      hatBox([344, 38, 78]) +
      ellipse(400, 448, 216, 44, "hsl(344,26%,38%)") +
      boxFront(c, [344, 38, 78], [42, 62, 64]),
    basket: () =>
      shadow(c, 400, 716, 310) +
      handle(c) +
      ellipse(400, 496, 264, 44, "hsl(28,40%,24%)") +
      basketFront(c) +
      bow(c, 400, 560, 0.9, [352, 60, 56]),
  }
  return drawings[gift]()
}

function card(c: Canvas): string {
  const paper = c.linear([
    [0, [40, 44, 90]],
    [1, [42, 60, 97]],
  ])
  const line = (y: number, width: number) =>
    `<path d="M${n(400 - width / 2)},${y}q${n(width / 8)},-14 ${n(width / 4)},0t${n(width / 4)},0t${n(width / 4)},0t${n(width / 4)},0" fill="none" stroke="hsl(344,40%,46%)" stroke-width="4" stroke-linecap="round"/>`
  const sprig = [
    ["ROSE-PINK-50", 214, 250, 0.5],
    ["ROSE-SPRAY-PEACH", 268, 222, 0.38],
    ["ROSE-PINK-50", 560, 612, 0.48],
    ["ROSE-SPRAY-PEACH", 508, 634, 0.36],
  ] as const
  const leaves = [
    [196, 300, 200],
    [250, 196, 20],
    [300, 210, 70],
    [586, 566, 20],
    [528, 640, 250],
    [470, 640, 268],
  ].map(([x, y, turn], at) => c.show(flower(c, SPECIES.EUCALYPTUS, at), x, y, 0.42, turn))
  const flowers = sprig.map(([sku, x, y, size], at) =>
    c.show(flower(c, SPECIES[sku], at), x, y, size, at * 60),
  )
  return (
    `<g transform="rotate(-5 400 420)">${shadow(c, 400, 690, 280, 0.2)}` +
    `<rect x="176" y="196" width="460" height="470" rx="12" fill="${css([24, 40, 20], 0.2)}"/>` +
    `<rect x="166" y="184" width="460" height="470" rx="12" fill="hsl(350,42%,84%)"/>` +
    `<rect x="186" y="204" width="420" height="430" rx="6" fill="${paper}"/>` +
    `<rect x="202" y="220" width="388" height="398" rx="4" fill="none" stroke="hsl(40,56%,66%)" stroke-width="2"/>` +
    line(360, 240) +
    line(420, 270) +
    line(480, 220) +
    line(540, 140) +
    leaves.join("") +
    flowers.join("") +
    "</g>"
  )
}

function chocolateBar(c: Canvas): string {
  const brown: Hsl = [20, 56, 22]
  const square = (x: number, y: number) => {
    const top = c.linear([
      [0, shift(brown, 4)],
      [1, shift(brown, 16)],
    ])
    return `<g transform="translate(${x},${y})"><rect width="86" height="78" rx="8" fill="${css(shift(brown, -6))}"/><rect x="4" y="3" width="78" height="68" rx="7" fill="${top}"/><rect x="15" y="13" width="56" height="46" rx="5" fill="${css(brown)}"/><path d="M15,18q0,-5 5,-5h46q5,0 5,5" fill="none" stroke="${css(shift(brown, 26), 0.7)}" stroke-width="2"/></g>`
  }
  const squares = Array.from({ length: 12 }, (_, at) =>
    square(224 + (at % 4) * 88, 150 + Math.floor(at / 4) * 80),
  ).join("")
  const foil = c.linear(
    [
      [0, [42, 56, 58]],
      [0.4, [44, 70, 80]],
      [0.6, [42, 60, 62]],
      [1, [46, 76, 86]],
    ],
    60,
  )
  const wrap = c.linear(
    [
      [0, [352, 58, 30]],
      [0.3, [352, 58, 42]],
      [1, [352, 60, 24]],
    ],
    90,
  )
  const zigzag = Array.from({ length: 18 }, (_, at) => `L${216 + at * 21.5},${at % 2 ? 366 : 388}`).join("")
  const nuts = [
    [640, 640, 20],
    [676, 664, 80],
    [608, 676, 140],
    [150, 668, 40],
    [190, 690, 100],
  ].map(
    ([x, y, turn]) =>
      `<g transform="translate(${x},${y}) rotate(${turn})">${path("M0,-24C16,-18 18,12 0,22C-18,12 -16,-18 0,-24Z", "hsl(26,56%,42%)")}<path d="M-4,-16Q-8,0 -3,16M4,-16Q8,0 4,16" stroke="hsl(26,50%,30%)" fill="none" stroke-width="1.6"/></g>`,
  )
  return (
    shadow(c, 400, 694, 260) +
    nuts.join("") +
    `<g transform="rotate(8 400 420)">${squares}<path d="M212,400L216,366${zigzag}L590,400V690H212Z" fill="${foil}"/><rect x="206" y="412" width="390" height="282" rx="8" fill="${wrap}"/><rect x="230" y="438" width="342" height="230" rx="4" fill="none" stroke="hsl(42,62%,66%)" stroke-width="3"/>${c.show(flower(c, SPECIES["ROSE-CREAM-70"], 0), 401, 552, 0.82)}</g>`
  )
}

function chocolateBox(c: Canvas): string {
  const base: Hsl = [344, 34, 36]
  const tones: Hsl[] = [
    [20, 56, 24],
    [26, 52, 36],
    [36, 46, 78],
    [16, 60, 18],
  ]
  const sweet = (x: number, y: number, at: number) => {
    const tone = tones[(at * 7 + Math.floor(at / 4)) % 4]
    const dome = c.radial(
      [
        [0, shift(tone, 24)],
        [0.5, tone],
        [1, shift(tone, -9)],
      ],
      0.36,
      0.3,
      0.75,
    )
    const top =
      at % 3 === 0
        ? `<path d="M-24,-6Q-12,-20 0,-6T24,-6M-22,8Q-10,-6 2,8T24,8" stroke="${css(shift(tone, tone[2] > 50 ? -40 : 40))}" fill="none" stroke-width="4" stroke-linecap="round"/>`
        : at % 3 === 1
          ? ellipse(0, -4, 12, 15, "hsl(30,56%,52%)")
          : [
              [-9, -6],
              [8, -10],
              [0, 8],
              [13, 6],
            ]
              .map(([dx, dy]) => ellipse(dx, dy, 4, 4, "hsl(92,40%,52%)"))
              .join("")
    return `<g transform="translate(${x},${y})">${ellipse(0, 3, 45, 43, "hsl(28,34%,20%)")}${ellipse(0, 0, 42, 40, css([36, 44, 70]))}${ellipse(2, 6, 37, 35, css([20, 50, 8], 0.35))}${ellipse(0, 0, 35, 33, dome)}${top}</g>`
  }
  const sweets = Array.from({ length: 16 }, (_, at) =>
    sweet(253 + (at % 4) * 98, 280 + Math.floor(at / 4) * 98, at),
  ).join("")
  return (
    shadow(c, 410, 700, 300) +
    `<g transform="rotate(-4 400 430)"><rect x="182" y="214" width="440" height="452" rx="18" fill="${css(shift(base, -14))}"/><rect x="176" y="204" width="440" height="452" rx="18" fill="${c.linear(
      [
        [0, base],
        [1, shift(base, 12)],
      ],
    )}"/><rect x="196" y="224" width="400" height="412" rx="8" fill="hsl(30,30%,16%)"/>${sweets}</g>` +
    `<g transform="translate(612,640) rotate(18)">${bow(c, 0, 0, 0.8, [42, 62, 62])}</g>`
  )
}

function shine(c: Canvas, color: Hsl): string {
  return c.radial(
    [
      [0, shift(color, 26)],
      [0.35, shift(color, 8)],
      [0.75, color],
      [1, shift(color, -15)],
    ],
    0.34,
    0.28,
    0.85,
  )
}

function heart(c: Canvas, x: number, y: number, scale: number, color: Hsl): string {
  const d =
    "M0,110C-40,66 -122,10 -122,-50C-122,-104 -48,-128 0,-66C48,-128 122,-104 122,-50C122,10 40,66 0,110Z"
  return (
    `<path d="M${x},${n(y + 112 * scale)}C${x - 40},${n(y + 150 * scale)} ${x + 46},${n(y + 180 * scale)} ${x - 6},900" fill="none" stroke="${css(shift(color, 10), 0.7)}" stroke-width="4"/>` +
    `<g transform="translate(${x},${y}) scale(${n(scale)})">${path(d, css([350, 40, 10], 0.16), ` transform="translate(7,10)"`)}${path(d, shine(c, color))}${path("M-9,108L9,108L14,124L-14,124Z", css(shift(color, -8)))}${path("M-96,-66C-88,-96 -60,-100 -42,-86C-66,-88 -84,-70 -90,-38C-98,-46 -98,-56 -96,-66Z", css([0, 0, 100], 0.6))}${ellipse(64, -70, 12, 7, css([0, 0, 100], 0.4), ` transform="rotate(24 64 -70)"`)}</g>`
  )
}

function balloons(c: Canvas): string {
  const all: [number, number, number, Hsl][] = [
    [270, 250, 0.92, [196, 56, 72]],
    [534, 240, 0.92, [46, 80, 72]],
    [400, 190, 1, [344, 62, 76]],
    [316, 400, 0.96, [270, 46, 78]],
    [490, 396, 0.98, [14, 78, 76]],
  ]
  const strings = all.map(
    ([x, y, s]) =>
      `<path d="M${x},${n(y + 128 * s)}C${x},${n(y + 240)} 404,560 400,700" fill="none" stroke="hsl(30,20%,56%)" stroke-width="2.4"/>`,
  )
  const bodies = all.map(
    ([x, y, s, color]) =>
      `<g transform="translate(${x},${y}) scale(${s})">${path("M-8,122L8,122L13,138L-13,138Z", css(shift(color, -12)))}${path("M0,124C-60,96 -104,30 -104,-26C-104,-90 -58,-128 0,-128C58,-128 104,-90 104,-26C104,30 60,96 0,124Z", shine(c, color))}${ellipse(-46, -66, 18, 34, css([0, 0, 100], 0.5), ` transform="rotate(28 -46 -66)"`)}</g>`,
  )
  return (
    shadow(c, 400, 726, 130, 0.22) +
    strings.join("") +
    bodies.join("") +
    bow(c, 400, 690, 0.72, [344, 56, 66])
  )
}

function rolls(c: Canvas, colors: Hsl[], ribbon: Hsl, alpha: number): string {
  const roll = (color: Hsl, x: number, top: number, turn: number) => {
    const body = c.linear(
      [
        [0, shift(color, -16), alpha],
        [0.25, shift(color, 13), alpha],
        [0.55, color, alpha],
        [1, shift(color, -20), alpha],
      ],
      90,
    )
    const rings = [50, 40, 30, 20].map((r) =>
      ellipse(0, 0, r, r * 0.3, "none", ` stroke="${css(shift(color, -14))}" stroke-width="2"`),
    )
    return `<g transform="translate(${x},720) rotate(${turn})"><rect x="-56" y="${top - 720}" width="112" height="${n(712 - top)}" fill="${body}"/>${ellipse(0, -8, 56, 17, css(shift(color, -18)))}<g transform="translate(0,${top - 720})">${ellipse(0, 0, 56, 17, css(shift(color, 12)))}${rings.join("")}${ellipse(0, 0, 11, 3.6, css(shift(color, -40)))}</g></g>`
  }
  const flap = path(
    "M452,330C520,300 640,330 668,420C690,500 668,640 700,716H470Z",
    c.linear(
      [
        [0, shift(colors[0], -10), alpha],
        [0.5, shift(colors[0], 9), alpha],
        [1, shift(colors[0], -4), alpha],
      ],
      70,
    ),
  )
  return (
    shadow(c, 400, 728, 300) +
    roll(colors[1], 248, 190, -6) +
    roll(colors[2], 556, 230, 7) +
    flap +
    roll(colors[0], 408, 150, 0) +
    bow(c, 408, 470, 0.92, ribbon)
  )
}
