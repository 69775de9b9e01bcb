/** Minimum number of characters of a password, and of a password for the admin. */
export const SHORTEST_PASSWORD = { customer: 8, user: 10 }

/** Maximum number of characters. The checks and the hash of a longer text take too long. */
const LONGEST_PASSWORD = 200

/** Frequent passwords of at least 8 characters, without digits and signs at the end and in lower case. */
const COMMON = new Set(
  `password passwort parola sifre qwertyui qwertyuiop qwerty qwertyu asdfghjk asdfghjkl zxcvbnm zxcvbnmm qazwsx qazwsxedc
  1qaz2wsx 1q2w3e4r 1q2w3e4r5t 1q2w3e q1w2e3r4 abcdefgh abcd1234 abcabc admin administrator adminadmin iloveyou iloveu
  letmein welcome monkey dragon football baseball basketball superman batman sunshine princess starwars trustno
  whatever computer internet samsung shadow master michael jordan jennifer jessica charlie chocolate butterfly
  secret changeme default guest login passw0rd p@ssw0rd p@ssword pa55word pass passpass test testtest testing temp
  temporary root toor user manager owner shop flower flowers florist guldasta tashkent toshkent bukhara buxoro samarkand
  samarqand uzbekistan ozbekiston zolushka natasha marina privet lyubov ljubov solnyshko parol qwe123qwe qweasdzxc
  qweqwe asdasd zxczxc йцукен йцукенг йцукенгшщз пароль любовь привет солнышко наташа марина админ владелец
  магазин цветы букет гулдаста ташкент бухара самарканд`
    .split(/\s+/)
    .filter(Boolean),
)

/**
 * Checks a new password.
 *
 * @param kind whose password it is
 * @param login e-mail of the login; the password may not repeat its name
 * @returns what is wrong, as a sentence for the person; undefined for a good password
 */
export function passwordProblem(
  password: string,
  kind: keyof typeof SHORTEST_PASSWORD,
  login = "",
): string | undefined {
  const shortest = SHORTEST_PASSWORD[kind]
  if (password.length < shortest) {
    return `The password must have at least ${shortest} characters.`
  }
  if (password.length > LONGEST_PASSWORD) {
    return `The password must have at most ${LONGEST_PASSWORD} characters.`
  }
  const lower = password.toLowerCase()
  const core = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "")
  const name = login.toLowerCase().split("@")[0]
  const isCommon = COMMON.has(lower) || COMMON.has(core) || core === ""
  if (
    isCommon ||
    isMonotonous(lower) ||
    (name.length > 3 && core === name) ||
    lower === login.toLowerCase()
  ) {
    return "This password is easy to guess. Use several unrelated words, or a password from a password manager."
  }
  return undefined
}

/** Whether a text repeats a part of at most four characters, or counts up or down. */
function isMonotonous(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, index) => code - codes[index])
  return /^(.{1,4})\1+.{0,3}$/su.test(text) || steps.every((step) => step === steps[0] && Math.abs(step) <= 1)
}
