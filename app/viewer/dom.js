// Elements. What comes from an article enters the page here, as text nodes and attributes, never as markup.

export const $ = (selector, within = document) => within.querySelector(selector);

/** An element with attributes, listeners (`onclick`), a class and children; null and undefined children are left out. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "className") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** An address that opens a page when it is followed; null for anything else, because `javascript:` is an address too. */
export function webAddress(address) {
  return /^https?:\/\//i.test(address ?? "") ? address : null;
}

export const plural = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
