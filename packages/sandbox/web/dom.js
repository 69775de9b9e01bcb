// @ts-check
/**
 * Building DOM without ever parsing markup: everything shown comes from chats and is untrusted.
 */

/** @typedef {Node | string | null | undefined | false} Child */
/**
 * @typedef {object} Special
 * @property {string} [class]
 * @property {Record<string, (event: any) => void>} [on] listeners by event name
 * @property {string} [testid] shown to tests as data-testid
 */
/** @typedef {Special & Record<string, unknown>} Props */

/**
 * Makes an element. `true` sets an empty attribute, `false` and `undefined` set none.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Props} [props]
 * @param {(Child | Child[])[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag)
  const { on, testid, class: className, ...attributes } = props
  if (className) {
    element.className = className
  }
  if (testid) {
    element.dataset.testid = testid
  }
  for (const [name, listener] of Object.entries(on ?? {})) {
    element.addEventListener(name, listener)
  }
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value))
    }
  }
  element.append(...present(children))
  return element
}

/**
 * A button with an icon only, named for screen readers.
 *
 * @param {string} label
 * @param {Node | string} picture
 * @param {() => void} act
 * @param {Props} [props]
 */
export function iconButton(label, picture, act, props = {}) {
  return h(
    "button",
    {
      type: "button",
      "aria-label": label,
      title: label,
      ...props,
      class: `icon-button ${props.class ?? ""}`,
      on: { click: act },
    },
    picture,
  )
}

/**
 * Replaces all children.
 *
 * @param {Element} element
 * @param {(Child | Child[])[]} children
 */
export function fill(element, ...children) {
  element.replaceChildren(...present(children))
}

/**
 * @param {(Child | Child[])[]} children
 * @returns {(Node | string)[]}
 */
function present(children) {
  /** @type {(Node | string)[]} */
  const kept = []
  for (const child of children.flat()) {
    if (child instanceof Node || typeof child === "string") {
      kept.push(child)
    }
  }
  return kept
}

/**
 * The address if it is one that a browser may open, else nothing: `javascript:` never gets through.
 *
 * @param {string | undefined} address
 */
export function safeUrl(address) {
  if (!address) {
    return undefined
  }
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`)
    return ["http:", "https:", "mailto:", "tel:", "tg:"].includes(url.protocol) ? url : undefined
  } catch {
    return undefined
  }
}
