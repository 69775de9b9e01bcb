// @ts-check

/**
 * Keeps the page as high as what is seen of it: where a phone's keyboard does not shrink the page, it would lie over
 * the input.
 *
 * @param {HTMLElement} app
 */
export function fitToKeyboard(app) {
  const seen = window.visualViewport
  seen?.addEventListener("resize", () => {
    // Who has zoomed in looks at a part on purpose.
    if (seen.scale === 1) {
      app.style.height = `${seen.height}px`
      window.scrollTo(0, 0)
    }
  })
}
