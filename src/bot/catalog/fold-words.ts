/** Normalizes words of search queries and of catalogue texts to a common form. */

const APOSTROPHES = /[ʻʼ'`’‘´ʹ′]/g
const WORDS = /[\p{L}\p{N}]+/gu

/** Stop words in Russian and Uzbek. */
const EMPTY_WORDS = new Set(
  "и в на с со из для к по или не а the от до за va bilan uchun bu ham yoki kerak нужен нужны хочу".split(
    " ",
  ),
)

/**
 * Returns the text in lower case, with "ё" as "е" and without apostrophes, so that "oʻ", "o'" and "o" are
 * equal.
 */
export function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll("ё", "е").replace(APOSTROPHES, "")
}

const allWords = (text: string): string[] => fold(text).match(WORDS) ?? []

/** Returns the folded words of a text without stop words. */
export const meaningfulWords = (text: string): string[] =>
  allWords(text).filter((word) => !EMPTY_WORDS.has(word))

/** Returns the folded words of a text without stop words, or all words when there are only stop words. */
export function wordsOf(text: string): string[] {
  const meaningful = meaningfulWords(text)
  return meaningful.length ? meaningful : allWords(text)
}

const RUSSIAN_ENDINGS =
  /(иями|ями|ами|ыми|ими|ого|его|ому|ему|ов|ев|ей|ам|ям|ах|ях|ом|ем|ой|ый|ий|ая|яя|ое|ее|ые|ие|ую|юю|ою|ых|их|ым|им|а|я|ы|и|у|ю|о|е|ь|й)$/
const UZBEK_ENDINGS = /(larning|lardan|larga|larni|lari|lar|ning|dan|ga|ni|si|li)$/

/**
 * Removes the grammatical ending of a folded word: "розы", "розой" and "роз" become equal, and so do "gul"
 * and "gullar".
 */
export function stem(word: string): string {
  const ending = /[а-я]/.test(word) ? RUSSIAN_ENDINGS : UZBEK_ENDINGS
  const bare = word.replace(ending, "")
  return bare.length >= 3 ? bare : word
}

// prettier-ignore
const TO_LATIN: Record<string, string> = {
  а: "a", б: "b", в: "v", г: "g", ғ: "g", д: "d", е: "e", ж: "j", з: "z", и: "i", й: "y", к: "k", қ: "q",
  л: "l", м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ў: "o", ф: "f", х: "x", ҳ: "h",
  ц: "ts", ч: "ch", ш: "sh", щ: "sh", ъ: "", ы: "i", ь: "", э: "e", ю: "yu", я: "ya",
}
// prettier-ignore
const TO_CYRILLIC: [string, string][] = [
  ["shch", "щ"], ["sh", "ш"], ["ch", "ч"], ["ya", "я"], ["yu", "ю"], ["yo", "е"], ["ts", "ц"], ["zh", "ж"],
  ["kh", "х"], ["a", "а"], ["b", "б"], ["v", "в"], ["w", "в"], ["g", "г"], ["d", "д"], ["e", "е"], ["j", "ж"],
  ["z", "з"], ["i", "и"], ["y", "ы"], ["k", "к"], ["q", "к"], ["l", "л"], ["m", "м"], ["n", "н"], ["o", "о"],
  ["p", "п"], ["r", "р"], ["s", "с"], ["t", "т"], ["u", "у"], ["f", "ф"], ["h", "х"], ["x", "х"], ["c", "ц"],
]

/**
 * Transliterates a word into the other alphabet: Uzbek typed in Cyrillic ("атиргул"), Russian typed in Latin
 * ("roza"). The result is approximate; the search tolerates typing errors.
 */
export function inOtherAlphabet(word: string): string {
  if (/[а-яғқўҳ]/.test(word)) {
    return [...word].map((letter) => TO_LATIN[letter] ?? letter).join("")
  }
  return TO_CYRILLIC.reduce((text, [latin, cyrillic]) => text.replaceAll(latin, cyrillic), word)
}

const LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
const CYRILLIC_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"

/**
 * Returns the text as it would be if its keys had been typed in the other layout of the keyboard, Russian or English:
 * "hjps" is "розы", "фешкпгд" is "atirgul".
 */
export function inOtherLayout(text: string): string {
  const typed = text.toLowerCase()
  const [from, to] = /[а-яё]/.test(typed) ? [CYRILLIC_KEYS, LATIN_KEYS] : [LATIN_KEYS, CYRILLIC_KEYS]
  return [...typed].map((letter) => to[from.indexOf(letter)] ?? letter).join("")
}

/** Returns each variant of the word with two adjacent letters swapped, a common typing error. */
export function swaps(word: string): string[] {
  return [...word]
    .slice(1)
    .map((letter, index) => word.slice(0, index) + letter + word[index] + word.slice(index + 2))
}
