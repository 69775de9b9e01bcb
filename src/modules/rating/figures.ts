import type { RatingFigures } from "./types"

/** Fewer ratings are not shown: one of them would decide the average. */
const LEAST_RATINGS = 5

/** @returns the average with one decimal, and the number of ratings; undefined while there are too few */
export function shownRating(
  figures: RatingFigures | null | undefined,
): { average: number; count: number } | undefined {
  return figures && figures.count >= LEAST_RATINGS
    ? { average: Math.round((figures.sum * 10) / figures.count) / 10, count: figures.count }
    : undefined
}
