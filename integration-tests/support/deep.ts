/** `npm run test:deep`: the long form of the proofs that have one. */
export const isDeep = process.env.GULDASTA_DEEP === "yes"
