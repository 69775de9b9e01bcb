/** A sentence that says why a picture cannot be used. */
export class PictureProblem extends Error {}
