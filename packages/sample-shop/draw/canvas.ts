import { css, type Hsl } from "./color"

type Stop = [offset: number, color: Hsl, alpha?: number]

/** Collects the `<defs>` of one SVG drawing without duplicates. */
export class Canvas {
  private readonly definitions = new Map<string, { id: string; svg: string }>()

  constructor(
    readonly width: number,
    readonly height: number,
  ) {}

  /**
   * Defines a linear gradient from the bottom to the top of a shape.
   *
   * @param angle rotation in degrees
   */
  linear(stops: Stop[], angle = 0): string {
    const turn = angle ? ` gradientTransform="rotate(${angle} .5 .5)"` : ""
    return this.define(
      `<linearGradient x1=".5" y1="1" x2=".5" y2="0"${turn}>${stopsOf(stops)}</linearGradient>`,
    )
  }

  /** Defines a radial gradient. Centre and radius are fractions of the shape's size. */
  radial(stops: Stop[], cx = 0.5, cy = 0.5, radius = 0.5): string {
    return this.define(
      `<radialGradient cx="${cx}" cy="${cy}" r="${radius}">${stopsOf(stops)}</radialGradient>`,
    )
  }

  blur(deviation: number): string {
    return this.define(
      `<filter x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="${deviation}"/></filter>`,
    )
  }

  /** Defines a pattern of repeated tiles. */
  pattern(width: number, height: number, content: string, transform = ""): string {
    const turn = transform ? ` patternTransform="${transform}"` : ""
    return this.define(
      `<pattern width="${width}" height="${height}" patternUnits="userSpaceOnUse"${turn}>${content}</pattern>`,
    )
  }

  /** Defines a clip path. */
  clip(path: string): string {
    return this.define(`<clipPath><path d="${path}"/></clipPath>`)
  }

  /** Defines a drawing that {@link show} can use several times. Returns its id. */
  symbol(key: string, draw: () => string): string {
    const known = this.definitions.get(`symbol:${key}`)
    if (known) {
      return known.id
    }
    const id = `d${this.definitions.size}`
    this.definitions.set(`symbol:${key}`, { id, svg: "" })
    this.definitions.set(`symbol:${key}`, { id, svg: `<g id="${id}">${draw()}</g>` })
    return id
  }

  /**
   * Draws a symbol.
   *
   * @param turn rotation in degrees
   * @param squeeze vertical scale relative to `scale`
   */
  show(id: string, x: number, y: number, scale: number, turn = 0, squeeze = 1): string {
    const size = squeeze === 1 ? n(scale) : `${n(scale)},${n(scale * squeeze)}`
    return `<use href="#${id}" transform="translate(${n(x)},${n(y)}) scale(${size}) rotate(${n(turn)})"/>`
  }

  svg(content: string): string {
    const defs = [...this.definitions.values()].map(({ svg }) => svg).join("")
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}"><defs>${defs}</defs>${content}</svg>`
  }

  private define(element: string): string {
    const known = this.definitions.get(element)
    if (known) {
      return `url(#${known.id})`
    }
    const id = `d${this.definitions.size}`
    this.definitions.set(element, { id, svg: element.replace(/^<(\w+)/, `<$1 id="${id}"`) })
    return `url(#${id})`
  }
}

/** Rounds a number to two decimals, which keeps the SVG small. */
export const n = (value: number): string => String(Math.round(value * 100) / 100)

const stopsOf = (stops: Stop[]) =>
  stops
    .map(
      ([offset, color, alpha]) =>
        `<stop offset="${offset}" stop-color="${css(color)}"${alpha === undefined ? "" : ` stop-opacity="${alpha}"`}/>`,
    )
    .join("")

/**
 * Path of a petal from the origin upwards.
 *
 * @param width half of the largest width
 * @param tip shape of the tip: 0 is flat, 1 is pointed
 */
export function petal(length: number, width: number, tip: number): string {
  const shoulder = -length * (0.92 - tip * 0.19)
  const flat = width * (0.56 - tip * 0.5)
  const apex = n(-length * (1.07 + tip * 0.03))
  return `M0,0C${n(-width * 0.95)},${n(-length * 0.14)} ${n(-width * 1.22)},${n(shoulder * 0.86)} ${n(-flat)},${n(shoulder)}Q0,${apex} ${n(flat)},${n(shoulder)}C${n(width * 1.22)},${n(shoulder * 0.86)} ${n(width * 0.95)},${n(-length * 0.14)} 0,0Z`
}

/**
 * Draws shapes at equal angles around the origin.
 *
 * @param start angle of the first shape, in degrees
 */
export function around(count: number, draw: (index: number, angle: number) => string, start = 0): string {
  return Array.from({ length: count }, (_, index) => draw(index, start + (360 / count) * index)).join("")
}

export const path = (d: string, fill: string, rest = ""): string => `<path d="${d}" fill="${fill}"${rest}/>`
export const turned = (angle: number, svg: string): string => `<g transform="rotate(${n(angle)})">${svg}</g>`
export const ellipse = (cx: number, cy: number, rx: number, ry: number, fill: string, rest = ""): string =>
  `<ellipse cx="${n(cx)}" cy="${n(cy)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}"${rest}/>`
