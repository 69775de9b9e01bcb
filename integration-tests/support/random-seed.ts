import { isDeep } from "./deep"

/**
 * What chance begins with: in `npm test` always the same, so that nobody's change is kept out by chance; the long form
 * looks for something new each time. `PROPERTY_SEED` plays another's again.
 */
export const SEED = Number(process.env.PROPERTY_SEED ?? (isDeep ? Date.now() % 2 ** 31 : 77))
