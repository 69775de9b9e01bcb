/** True in `npm run test:deep`, which runs the property-based tests longer. */
export const isDeep = process.env.GULDASTA_DEEP === "yes"
