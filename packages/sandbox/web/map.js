// @ts-check
/** Draws a fictitious map for a location, because the sandbox works offline. */

import { drawing, shape } from "./icons.js"

const WIDTH = 320
const HEIGHT = 170

/**
 * Draws the map. The same coordinates always give the same streets.
 *
 * @param {{ latitude: number, longitude: number }} place
 */
export function mapPicture({ latitude, longitude }) {
  const random = dice(Math.round(latitude * 1e4) * 7919 + Math.round(longitude * 1e4))
  const park = shape("ellipse", {
    class: "map-park",
    cx: random() * WIDTH,
    cy: random() * HEIGHT,
    rx: 30 + random() * 40,
    ry: 20 + random() * 25,
  })
  const turn = shape("g", {
    transform: `rotate(${Math.round(random() * 50 - 25)} ${WIDTH / 2} ${HEIGHT / 2})`,
  })
  turn.append(...streets(random))
  return drawing(
    "map-picture",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "xMidYMid slice" },
    shape("rect", { class: "map-ground", width: WIDTH, height: HEIGHT }),
    park,
    turn,
    shape("ellipse", { class: "map-shadow", cx: WIDTH / 2, cy: HEIGHT / 2, rx: 9, ry: 3.5 }),
    shape("path", {
      class: "map-pin",
      d: `M${WIDTH / 2} ${HEIGHT / 2}c-2-9-17-17-17-32a17 17 0 1 1 34 0c0 15-15 23-17 32z`,
    }),
    shape("circle", { class: "map-pin-eye", cx: WIDTH / 2, cy: HEIGHT / 2 - 33, r: 6.5 }),
  )
}

/** @param {() => number} random */
function streets(random) {
  const lines = []
  for (let x = -80; x < WIDTH + 80; x += 26 + random() * 46) {
    lines.push(street(`M${x} -120L${x + random() * 24 - 12} ${HEIGHT + 120}`, random() > 0.72))
  }
  for (let y = -80; y < HEIGHT + 80; y += 24 + random() * 40) {
    lines.push(street(`M-120 ${y}L${WIDTH + 120} ${y + random() * 20 - 10}`, random() > 0.76))
  }
  return lines
}

/**
 * @param {string} d
 * @param {boolean} main
 */
const street = (d, main) => shape("path", { d, class: main ? "map-street map-main" : "map-street" })

/** @param {number} seed */
function dice(seed) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
