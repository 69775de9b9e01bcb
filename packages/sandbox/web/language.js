// @ts-check
/** The page's language: the user's choice, else the browser's, else English. */

import { texts } from "./texts.js"

/** @import { TextKey } from "./texts.js" */
/** @typedef {keyof typeof texts} Language */

const KEY = "sandbox-language"

/** Each language by its own name. @type {Record<Language, string>} */
export const LANGUAGES = { en: "English", ru: "Русский", uz: "Oʻzbekcha" }

/** @type {Language} */
export const language =
  [localStorage.getItem(KEY), ...navigator.languages.map((tag) => tag.split("-")[0])].find(isLanguage) ?? "en"

document.documentElement.lang = language

/**
 * Returns the text in the page's language.
 *
 * @param {TextKey} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  return texts[language][key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]))
}

/**
 * Remembers the language and shows the page in it.
 *
 * @param {Language} chosen
 */
export function chooseLanguage(chosen) {
  localStorage.setItem(KEY, chosen)
  location.reload()
}

/**
 * @param {string | null} name
 * @returns {name is Language}
 */
function isLanguage(name) {
  return name !== null && Object.hasOwn(texts, name)
}
