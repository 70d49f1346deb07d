// The page: the address says what is shown, and everything that changes what is shown changes the address.

import { fromAddress, toAddress, withFilter } from "./address.js";
import { parse, rangeName, today, write, YEAR } from "./civil.js";
import { details } from "./details.js";
import { $, make, plural } from "./dom.js";
import { filterBar } from "./filters.js";
import { list } from "./list.js";
import { follow } from "./live.js";
import { overview } from "./overview.js";
import { reader } from "./reader.js";
import * as service from "./service.js";
import { bulk, capital, padded, shape, told, whole } from "./shapes.js";
import { timeline } from "./timeline.js";
import { hideTip, showTip } from "./tip.js";

const state = $("#state"), arrived = $("#arrived"), empty = $("#empty");
let shown = fromAddress();
// `drawn` is the whole answer to the filters; where it is not all there is, the view is asked for anew as it moves.
let drawn = { shapes: [], count: 0, complete: true, extent: null, covers: null };
let asking = null, retry = 0, failed = 0, kept = 0, fitted = null;

const axis = timeline($("#timeline"), { open, view: viewed, point });
const above = overview($(".overview"), { brush: (view) => axis.go(view, { smooth: false }), count: countBuckets });
const rows = list($("#list"), open);
const panel = details($("#details"), { close, go: goToOpen, filter: (name, value) => ask(withFilter(shown.filters, name, value)), step });
const bar = filterBar($("#filters"), ask);
const article = reader($("#read"), {
  added: () => load({ quiet: true }),
  show: ({ id }) => { change({ as: "timeline" }); ask(new URLSearchParams({ article: id, modality: "any" })); },
});
const changes = follow(() => shown.filters, () => load({ quiet: true }));

// ── The address ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Show something else, as a new entry of the history. */
function change(next) {
  shown = { ...shown, ...next };
  history.pushState(null, "", toAddress(shown));
  arrange();
}

function arrange() {
  for (const name of ["timeline", "list", "read"]) $(`#${name}`).hidden = shown.as !== name;
  for (const tab of document.querySelectorAll("[data-as]")) tab.setAttribute("aria-pressed", tab.dataset.as === shown.as);
  document.body.dataset.as = shown.as;
  axis.select(shown.event);
  rows.select(shown.event);
  if (shown.as === "list") rows.show(drawn.shapes);
}

/** Ask with other filters. */
function ask(filters) {
  change({ filters, view: null, event: null, as: shown.as === "read" ? "timeline" : shown.as });
  panel.close();
  load();
}

addEventListener("popstate", () => {
  const before = shown;
  shown = fromAddress();
  arrange();
  if (shown.event) openPanel(shown.event, { focus: false });
  else panel.close();
  if (before.filters.toString() !== shown.filters.toString()) load();
  else if (shown.view) axis.go(shown.view);
});

for (const tab of document.querySelectorAll("[data-as]")) {
  tab.addEventListener("click", () => {
    if (tab.dataset.as === shown.as) return;
    change({ as: tab.dataset.as, ...(tab.dataset.as === "read" ? { event: null } : {}) });
    if (shown.as === "read") { panel.close(); article.focus(); }
  });
}
for (const button of document.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => {
    if (button.dataset.zoom !== "all") axis.zoomBy(Number(button.dataset.zoom));
    else if (drawn.extent) axis.go(drawn.extent);
  });
}

// ── Events ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** Ask for the events of the filters. `quiet` leaves the view alone and says what is new. */
async function load({ quiet = false } = {}) {
  asking?.abort();
  const mine = asking = new AbortController(), { signal } = mine;
  clearTimeout(retry);
  if (!quiet) { say("Loading …"); bar.show(shown.filters); changes.reset(); arrived.hidden = true; }
  try {
    const { items, count } = await service.events(shown.filters, { signal });
    failed = 0;
    const known = new Set(drawn.shapes.map(({ id }) => id));
    const shapes = inOrder(items.map(shape)), isNew = new Set(quiet ? shapes.filter(({ id }) => !known.has(id)).map(({ id }) => id) : []);
    const complete = items.length >= count;
    const counted = complete ? null : (await service.histogram(shown.filters, null, { signal }).catch(() => null))?.buckets;
    const view = quiet && drawn.shapes.length ? axis.view : shown.view ?? bulk(shapes);
    drawn = { shapes, count, complete, extent: counted?.length ? bounds(counted) : whole(shapes), covers: null };
    // The first look is ours and not the reader's: it does not belong into the address.
    fitted = shown.view ? null : view ?? nowadays();
    axis.go(view ?? nowadays(), { smooth: false });
    draw(isNew);
    if (isNew.size) announce(isNew);
    suggest(signal);
    if (!drawn.complete) refine();
  } catch (error) {
    if (error.name === "AbortError") return;
    if (mine === asking) fail(error, quiet);
  }
}

/** From the first bucket that holds something to the last. */
function bounds(buckets) {
  const held = buckets.filter(({ count }) => count > 0);
  return padded(parse((held[0] ?? buckets[0]).start), parse((held.at(-1) ?? buckets.at(-1)).end));
}

function draw(isNew = new Set()) {
  axis.show(drawn.shapes, isNew);
  above.setEvents(drawn.shapes, drawn.extent);
  above.setView(axis.view);
  if (shown.as === "list") rows.show(drawn.shapes, isNew);
  axis.select(shown.event);
  tellState();
  tellEmpty();
}

/** Of more events than can be drawn, those of the view: the surest of them, as soon as the view stands still. */
function refine() {
  clearTimeout(kept);
  kept = setTimeout(async () => {
    const [lo, hi] = axis.view, margin = (hi - lo) / 2, covers = drawn.covers;
    if (covers && lo >= covers.view[0] && hi <= covers.view[1] && (covers.complete || hi - lo > (covers.view[1] - covers.view[0]) / 4)) return;
    const range = clipped([lo - margin, hi + margin]);
    if (!range) return;
    const filters = new URLSearchParams(shown.filters), asked = asking;
    filters.delete("during");
    filters.set("from", write(range[0]));
    filters.set("to", write(range[1]));
    try {
      const { items, count } = await service.events(filters, { signal: asked?.signal });
      if (asked !== asking) return;
      drawn = { ...drawn, shapes: inOrder(items.map(shape)), covers: { view: range, complete: items.length >= count } };
      axis.show(drawn.shapes);
      tellState();
    } catch (error) {
      if (error.name !== "AbortError") fail(error, true);
    }
  }, 350);
}

/** The part of a view that the filters leave, in whole seconds; null where they leave nothing, or name no plain dates. */
function clipped([lo, hi]) {
  const [from, to] = ["from", "to"].map((name) => shown.filters.get(name));
  if (shown.filters.has("during") || (from && parse(from) === null) || (to && parse(to) === null)) return null;
  const range = [Math.max(Math.floor(lo), from ? parse(from) : -Infinity), Math.min(Math.ceil(hi), to ? parse(to) : Infinity)];
  return range[0] < range[1] ? range : null;
}

/** As the service orders them: by their beginning, then by their end; what has no date comes last. */
function inOrder(shapes) {
  return shapes.sort((a, b) => b.dated - a.dated || (a.lo === b.lo ? 0 : a.lo - b.lo) || (a.hi === b.hi ? 0 : a.hi - b.hi) || (a.id < b.id ? -1 : 1));
}

async function suggest(signal) {
  try {
    bar.suggest(await service.facets(shown.filters, ["entity", "source"], { signal }));
  } catch (error) {
    if (error.name === "AbortError") return;
    // A service that cannot count them: the names of what is drawn.
    const counts = new Map();
    for (const { event } of drawn.shapes) for (const { name } of event.entities) counts.set(name, (counts.get(name) ?? 0) + 1);
    bar.suggest({ entity: [...counts].sort((a, b) => b[1] - a[1]).slice(0, 20).map(([value, count]) => ({ value, count })) });
  }
}

/** Buckets of the service; where all events are here already, they are counted here, and finer than by the day. */
async function countBuckets(interval, domain) {
  const range = drawn.complete ? null : clipped(domain);
  if (!range) return null;
  const filters = new URLSearchParams(shown.filters);
  filters.set("from", write(range[0]));
  filters.set("to", write(range[1]));
  try {
    return (await service.histogram(filters, interval, { signal: asking?.signal })).buckets;
  } catch {
    return null;
  }
}

function viewed(view) {
  above.setView(view);
  tellState();
  if (!drawn.complete) refine();
  clearTimeout(viewed.waiting);
  // Browsers allow so many changes of the address a second; only the last one matters.
  viewed.waiting = setTimeout(() => {
    if (shown.as === "read" || !drawn.shapes.length || view.every((bound, side) => bound === fitted?.[side])) return;
    shown.view = view;
    history.replaceState(null, "", toAddress(shown));
  }, 300);
}

// ── One event ────────────────────────────────────────────────────────────────────────────────────────────────────

function open(id) {
  hideTip();
  if (shown.event === id && !$("#details").hidden) return $("#details h2").focus();
  change({ event: id });
  openPanel(id);
}

const byId = (id) => drawn.shapes.find((each) => each.id === id);

function openPanel(id, options) {
  return panel.open(id, byId(id)?.event, options);
}

function close() {
  const id = shown.event;
  panel.close();
  change({ event: null });
  if (shown.as === "timeline" && byId(id)) axis.focus(id);
  else if (shown.as === "list") rows.focus(id);
}

function goToOpen() {
  const each = byId(shown.event);
  if (!each?.dated) return;
  if (shown.as !== "timeline") change({ as: "timeline" });
  const [lo, hi] = [Number.isFinite(each.lo) ? each.lo : each.hi, Number.isFinite(each.hi) ? each.hi : each.lo];
  const room = Math.max(hi - lo, 3 * 86_400) * 2;
  axis.go([lo - room, hi + room]);
}

function step(by) {
  const next = drawn.shapes[drawn.shapes.findIndex((each) => each.id === shown.event) + by];
  if (!next) return;
  shown.event = next.id;
  history.replaceState(null, "", toAddress(shown));
  arrange();
  openPanel(next.id, { focus: false });
  const [lo, hi] = axis.view;
  if (next.dated && (next.hi < lo || next.lo > hi)) {
    const at = Number.isFinite(next.lo) ? next.lo : next.hi;
    axis.go([at - (hi - lo) / 3, at + (hi - lo) * 2 / 3]);
  }
}

function point(each, element) {
  if (!each) return hideTip();
  const { event } = each;
  const notes = [event.modality === "asserted" ? null : capital(event.modality), told(event.evidence)].filter(Boolean);
  showTip(element, make("span", { className: "row-when" }, capital(event.when.display)), make("strong", { dir: "auto" }, event.title),
    make("span", { className: "row-notes" }, notes.join(" · ")));
}

// ── What is told ─────────────────────────────────────────────────────────────────────────────────────────────────

function say(text, bad = false) {
  if (state.textContent !== text) state.textContent = text;
  state.classList.toggle("bad", bad);
}

function tellState() {
  if (failed || !drawn.count) return;
  const { shapes, count, complete, covers } = drawn, dated = shapes.filter((each) => each.dated).length;
  const parts = [plural(count, "event")];
  if (!complete && !covers?.complete) parts.push(`the ${shapes.length.toLocaleString("en")} surest drawn; zoom in for all`);
  if (shown.as === "timeline" && dated) {
    const inView = axis.inView();
    if (inView !== count) parts.push(`${inView.toLocaleString("en")} in view`);
    parts.push(rangeName(...axis.view));
  }
  if (dated < shapes.length) parts.push(`${shapes.length - dated} undated${shown.as === "timeline" ? ", in the list" : ""}`);
  say(parts.join(" · "));
}

function tellEmpty() {
  empty.hidden = drawn.shapes.some((each) => each.dated);
  if (empty.hidden) return;
  const undated = drawn.shapes.length;
  if (undated) {
    say(plural(undated, "undated event"));
    empty.replaceChildren(make("p", {}, "These events have no date, so the axis is empty."),
      make("button", { type: "button", onclick: () => change({ as: "list" }) }, "Show them as a list"));
  } else if (shown.filters.size) {
    say("No events");
    empty.replaceChildren(make("h2", {}, "Nothing matches"), make("p", {}, "No event fits all of these filters together."),
      make("button", { type: "button", onclick: () => ask(new URLSearchParams()) }, "Clear the filters"));
  } else {
    say("No events");
    empty.replaceChildren(make("h2", {}, "Nothing here yet"), make("p", {}, "Paste an article, and what it tells stands on the axis."),
      make("button", { type: "button", onclick: () => { change({ as: "read" }); article.focus(); } }, "Read an article"));
  }
}

/** A view for when there is nothing to see. */
const nowadays = () => [today() - 4 * YEAR, today() + YEAR];

function fail(error, quiet) {
  if (error.away) {
    // What is drawn stays; it is tried again, less and less often.
    failed++;
    const wait = Math.min(30, 2 ** failed);
    say(`${error.message} Trying again …`, true);
    retry = setTimeout(() => load({ quiet: drawn.shapes.length > 0 }), wait * 1000);
    if (drawn.shapes.length || quiet) return;
  } else {
    say(capital(error.message), true);
    if (error.parameter) bar.refuse(error.parameter);
    drawn = { ...drawn, shapes: [], count: 0, extent: null };
    axis.show([]);
    axis.go(nowadays(), { smooth: false });
    above.setEvents([], null);
    if (shown.as === "list") rows.show([]);
  }
  empty.hidden = false;
  empty.replaceChildren(make("h2", {}, error.away ? "Out of reach" : "That cannot be asked"), make("p", {}, capital(error.message)),
    error.away ? make("button", { type: "button", onclick: () => load() }, "Try now")
      : make("button", { type: "button", onclick: () => ask(new URLSearchParams()) }, "Clear the filters"));
}

function announce(isNew) {
  const fresh = drawn.shapes.filter(({ id }) => isNew.has(id)), last = fresh.at(-1);
  arrived.hidden = false;
  arrived.textContent = fresh.length === 1 ? `New: ${last.event.title}` : `${plural(fresh.length, "new event")}: show`;
  arrived.onclick = () => {
    arrived.hidden = true;
    const extent = whole(fresh);
    if (fresh.length === 1) open(last.id);
    if (extent) axis.go(padded(...extent));
  };
}

arrange();
axis.go(shown.view ?? nowadays(), { smooth: false });
load();
if (shown.event) openPanel(shown.event, { focus: false });
