// @ts-check
/**
 * DOM helpers that never parse markup, because all shown text comes from chats and is untrusted.
 */

/** @typedef {Node | string | null | undefined | false} Child */
/**
 * @typedef {object} Special
 * @property {string} [class]
 * @property {Record<string, (event: any) => void>} [on] listeners by event name
 * @property {string} [testid] value of data-testid
 */
/** @typedef {Special & Record<string, unknown>} Props */

/**
 * Creates an element. `true` sets an empty attribute; `false` and `undefined` set no attribute.
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
 * Creates an icon button with a label for screen readers.
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
 * Replaces all children of an element.
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
 * Parses an address that the browser may open. Other schemes, such as `javascript:`, return undefined.
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
