// What arrives while the page is open: the stream of changes, or where it cannot be had, a look at the list's ETag.

import { version } from "./service.js";

const KINDS = ["created", "revised", "merged", "split", "retracted", "deleted"];
const LOOK_EVERY = 5_000, SETTLE = 400, LONGEST = 3_000;

/**
 * @param filters a function that gives the filters of today
 * @param changed called when something may have changed; many changes at once are one call
 */
export function follow(filters, changed) {
  let waiting = 0, first = 0, tag = null, source = null, looking = 0, missed = false;

  function soon() {
    // An import writes for minutes: it is shown as it goes, and not once for every article.
    const now = performance.now();
    first ||= now;
    clearTimeout(waiting);
    waiting = setTimeout(() => { first = 0; changed(); }, now - first > LONGEST ? 0 : SETTLE);
  }

  async function look() {
    if (document.hidden) return;
    const found = await version(filters()).catch(() => null);
    if (found && tag && found !== tag) soon();
    tag = found ?? tag;
  }

  function listen() {
    source = new EventSource("/v1/changes/stream");
    for (const kind of KINDS) source.addEventListener(kind, soon);
    source.addEventListener("open", () => { if (missed) soon(); missed = false; });
    source.addEventListener("error", () => {
      missed = true;
      // Closed for good: this service has no stream. Otherwise the browser connects again by itself.
      if (source.readyState === EventSource.CLOSED) looking ||= setInterval(look, LOOK_EVERY);
    });
  }

  listen();
  // A browser has six connections to a service for all its pages: one that nobody looks at gives its own back.
  document.addEventListener("visibilitychange", () => {
    if (looking) return look();
    if (document.hidden) { source.close(); missed = true; }
    else if (source.readyState === EventSource.CLOSED) listen();
  });
  return { /** The filters are others now, so the tag of the list is another one too. */ reset() { tag = null; } };
}
