// @ts-check
/** Light or dark: what the visitor chose here, else what their system prefers. */

const KEY = "sandbox-theme"
const systemDark = matchMedia("(prefers-color-scheme: dark)")

/** @returns {"light" | "dark"} the theme shown now */
export function currentTheme() {
  const chosen = localStorage.getItem(KEY)
  if (chosen === "light" || chosen === "dark") {
    return chosen
  }
  return systemDark.matches ? "dark" : "light"
}

/** Changes to the other theme and remembers it. */
export function toggleTheme() {
  localStorage.setItem(KEY, currentTheme() === "dark" ? "light" : "dark")
  applyTheme()
}

function applyTheme() {
  document.documentElement.dataset.theme = currentTheme()
}

systemDark.addEventListener("change", applyTheme)
// Several windows are open at once, one a person: they change together.
window.addEventListener("storage", applyTheme)
applyTheme()
