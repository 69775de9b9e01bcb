// @ts-check
/** The page's icons as SVG paths in a 24 × 24 view box. */

const SVG = "http://www.w3.org/2000/svg"

const strokes = {
  back: "M20 12H4.5M11 18.5 4.5 12 11 5.5",
  search: "M20.5 20.5l-4.6-4.6M10.8 18a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4z",
  attach:
    "M20.8 11.3l-8.9 8.9a5.8 5.8 0 0 1-8.2-8.2l9-9a3.9 3.9 0 0 1 5.5 5.5l-8.9 8.9a1.9 1.9 0 0 1-2.7-2.7l8.2-8.2",
  globe:
    "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3.5 12h17M12 3c2.6 2.6 3.8 5.6 3.8 9s-1.2 6.4-3.8 9c-2.6-2.6-3.8-5.6-3.8-9s1.2-6.4 3.8-9z",
  plus: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6 6 18",
  sun: "M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  moon: "M20 14.2A8.3 8.3 0 0 1 9.8 4 8.3 8.3 0 1 0 20 14.2z",
  help: "M12 21.2a9.2 9.2 0 1 0 0-18.4 9.2 9.2 0 0 0 0 18.4zM9.4 9.3a2.7 2.7 0 0 1 5.2.9c0 1.8-2.6 2.4-2.6 4M12 17.2v.1",
  photo:
    "M5 4h14a1.5 1.5 0 0 1 1.5 1.5v13A1.5 1.5 0 0 1 19 20H5a1.5 1.5 0 0 1-1.5-1.5v-13A1.5 1.5 0 0 1 5 4zM4 16.5l4.7-4.7 3.8 3.8 2.7-2.7 5 5M15.5 8.5v.1",
  location:
    "M12 21.5s7-6.2 7-11.3a7 7 0 1 0-14 0c0 5.1 7 11.3 7 11.3zM12 12.6a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  contact: "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.4-3.9 3.4-6 7.5-6s7.1 2.1 7.5 6z",
  check: "M4.5 12.5l5 5L19.5 7",
  checks: "M1.5 12.8l4.4 4.4L15.5 7M11.4 16.2l1.1 1L22 7",
  outside: "M8 16 16.5 7.5M9.5 7.5h7v7",
  down: "M5.5 9l6.5 6.5L18.5 9",
  copy: "M9 8.5h9.5a1 1 0 0 1 1 1V20a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V9.5a1 1 0 0 1 1-1zM4.8 15.5H4.5a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h9.5a1 1 0 0 1 1 1v.5",
  forward: "M14 7V3.5l7 7-7 7V14c-5 0-8.5 1.6-11 5 1-6 4.5-11 11-12z",
  reply: "M10 7V3.5L3 10.5l7 7V14c5 0 8.5 1.6 11 5-1-6-4.5-11-11-12z",
  block: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM5.7 5.7l12.6 12.6",
  unblock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12.5l2.8 2.8L16 9.5",
  channel: "M4 10v4h3l7 4.5v-13L7 10zM17.5 9.5a3.5 3.5 0 0 1 0 5",
  group:
    "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.3-3.2 2.8-5 6.5-5s6.2 1.8 6.5 5zM16 11.3a3 3 0 1 0-1-5.8M18.5 19.5h3c-.2-2.9-2-4.7-4.7-5",
  keyboard:
    "M4.5 4h15A1.5 1.5 0 0 1 21 5.5v13a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18.5v-13A1.5 1.5 0 0 1 4.5 4zM8 8.5h2.5v2.5H8zM13.5 8.5H16v2.5h-2.5zM8 13.5h2.5V16H8zM13.5 13.5H16V16h-2.5z",
  commands: "M15 4 9 20",
  lines: "M4 7h16M4 12h16M4 17h16",
  phone:
    "M6.5 3.5h2.6l1.5 4.3-2 1.6c1 2.4 3.6 5 6 6l1.6-2 4.3 1.5v2.6c0 1.6-1.1 2.7-2.8 2.5C10.5 19.3 4.7 13.5 4 6.3 3.8 4.6 4.9 3.5 6.5 3.5z",
  app: "M4 5h16v14H4zM4 9.5h16",
}
const fills = {
  send: "M3.3 20.7c-.4.2-.8-.2-.7-.6l1.7-6.3c0-.2.2-.3.4-.3l9.3-1.2c.3 0 .3-.5 0-.6L4.7 10.5c-.2 0-.4-.2-.4-.4L2.6 3.9c-.1-.4.3-.8.7-.6l18 8.2c.4.2.4.8 0 1z",
  more: "M12 7.5a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8zM12 13.9a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8zM12 20.3a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8z",
}

/** @typedef {keyof typeof strokes | keyof typeof fills} IconName */

/**
 * @param {IconName} name
 * @param {number} [size] in CSS pixels
 */
export function icon(name, size = 24) {
  const filled = name in fills
  const path = shape("path", { d: { ...strokes, ...fills }[name] })
  return drawing(
    `icon icon-${name}`,
    {
      viewBox: "0 0 24 24",
      width: size,
      height: size,
      ...(filled
        ? { fill: "currentColor" }
        : {
            fill: "none",
            stroke: "currentColor",
            "stroke-width": 1.9,
            "stroke-linecap": "round",
            "stroke-linejoin": "round",
          }),
    },
    path,
  )
}

/** The tail at the lower corner of a message bubble. */
export function bubbleTail() {
  const d = "M6 17H0V0c.193 2.84.876 5.767 2.05 8.782.904 2.325 2.446 4.485 4.625 6.48A1 1 0 0 1 6 17z"
  return drawing("tail", { viewBox: "0 0 7 17", width: 9, height: 20 }, shape("path", { d }))
}

/**
 * @param {string} className
 * @param {Record<string, string | number>} attributes
 * @param {SVGElement[]} children
 */
export function drawing(className, attributes, ...children) {
  const svg = shape("svg", { ...attributes, class: className, "aria-hidden": "true" })
  svg.append(...children)
  return svg
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @returns {SVGElement}
 */
export function shape(tag, attributes) {
  const element = /** @type {SVGElement} */ (document.createElementNS(SVG, tag))
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, String(value))
  }
  return element
}
