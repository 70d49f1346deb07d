// The axis with its events: labels in lanes, soft bars for what is not known better, and a strip of marks at the foot
// for the events that find no room for a label. Only what is in view has elements.

import { select, zoom, zoomIdentity } from "./d3.js";
import { ticks, today, YEAR } from "./civil.js";
import { $, make } from "./dom.js";
import { place } from "./lanes.js";
import { middle } from "./shapes.js";

const LANE = 27, MARK = 8, MARKS = 6, STRIP = MARKS * MARK + 10, TOP = 10;
// A point narrower than this is a dot: its bounds make no difference that can be seen.
const DOT = 12, OPEN = 84, GAP = 14, LABEL = 250;
// Seconds a pixel at scale 1 count from here, which is near what is read most: numbers stay exact to the second.
const ORIGIN = 1_600_000_000;
const WIDEST = 2e6 * YEAR, NARROWEST = 120;

const still = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * @param root the element with `.axis`, `.plot` and the zoom buttons
 * @param on `open(id)`: an event is to be opened; `view([lo, hi])`: the view has changed; `point(shape, element)`: an event
 *   is pointed at, or none
 */
export function timeline(root, on) {
  const axis = $(".axis", root), plot = $(".plot", root), grid = make("div", { className: "grid" });
  const strip = make("canvas", { className: "strip" });
  plot.append(grid, strip);
  const pen = document.createElement("canvas").getContext("2d");
  const letters = new Map();
  let shapes = [], byId = new Map(), widths = new Map(), view = [0, 1], width = 0, height = 0;
  let lanes = new Map(), marks = new Map(), placedFor = null, elements = new Map(), selected = null, current = null;
  let fresh = new Set(), painted = [], frame = 0, moving = 0;

  // ── The view ───────────────────────────────────────────────────────────────────────────────────────────────────

  const scale = () => width / (view[1] - view[0]);
  const x = (time) => (time - view[0]) * scale();

  const zoomer = zoom()
    .filter((event) => event.type !== "dblclick" && !(event.type === "wheel" && sideways(event)) && !event.button)
    .wheelDelta((event) => -event.deltaY * (event.deltaMode === 1 ? 0.1 : event.deltaMode ? 1 : 0.004) * (event.ctrlKey ? 5 : 1))
    .clickDistance(4)
    .on("zoom", ({ transform, sourceEvent }) => {
      if (!sourceEvent) return;
      cancelAnimationFrame(moving);
      const lo = ORIGIN - transform.x / transform.k;
      changeTo([lo, lo + width / transform.k], { moved: false });
    });
  const surface = select(plot).call(zoomer).on("dblclick.zoom", null);
  plot.addEventListener("wheel", (event) => {
    if (!sideways(event)) return;
    event.preventDefault();
    pan((event.deltaX || event.deltaY) * (event.deltaMode ? 20 : 1) / width);
  }, { passive: false });
  plot.addEventListener("dblclick", (event) => {
    if (!event.target.closest(".event")) zoomBy(4, (event.clientX - plot.getBoundingClientRect().left) / width);
  });

  function changeTo([lo, hi], { moved = true } = {}) {
    const span = Math.min(Math.max(hi - lo, NARROWEST), WIDEST), middleOf = (lo + hi) / 2;
    view = span === hi - lo ? [lo, hi] : [middleOf - span / 2, middleOf + span / 2];
    // d3 goes on from where we are.
    if (moved) surface.call(zoomer.transform, zoomIdentity.translate(-(view[0] - ORIGIN) * scale(), 0).scale(scale()));
    redraw();
    on.view(view);
  }

  /** Go to a view; the way there is shown unless the reader wants no motion. */
  function go([lo, hi], { smooth = true } = {}) {
    cancelAnimationFrame(moving);
    if (!smooth || still.matches || !width) return changeTo([lo, hi]);
    const from = view, began = performance.now(), spans = [from[1] - from[0], hi - lo];
    const step = (now) => {
      const done = Math.min(1, (now - began) / 260), eased = 1 - (1 - done) ** 3;
      // The length of the view goes by factors, and its middle keeps pace with the length.
      const span = spans[0] * (spans[1] / spans[0]) ** eased;
      const share = Math.abs(spans[1] - spans[0]) < 1e-9 * spans[0] ? eased : (span - spans[0]) / (spans[1] - spans[0]);
      const at = from[0] + (lo - from[0]) * share;
      changeTo(done < 1 ? [at, at + span] : [lo, hi]);
      if (done < 1) moving = requestAnimationFrame(step);
    };
    moving = requestAnimationFrame(step);
  }

  const pan = (share) => go(view.map((bound) => bound + share * (view[1] - view[0])), { smooth: Math.abs(share) > 0.2 });

  function zoomBy(factor, at = 0.5) {
    const span = view[1] - view[0], lo = view[0] + span * at * (1 - 1 / factor);
    go([lo, lo + span / factor]);
  }

  /** About how wide a text is: letter by letter, because each text alone would have to be shaped. */
  function textWidth(text) {
    let sum = 4;
    for (const letter of text) {
      let wide = letters.get(letter);
      if (wide === undefined) {
        if (!letters.size) pen.font = getComputedStyle(plot).font;
        letters.set(letter, wide = pen.measureText(letter).width);
      }
      sum += wide;
      if (sum > LABEL) break;
    }
    return sum;
  }

  // ── Drawing ────────────────────────────────────────────────────────────────────────────────────────────────────

  function redraw() {
    if (!frame) frame = requestAnimationFrame(() => { frame = 0; draw(); });
  }

  function draw() {
    if (!width) return;
    const settled = scale();
    if (placedFor !== settled) { arrange(); placedFor = settled; }
    drawAxis();
    const seen = new Set(), added = document.createDocumentFragment(), unlabelled = [];
    for (const each of shapes) {
      const box = extent(each, settled), left = box.left - view[0] * settled, lane = lanes.get(each.id);
      if (left > width || left + (lane === undefined ? box.mark : box.full) < 0) continue;
      if (lane === undefined) { unlabelled.push({ each, box, left }); continue; }
      seen.add(each.id);
      let element = elements.get(each.id);
      if (!element) {
        element = make("button", { type: "button", tabindex: "-1", "data-id": each.id }, make("i"), make("span", { dir: "auto" }, each.event.title));
        elements.set(each.id, element);
        added.append(element);
      }
      position(element, each, box, left, lane);
    }
    for (const [id, element] of elements) {
      if (seen.has(id)) continue;
      // The one with the focus stays, or the next key would find nobody; it waits outside.
      if (element === document.activeElement) element.style.transform = "translate(-9999px)";
      else { element.remove(); elements.delete(id); }
    }
    plot.append(added);
    drawMarks(unlabelled);
    roving();
  }

  /** The strip at the foot: painted, because of thousands of elements the layout alone takes longer than all the rest. */
  function drawMarks(unlabelled) {
    const ratio = devicePixelRatio || 1, style = getComputedStyle(plot);
    const [ink, soft, paper] = ["--mark", "--soft", "--paper"].map((name) => style.getPropertyValue(name));
    if (strip.width !== Math.round(width * ratio) || strip.height !== Math.round(STRIP * ratio)) {
      [strip.width, strip.height] = [Math.round(width * ratio), Math.round(STRIP * ratio)];
    }
    const brush = strip.getContext("2d");
    brush.setTransform(ratio, 0, 0, ratio, 0, 0);
    brush.clearRect(0, 0, width, STRIP);
    // Bars first: a dot on one has to be seen.
    unlabelled.sort((a, b) => !!a.box.dot - !!b.box.dot);
    painted = unlabelled.map(({ each, box, left }) => {
      const y = STRIP - 6 - (marks.get(each.id) ?? MARKS - 1) * MARK, from = Math.max(left, -40), to = Math.min(left + box.mark, width + 40);
      if (box.dot && each.kind !== "span") {
        const firm = each.event.modality === "asserted";
        brush.beginPath();
        brush.arc(left + DOT / 2, y, firm ? 3.6 : 3, 0, 7);
        brush.fillStyle = firm ? ink : paper;
        brush.fill();
        if (!firm) { brush.strokeStyle = ink; brush.lineWidth = 1.4; brush.stroke(); }
      } else {
        // Soft sides fade, known ones do not.
        const fade = brush.createLinearGradient(from, 0, to, 0);
        const [start, end] = { point: [0, 0], span: [1, 1], before: [0, 1], after: [1, 0] }[each.kind];
        fade.addColorStop(0, start || left < 0 ? soft : "transparent");
        fade.addColorStop(0.3, soft);
        fade.addColorStop(0.7, soft);
        fade.addColorStop(1, end || left + box.mark > width ? soft : "transparent");
        brush.fillStyle = fade;
        brush.fillRect(from, y - 2.5, Math.max(to - from, 3), 5);
      }
      return { each, from: from - 2, to: to + 2, y };
    });
  }

  /** The painted event under a pointer. */
  function under(event) {
    if (event.target !== strip) return null;
    const box = strip.getBoundingClientRect(), [px, py] = [event.clientX - box.left, event.clientY - box.top];
    return painted.findLast(({ from, to, y }) => px >= from && px <= to && Math.abs(py - y) <= MARK / 2)?.each ?? null;
  }

  /** Where an event lies at a scale, in pixels: its mark from `left`, `mark` wide, with its label `full` wide. */
  function extent(each, perSecond) {
    const label = labelWidth(each);
    if (each.kind === "before") return { left: each.hi * perSecond - OPEN, mark: OPEN, full: OPEN + 6 + label, inside: false };
    if (each.kind === "after") return { left: each.lo * perSecond, mark: OPEN, full: OPEN + 6 + label, inside: false };
    const bar = (each.hi - each.lo) * perSecond;
    if (bar < DOT) return { left: middle(each) * perSecond - DOT / 2, mark: DOT, full: DOT + 5 + label, dot: true, inside: false };
    const inside = bar > label + 22;
    return { left: each.lo * perSecond, mark: bar, full: inside ? bar : bar + 6 + label, inside };
  }

  const labelWidth = (each) => Math.min(LABEL, widths.get(each.id) ?? 0);

  /** Lanes for this scale: labels first, what finds no room below. */
  function arrange() {
    const perSecond = scale(), boxes = [];
    for (const each of shapes) {
      const { left, full, mark, dot } = extent(each, perSecond);
      // A bar much wider than the view says little about what is in it.
      const background = mark > 2 * width;
      boxes.push({ id: each.id, start: left, end: left + full + GAP, mark, dot, left,
        rank: (background ? -1000 : 0) + each.weight + (lanes.has(each.id) ? 0.75 : 0) + (each.id === selected || each.id === current ? 500 : 0) });
    }
    boxes.sort((a, b) => b.rank - a.rank || a.start - b.start);
    const count = Math.max(1, Math.floor((height - TOP - STRIP) / LANE));
    lanes = place(boxes, count, lanes);
    const rest = boxes.filter(({ id }) => !lanes.has(id))
      .map(({ id, left, mark }) => ({ id, start: left, end: left + Math.min(mark, 3 * width) + 1 })).sort((a, b) => a.start - b.start);
    marks = place(rest, MARKS);
  }

  function position(element, each, box, left, lane) {
    // A bar is cut off outside the view; what lies there as a whole keeps its place, for its label may reach into view.
    const right = left + box.mark, from = right < 0 ? left : Math.max(left, -30), to = Math.min(right, width + 30), label = labelWidth(each);
    const kind = box.dot && each.kind === "point" ? "dot" : each.kind === "point" ? "soft" : each.kind;
    const state = each.event.modality + (each.id === selected ? " selected" : "") + (fresh.has(each.id) ? " fresh" : "");
    const ink = `${kind} ${state}${left < 0 ? " cut-left" : ""}${right > width ? " cut-right" : ""}`, inside = box.inside ? " inside" : "";
    // What was written last time is kept: reading it back would cost more than all of this.
    if (element.shown !== ink + inside) {
      element.shown = ink + inside;
      element.className = `event ${state}${inside}`;
      element.firstChild.className = ink;
      element.setAttribute("aria-label", each.name);
      element.setAttribute("aria-expanded", each.id === selected);
    }
    element.style.transform = `translate(${from.toFixed(1)}px,${TOP + lane * LANE}px)`;
    element.firstChild.style.width = `${box.dot ? DOT : Math.max(to - from, 0).toFixed(1)}px`;
    // The label of a bar that begins outside stays in sight as long as the bar does.
    const inset = box.inside ? Math.max(8, 8 - from) : 0;
    element.lastChild.style.transform = inset ? `translateX(${inset.toFixed(1)}px)` : "";
    // One that would be cut off, by the edge of the view or the end of its bar, ends there and says so.
    const begins = box.inside ? from + inset : from + (box.dot ? DOT : Math.max(to - from, 0));
    const room = Math.min(width - 2, box.inside ? to - 8 : Infinity) - begins;
    const most = room < label && room < LABEL ? `${Math.max(room, 0).toFixed(0)}px` : "";
    if (element.most !== most) element.lastChild.style.maxWidth = element.most = most;
  }

  function drawAxis() {
    const most = Math.max(2, width / 86), found = ticks(view[0], view[1], most);
    const place = (time) => `translateX(${x(time).toFixed(1)}px)`;
    const lines = found.ticks.map((tick) => styled(make("i"), place(tick.at)));
    const now = today();
    if (now > view[0] && now < view[1]) lines.push(styled(make("i", { className: "today", title: "Today" }), place(now)));
    grid.replaceChildren(...lines);
    const above = found.above.map(({ at, label }, index) => {
      // The unit under way stands at the left edge until the next one pushes it out.
      const next = found.above[index + 1];
      const room = next ? x(next.at) - label.length * 7.5 - 10 : Infinity;
      return styled(make("b", {}, label), `translateX(${Math.min(Math.max(x(at), 0), room).toFixed(1)}px)`);
    });
    axis.replaceChildren(...above, ...found.ticks.map((tick) => styled(make("span", {}, tick.label), place(tick.at))));
  }

  const styled = (element, transform) => { element.style.transform = transform; return element; };

  // ── Keyboard and pointer ───────────────────────────────────────────────────────────────────────────────────────

  /** One event at a time can be reached by the tabulator: the last one that had the focus, else the first in view. */
  function roving() {
    let target = elements.get(current) ?? elements.get(selected);
    if (!target) {
      const first = shapes.find((each) => elements.has(each.id) && lanes.has(each.id) && each.hi > view[0]);
      target = first && elements.get(first.id);
    }
    for (const element of elements.values()) {
      const wanted = element === target ? 0 : -1;
      if (element.tabIndex !== wanted) element.tabIndex = wanted;
    }
  }

  function focus(each) {
    if (!each) return;
    current = each.id;
    // An event that had no label gets one before the others do.
    if (!lanes.has(current)) placedFor = null;
    const at = middle(each), span = view[1] - view[0];
    if (at < view[0] + span * 0.05 || at > view[1] - span * 0.15) changeTo([at - span * 0.4, at + span * 0.6]);
    cancelAnimationFrame(frame);
    frame = 0;
    draw();
    elements.get(each.id)?.focus({ preventScroll: true });
  }

  plot.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    const index = shapes.findIndex((each) => each.id === event.target.dataset.id);
    const act = {
      ArrowRight: () => event.shiftKey ? pan(0.25) : focus(shapes[Math.min(index + 1, shapes.length - 1)]),
      ArrowLeft: () => event.shiftKey ? pan(-0.25) : focus(shapes[Math.max(index - 1, 0)]),
      ArrowUp: () => zoomBy(1.6), ArrowDown: () => zoomBy(1 / 1.6), "+": () => zoomBy(1.6), "=": () => zoomBy(1.6),
      "-": () => zoomBy(1 / 1.6), PageDown: () => pan(0.8), PageUp: () => pan(-0.8),
      Home: () => focus(shapes[0]), End: () => focus(shapes.at(-1)),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  plot.addEventListener("click", (event) => {
    const id = event.target.closest(".event")?.dataset.id ?? under(event)?.id;
    if (id) { current = id; on.open(id); }
  });
  const point = (event) => {
    const element = event.target.closest(".event");
    on.point(element ? byId.get(element.dataset.id) : null, element);
  };
  plot.addEventListener("pointerover", point);
  strip.addEventListener("pointermove", (event) => {
    const each = under(event);
    strip.style.cursor = each ? "pointer" : "";
    on.point(each, { getBoundingClientRect: () => new DOMRect(event.clientX, event.clientY - 6, 0, 12) });
  });
  plot.addEventListener("focusin", (event) => { current = event.target.dataset.id ?? current; point(event); roving(); });
  for (const name of ["pointerleave", "focusout", "pointerdown", "wheel"]) {
    plot.addEventListener(name, () => on.point(null, null), { passive: true });
  }

  function measure() {
    const before = width, perSecond = scale();
    [width, height] = [plot.clientWidth, plot.clientHeight];
    if (!width) return;
    placedFor = null;
    // An event that is opened beside the axis narrows it: what is seen stays where it is, and the rest is cut off.
    if (before && width !== before) changeTo([view[0], view[0] + width / perSecond]);
    else if (!before) changeTo(view);
    else redraw();
    const chosen = byId.get(selected), at = chosen && x(middle(chosen));
    if (before > width && at > width * 0.8 && at < before) pan((at - width * 0.5) / width);
  }
  new ResizeObserver(measure).observe(plot);
  // What is painted has to be painted anew in other colours.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-theme"] });

  return {
    /** Draw these events, in order of time; `isNew` are ids that have just arrived. */
    show(next, isNew = new Set()) {
      const began = performance.now();
      shapes = next.filter((each) => each.dated);
      byId = new Map(shapes.map((each) => [each.id, each]));
      widths = new Map(shapes.map((each) => [each.id, textWidth(each.event.title)]));
      fresh = isNew;
      placedFor = null;
      for (const [id, element] of elements) {
        if (!byId.has(id)) { element.remove(); elements.delete(id); }
        else { element.shown = null; element.lastChild.replaceChildren(byId.get(id).event.title); }
      }
      if (!width) measure();
      cancelAnimationFrame(frame);
      frame = 0;
      draw();
      // What a browser leaves for later is part of the drawing too: ask for the layout.
      plot.getBoundingClientRect();
      performance.measure("draw", { start: began, detail: { events: shapes.length, labels: elements.size, marks: painted.length } });
    },
    select(id) {
      if (id === selected) return;
      selected = id;
      placedFor = null;
      redraw();
    },
    focus: (id) => focus(byId.get(id)),
    go, pan, zoomBy,
    get view() { return view; },
    /** How many events lie in the view. */
    inView: () => shapes.filter((each) => each.hi > view[0] && each.lo < view[1]).length,
  };
}

const sideways = (event) => event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
