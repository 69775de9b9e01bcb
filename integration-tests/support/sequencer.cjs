const Sequencer = require("@jest/test-sequencer").default

/** Files that take minutes, the longest first. */
const LONG = [
  "/together/",
  "/http/order-model",
  "/plugin/",
  "/proofs/",
  "/ops/several-processes",
  "/start/",
  "/browser/",
]

/** Starts the longest files first: a long file that starts last would keep one worker busy and the others idle. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const index = LONG.findIndex((part) => path.includes(part))
      return index < 0 ? LONG.length : index
    }
    return super.sort(tests).sort((one, other) => rank(one) - rank(other))
  }
}
