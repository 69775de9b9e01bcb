/** The reason why a picture cannot be used, as a sentence for the user. */
export class PictureProblem extends Error {}
