/** A colour as hue (degrees), saturation and lightness (percent). */
export type Hsl = [hue: number, saturation: number, lightness: number]

const clamp = (value: number) => Math.max(0, Math.min(100, value))

export function css([hue, saturation, lightness]: Hsl, alpha = 1): string {
  const base = `${hue.toFixed(0)},${clamp(saturation).toFixed(0)}%,${clamp(lightness).toFixed(1)}%`
  return alpha === 1 ? `hsl(${base})` : `hsla(${base},${alpha})`
}

/** Changes a colour by the given percent of lightness and saturation, and degrees of hue. */
export const shift = ([h, s, l]: Hsl, lightness: number, saturation = 0, hue = 0): Hsl => [
  h + hue,
  clamp(s + saturation),
  clamp(l + lightness),
]

/** Colours of a flower, from the shadows between its petals to their edges. */
export type Palette = { deep: Hsl; base: Hsl; light: Hsl; rim: Hsl }

export function paletteOf(base: Hsl): Palette {
  return {
    deep: shift(base, -base[2] * 0.38, 6, -6),
    base,
    light: shift(base, (100 - base[2]) * 0.3, -2, 3),
    rim: shift(base, (100 - base[2]) * 0.58, -8, 5),
  }
}
