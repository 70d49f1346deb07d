// The address of the page is its state: filters by the names of the API, and three keys of its own.

const OWN = ["view", "event", "as"];
// These belong to a request of the API, not to what is asked for.
const NO_FILTERS = ["limit", "cursor", "count", "format", "include", "offsets", "sort"];
// Several values of these mean all of them; of any other there is one.
const REPEATED = ["entity", "place", "tag", "q"];

import { parse, write } from "./civil.js";

/** `{filters: URLSearchParams, view: [lo, hi] | null, event: id | null, as: "timeline" | "list" | "read"}` */
export function fromAddress(search = location.search) {
  const given = new URLSearchParams(search), filters = new URLSearchParams();
  for (const [name, value] of given) {
    if (!OWN.includes(name) && !NO_FILTERS.includes(name) && value.trim()) filters.append(name, value.trim());
  }
  const view = (given.get("view") ?? "").split("/").map(parse);
  return {
    filters,
    view: view.length === 2 && view[0] !== null && view[1] !== null && view[0] < view[1] ? view : null,
    event: given.get("event"),
    as: ["list", "read"].includes(given.get("as")) ? given.get("as") : "timeline",
  };
}

export function toAddress({ filters, view, event, as }) {
  const query = new URLSearchParams(filters);
  if (view) {
    // To the day where hours make no difference to what is seen.
    const unit = view[1] - view[0] > 60 * 86_400 ? 86_400 : 1;
    query.set("view", view.map((bound) => write(Math.round(bound / unit) * unit)).join("/"));
  }
  if (event) query.set("event", event);
  if (as !== "timeline") query.set("as", as);
  // Commas and slashes may stand in a query string, and an address is read by people too.
  const text = query.toString().replaceAll("%2C", ",").replaceAll("%2F", "/").replaceAll("%3A", ":");
  return location.pathname + (text ? `?${text}` : "");
}

/** The filters with one more value, or with another one. */
export function withFilter(filters, name, value) {
  const changed = new URLSearchParams(filters);
  if (!value) changed.delete(name);
  else if (!REPEATED.includes(name)) changed.set(name, value);
  else if (!changed.getAll(name).includes(value)) changed.append(name, value);
  return changed;
}

export function withoutFilter(filters, name, value) {
  const changed = new URLSearchParams();
  for (const [key, each] of filters) if (key !== name || (value !== undefined && each !== value)) changed.append(key, each);
  return changed;
}
