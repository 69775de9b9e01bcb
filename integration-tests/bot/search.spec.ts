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

  it("finds what a text without a question asks for: prices, holidays, the other keyboard layout", async () => {
    const shopper = telegram().person(AZIZA)
    await comesIn(shopper)
    const listed = async (text: string) => {
      await shopper.sends(text)
      const found = words(await shopper.sees(label("catalog.found_heading", { words: text })))
      return found.split("\n").filter((line) => /^\d\. /.test(line))
    }
    const priceIn = (line: string) => Number(line.split("—")[1].replace(/\D/g, ""))
    for (const text of ["букет до 300 тысяч", "guldasta 300 minggacha"]) {
      const prices = (await listed(text)).map(priceIn)
      expect(prices.length).toBeGreaterThan(2)
      expect(Math.max(...prices)).toBeLessThanOrEqual(300_000)
    }
    expect((await listed("hjps"))[0]).toMatch(/роз/i)
    expect((await listed("фешкпгд"))[0]).toMatch(/роз/i)
    const [first] = await listed("красные розы")
    expect(first).toMatch(/роз|алый/i)
    expect(priceIn(first)).toBeLessThan(1_000_000)
    expect((await listed("тюльпан"))[0]).toMatch(/тюльпан/i)
    for (const text of ["8 марта", "букет на день рождения", "красные гвоздики на праздник"]) {
      expect((await listed(text)).join()).not.toMatch(/память/i)
    }
    expect((await listed("на похороны")).join()).toMatch(/память/i)
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
    await shopper.taps(/^1$/)
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
