import { isDeep } from "./deep"

/**
 * Seed of the property-based tests. It is fixed in `npm test`, so that a random failure does not block an
 * unrelated change. The deep tests use a new seed for each run. `PROPERTY_SEED` repeats a run; the
 * order model also begins at a case of it, `PROPERTY_PATH`.
 */
export const SEED = Number(process.env.PROPERTY_SEED ?? (isDeep ? Date.now() % 2 ** 31 : 77))
