// The overview: how many events there are along the whole axis, and a brush over the part that is in view.
//
// When the view becomes too small to be seen in it, the overview draws in to the years, months or days around it.

import { brushX, select } from "./d3.js";
import { DAY, parse, rangeName, ticks, YEAR } from "./civil.js";
import { $, make } from "./dom.js";

const INTERVALS = [["day", DAY], ["week", 7 * DAY], ["month", YEAR / 12], ["quarter", YEAR / 4], ["year", YEAR], ["decade", 10 * YEAR],
  ["century", 100 * YEAR], ["millennium", 1000 * YEAR]];
const BARS = 260, HEIGHT = 46;
// A brush narrower than this share of the overview could not be grabbed.
const NARROW = 1 / 40, AROUND = 6;

/**
 * @param on `brush([lo, hi])`: the brush was moved; `count(interval, [lo, hi])`: a promise of the buckets, as the service
 *   counts them, or of null when they have to be counted here
 */
export function overview(root, on) {
  const svg = select($("svg", root)), bars = svg.append("path").attr("class", "bars"), surface = svg.append("g");
  const scale = $(".overview-scale", root), name = $(".overview-range", root), out = $(".overview-out", root);
  let width = 0, full = null, domain = null, view = null, shapes = [], own = false, wanted = 0, waiting = 0;

  const brush = brushX().handleSize(14).on("brush end", ({ selection, sourceEvent, type }) => {
    if (own || !sourceEvent) return;
    if (!selection) {
      // A click beside the brush brings its middle there.
      if (type === "end") {
        const at = timeAt(sourceEvent.clientX - svg.node().getBoundingClientRect().left), half = (view[1] - view[0]) / 2;
        on.brush([at - half, at + half]);
      }
      return;
    }
    if (selection[1] - selection[0] > 3) on.brush(selection.map(timeAt));
  });
  const x = (time) => (time - domain[0]) / (domain[1] - domain[0]) * width;
  const timeAt = (pixel) => domain[0] + pixel / width * (domain[1] - domain[0]);

  function settle() {
    if (!full || !view || !width) return;
    const span = view[1] - view[0], all = full[1] - full[0];
    const fits = domain && span / (domain[1] - domain[0]) >= NARROW && span <= domain[1] - domain[0]
      && view[0] >= domain[0] - span * 0.5 && view[1] <= domain[1] + span * 0.5;
    const whole = span / all >= NARROW;
    const isFull = domain && domain[0] === full[0] && domain[1] === full[1];
    if (!domain || (whole && !isFull) || (!whole && !fits)) {
      const around = Math.min(span * AROUND, all), at = (view[0] + view[1]) / 2;
      const lo = Math.min(Math.max(at - around / 2, full[0]), Math.max(full[1] - around, full[0]));
      domain = whole ? full : [lo, lo + around];
      count();
    }
    moveBrush();
    out.hidden = domain[0] === full[0] && domain[1] === full[1];
  }

  function moveBrush() {
    own = true;
    surface.call(brush.move, view.map((bound) => Math.min(Math.max(x(bound), -2), width + 2)));
    own = false;
  }

  async function count() {
    name.textContent = rangeName(...domain);
    scale.replaceChildren(...ticks(...domain, Math.max(2, width / 120)).ticks.map((tick) => {
      const element = make("span", {}, tick.label);
      element.style.transform = `translateX(${x(tick.at).toFixed(1)}px)`;
      return element;
    }));
    draw(spread(shapes, domain));
    clearTimeout(waiting);
    const mine = ++wanted, span = domain[1] - domain[0];
    const interval = INTERVALS.find(([, length]) => span / length <= BARS);
    // Hours are counted here, and so is what no unit of the service is long enough for.
    if (!interval || span / interval[1] < 12) return;
    waiting = setTimeout(async () => {
      const buckets = await on.count(interval[0], domain);
      if (mine === wanted && buckets) draw(buckets.map((each) => [parse(each.start), parse(each.end), each.count]));
    }, 150);
  }

  function draw(buckets) {
    // Per second, because the last bucket may be cut and months differ.
    const dense = buckets.map(([lo, hi, n]) => [lo, hi, n / (hi - lo)]), most = Math.max(...dense.map((each) => each[2]), 0);
    bars.attr("d", dense.filter((each) => each[2] > most / 400).map(([lo, hi, n]) => {
      const left = x(lo), wide = Math.max(x(hi) - left - 0.6, 0.8), high = Math.max(1, n / most * (HEIGHT - 6));
      return `M${left.toFixed(1)},${HEIGHT}v${(-high).toFixed(1)}h${wide.toFixed(1)}V${HEIGHT}z`;
    }).join(""));
  }

  function measure() {
    if (!root.clientWidth || root.clientWidth === width) return;
    width = svg.node().clientWidth || root.clientWidth;
    brush.extent([[0, 0], [width, HEIGHT]]);
    surface.call(brush);
    // The timeline itself is what the keyboard moves.
    surface.selectAll("rect").attr("tabindex", null);
    domain = null;
    settle();
  }
  new ResizeObserver(measure).observe(root);
  out.addEventListener("click", () => full && on.brush(full));

  return {
    /** The events that are drawn, and the first and last bound of all of them. */
    setEvents(next, extent) {
      shapes = next;
      full = extent;
      domain = null;
      if (!full) { bars.attr("d", ""); scale.replaceChildren(); name.textContent = ""; surface.call(brush.move, null); }
      measure();
      settle();
    },
    setView(next) { view = next; settle(); },
  };
}

/** Counts in equal steps over a stretch; an event that is not known better is spread over its bounds. */
export function spread(shapes, [lo, hi], steps = 200) {
  const step = (hi - lo) / steps, counts = new Float64Array(steps);
  for (const each of shapes) {
    const from = Number.isFinite(each.lo) ? each.lo : each.hi - 1, to = Number.isFinite(each.hi) ? each.hi : each.lo + 1;
    const first = Math.max(0, Math.floor((from - lo) / step)), last = Math.min(steps - 1, Math.floor((to - 1 - lo) / step));
    for (let i = first; i <= last; i++) {
      const start = lo + i * step, share = (Math.min(to, start + step) - Math.max(from, start)) / (to - from);
      counts[i] += Math.max(share, 0);
    }
  }
  return Array.from(counts, (n, i) => [lo + i * step, lo + (i + 1) * step, n]);
}
