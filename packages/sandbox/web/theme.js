// @ts-check
/** The light or dark theme: the user's choice, else the system's preference. */

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

/** Switches the theme and stores the choice. */
export function toggleTheme() {
  localStorage.setItem(KEY, currentTheme() === "dark" ? "light" : "dark")
  applyTheme()
}

function applyTheme() {
  document.documentElement.dataset.theme = currentTheme()
}

systemDark.addEventListener("change", applyTheme)
// All open windows switch together.
window.addEventListener("storage", applyTheme)
applyTheme()
