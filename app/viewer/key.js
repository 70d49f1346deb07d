// The API key of a service that asks for one: asked for once, kept until the window is closed.

import { make } from "./dom.js";

const NAME = "dateline.key";
let asking = null;

/** `fetch` with the key; where the service wants one, the reader is asked, and it is tried again. */
export async function fetchWithKey(path, options = {}, { ask = true } = {}) {
  for (;;) {
    const key = sessionStorage.getItem(NAME);
    const headers = { ...options.headers, ...(key && { Authorization: `Bearer ${key}` }) };
    const answer = await fetch(path, { ...options, headers });
    if (answer.status !== 401 || !ask) return answer;
    // Many requests are refused at once; one question answers them all.
    if (sessionStorage.getItem(NAME) === key && !(await (asking ??= question(key)))) return answer;
  }
}

/** What a click on a link opens, where it takes a key, which a link cannot send; it is saved as `file`. */
export async function openWithKey(event, href, file) {
  if (!sessionStorage.getItem(NAME)) return;
  event.preventDefault();
  const answer = await fetchWithKey(href);
  if (!answer.ok) return;
  const address = URL.createObjectURL(await answer.blob());
  make("a", { href: address, download: file }).click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Whether a key was given. */
function question(refused) {
  const input = make("input", { type: "password", required: true, autocomplete: "off" });
  const dialog = make("dialog", { className: "key" }, make("form", { method: "dialog" },
    make("label", {}, refused ? "Another API key: " : "API key: ", input), make("button", { value: "given" }, "Open")));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => {
    const given = dialog.returnValue && input.value.trim();
    if (given) sessionStorage.setItem(NAME, given);
    dialog.remove();
    asking = null;
    resolve(Boolean(given));
  }));
}
