import { AZIZA, botSuite } from "../bot/support"
import { comesIn } from "../bot/shopper-support"
import { eventually } from "../support/eventually"
import { saying } from "../support/labels"

const LIMIT = 6

botSuite(
  "a shopper who taps too fast",
  ({ telegram }) => {
    it("gets one rate-limit notice, and is served again after a pause", async () => {
      const shopper = telegram().person(AZIZA)
      await comesIn(shopper)
      const { message_id } = await shopper.sees(saying("common.menu"), { anyTime: true })
      const before = (await telegram().calls()).length
      const flood = 5 * LIMIT
      await Promise.all(Array.from({ length: flood }, () => shopper.forges("cat", { message_id })))

      const since = async (method: string) =>
        (await telegram().calls({ method })).slice(-flood).filter(({ at }) => at >= began)
      const began = (await telegram().calls())[before - 1].at
      await eventually(async () => expect(await since("answerCallbackQuery")).toHaveLength(flood))
      const asked = (await since("answerCallbackQuery")).filter(({ params }) =>
        saying("common.too_fast").test(String(params.text)),
      )
      expect(asked.length).toBeGreaterThan(0)
      const edits = (await telegram().calls()).slice(before).filter(({ method }) => /^edit/.test(method))
      expect(edits.length).toBeGreaterThan(0)
      // The edits of one rate-limit period, or of two when the taps cross its boundary.
      expect(edits.length).toBeLessThanOrEqual(2 * LIMIT)
      expect(asked.length).toBeLessThanOrEqual(Math.ceil(edits.length / LIMIT))

      await eventually(async () => {
        await shopper.forges("menu", { message_id })
        await shopper.sees(saying("common.menu"), { within: 1000 })
      }, 60_000)
    })
  },
  { environment: async () => ({ SHOPPER_UPDATES_PER_TEN_SECONDS: String(LIMIT) }) },
)
