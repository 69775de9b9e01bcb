import type { CoreButton, CorePage } from "../hooks/use-access"

/** A button with its text in the user's language. `key` is the text's key in Medusa's admin. */
type RefusedButton = CoreButton & { key: string }

/** What the user's role may not do on Medusa's pages. */
export type Refusals = {
  pages: CorePage[]
  buttons: RefusedButton[]
  /** Path of the admin, such as `/app`. */
  base: string
  /** Tooltip of a refused link or button. */
  reason: string
}

const MARK = "data-guldasta-refused"
const CONTROLS = "a[href], button, [role=menuitem]"

const matches = (pattern: string, path: string) => new RegExp(pattern).test(path)

/** The part of an address below the admin's path, such as `/orders`. */
export function pathIn(base: string, pathname: string): string {
  return pathname.startsWith(base) ? pathname.slice(base.length).replace(/^\/*/, "/") : pathname
}

/** Whether the user's role may not open a page or form of Medusa's admin. */
export function isRefusedPage({ pages }: Refusals, path: string): boolean {
  return pages.find((page) => matches(page.path, path))?.may === false
}

function isRefused(refusals: Refusals, control: HTMLElement): boolean {
  if (control instanceof HTMLAnchorElement) {
    const { origin, pathname } = new URL(control.href)
    return origin === location.origin && isRefusedPage(refusals, pathIn(refusals.base, pathname))
  }
  // A button may contain a second, hidden text for narrow screens.
  const text = control.innerText.trim()
  const here = pathIn(refusals.base, location.pathname)
  const found = refusals.buttons.find((button) => button.text === text && matches(button.path, here))
  // Short texts such as "Cancel" also close dialogs, so they are refused in menus only.
  const isMenuOnly = found?.key.startsWith("actions.") && control.getAttribute("role") !== "menuitem"
  return found?.may === false && !isMenuOnly
}

/** Shows the refused links and buttons of the page as disabled with the reason, and the others as before. */
function markControls(refusals: Refusals): void {
  for (const control of document.querySelectorAll<HTMLElement>(CONTROLS)) {
    const refused = isRefused(refusals, control)
    if (refused === control.hasAttribute(MARK)) {
      continue
    }
    control.toggleAttribute(MARK, refused)
    control.style.opacity = refused ? "0.4" : ""
    control.style.cursor = refused ? "not-allowed" : ""
    if (refused) {
      control.setAttribute("aria-disabled", "true")
      control.title = refusals.reason
    } else {
      control.removeAttribute("aria-disabled")
      control.removeAttribute("title")
    }
  }
}

/** Events by which Medusa's links, buttons and menu entries start. */
const STARTS = ["click", "pointerdown", "pointerup", "keydown"] as const

/** Stops the events of refused controls before Medusa's page gets them. Other keys than Enter and Space still move the focus. */
function stop(event: Event): void {
  const isMove = event instanceof KeyboardEvent && event.key !== "Enter" && event.key !== " "
  if (!isMove && event.target instanceof Element && event.target.closest(`[${MARK}]`)) {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
}

/** Marks the controls now and after each change of the page. @returns a function that ends this */
export function watchControls(refusals: Refusals): () => void {
  let frame = 0
  const mark = () => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(() => markControls(refusals))
  }
  const observer = new MutationObserver(mark)
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["href"],
  })
  STARTS.forEach((type) => window.addEventListener(type, stop, true))
  mark()
  return () => {
    observer.disconnect()
    cancelAnimationFrame(frame)
    STARTS.forEach((type) => window.removeEventListener(type, stop, true))
    markControls({ ...refusals, pages: [], buttons: [] })
  }
}
