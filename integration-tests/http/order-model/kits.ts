export type Pieces = { rose: number; ribbon: number }

export const NONE: Pieces = { rose: 0, ribbon: 0 }

/** The flowers of each product of the fixture. */
export const KITS: Pieces[] = [{ rose: 20, ribbon: 1 }, { rose: 5, ribbon: 0 }, NONE]
