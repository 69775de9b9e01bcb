import { AZIZA, botSuite } from "./support"
import { comesIn, words } from "./shopper-support"
import { label, pattern, saying } from "../support/labels"

botSuite("search", ({ telegram }) => {
  it("finds words of both languages, with typing errors, and in the other alphabet", async () => {
    const shopper = telegram().person(AZIZA)
    await comesIn(shopper)
    for (const [asked, title] of [
      ["пиноы", "Пионовый сон"],
      ["ПИОНЫ!", "Пионовый сон"],
      ["atirgull", "красная роза"],
      ["атиргул", "красная роза"],
      ["roza", "Роза"],
      ["белые розы", "Белая тишина"],
      ["oq atirgul", "Белая тишина"],
      ["to'y", "Белая тишина"],
      ["toʻy", "Белая тишина"],
      ["хризантемма", "Снежные шапки"],
      ["гипсофилла", "Розовое облако"],
      ["vip", "101 красная роза"],
      ["букет для мамы", "Розовое облако"],
    ]) {
      await shopper.sends(`/search ${asked}`)
      const found = await shopper.sees(label("catalog.found_heading", { words: asked }))
      expect({ asked, found: words(found) }).toEqual({ asked, found: expect.stringContaining(title) })
      expect(found.photo).toBeDefined()
    }
  })

  it("asks for words, and searches again for each new text, also in Uzbek", async () => {
    const shopper = telegram().person(AZIZA)
    await comesIn(shopper, "uz")
    await shopper.taps(saying("common.menu_search", {}, "uz"))
    await shopper.sees(saying("catalog.search_ask", {}, "uz"))
    await shopper.sends("lola")
    await shopper.sees(/lola, 40 sm/)
    await shopper.sends("atirgul")
    await shopper.sees(saying("catalog.found_heading", { words: "atirgul" }, "uz"))
    await shopper.taps("›")
    await shopper.sees(saying("catalog.found_heading", { words: "atirgul" }, "uz"))
    await shopper.taps(/^1\. /)
    await shopper.sees(/soʻm/)
    await shopper.taps(saying("common.back", {}, "uz"))
    await shopper.sees(saying("catalog.found_heading", { words: "atirgul" }, "uz"))

    // A command works as a command, also while the search waits for words.
    await shopper.taps(saying("catalog.search_again", {}, "uz"))
    await shopper.sees(saying("catalog.search_ask", {}, "uz"))
    await shopper.sends("/cart")
    await shopper.sees(saying("cart.empty", {}, "uz"))
  })

  it("answers clearly when nothing is found, for any text", async () => {
    const shopper = telegram().person(AZIZA)
    await comesIn(shopper)
    await shopper.taps(saying("common.menu_search"))
    await shopper.sees(saying("catalog.search_ask"))
    for (const asked of [
      "асдфгхйкл",
      "💐🌷",
      "' OR 1=1; drop table product; --",
      "<b>жирно</b> & <script>alert(1)</script> {{words}} $&",
      "%_\\",
      "ъ".repeat(4000),
      "ыъщ ".repeat(1000),
    ]) {
      await shopper.sends(asked)
      await shopper.sees(pattern`${saying("catalog.search_nothing")}|${saying("catalog.search_no_words")}`)
      expect(await shopper.buttons()).toContain(label("common.menu_catalog"))
    }
  })
})
