// @ts-check

/**
 * Sets the page's height to the visible height. On some phones the on-screen keyboard does not shrink the page and would
 * cover the input.
 *
 * @param {HTMLElement} app
 */
export function fitToKeyboard(app) {
  const seen = window.visualViewport
  seen?.addEventListener("resize", () => {
    // A zoomed-in user looks at a part of the page on purpose.
    if (seen.scale === 1) {
      app.style.height = `${seen.height}px`
      window.scrollTo(0, 0)
    }
  })
}
