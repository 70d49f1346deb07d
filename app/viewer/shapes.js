// What of an event is drawn: where it begins and ends on the axis, how soft its sides are, and what it is called.

import { DAY, parse } from "./civil.js";

const HOW = { planned: "planned", hypothetical: "not certain", denied: "denied" };
const FLAGS = {
  after_publication: "told as done, dated after its own publication",
  dates_disagree: "sources disagree on the date",
  date_out_of_range: "an unlikely date",
};

/** Words of a flag that this page has not heard of are its own. */
export const flagWords = (flag) => FLAGS[flag] ?? flag.replaceAll("_", " ");
export const modalityWords = (modality) => HOW[modality] ?? null;

/** Sources are counted as voices: copies of one article are one. */
export function told(evidence) {
  const n = evidence.independent_sources;
  return n === 1 ? "1 source" : `${n} sources`;
}

/**
 * The shape of an event. `lo` and `hi` are civil seconds; an open side is infinite, and an undated event has neither.
 * `kind` is `point`, `span`, `before` or `after`; how wide a point is on the screen says whether it is a dot or a soft bar.
 */
export function shape(event) {
  const { when } = event;
  const earliest = parse(when.earliest), latest = parse(when.latest);
  const dated = earliest !== null || latest !== null;
  const kind = !dated ? "undated" : earliest === null ? "before" : latest === null ? "after"
    : when.kind === "span" ? "span" : "point";
  return {
    id: event.id, event, kind, dated,
    lo: earliest ?? (dated ? -Infinity : null),
    hi: latest ?? (dated ? Infinity : null),
    surely: [parse(when.surely_from), parse(when.surely_to)],
    // Well told events keep their label longest when there is little room.
    weight: 2 * event.evidence.independent_sources + event.evidence.articles + when.confidence
      + (event.modality === "asserted" ? 0.5 : 0) - (kind === "before" || kind === "after" ? 2 : 0),
    name: [`${capital(when.display)}: ${event.title}`, modalityWords(event.modality),
      event.evidence.independent_sources > 1 ? told(event.evidence) : null].filter(Boolean).join(", "),
  };
}

export const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** The stretch that holds most of the shapes, for a first look: a few far ones would squeeze all others into a line. */
export function bulk(shapes) {
  const middles = shapes.filter((each) => each.dated).map(middle).sort((a, b) => a - b);
  if (!middles.length) return null;
  const n = middles.length, held = Math.max(1, Math.ceil(n * 0.75));
  let best = [middles[0], middles[n - 1]];
  for (let first = 0; first + held <= n; first++) {
    const stretch = [middles[first], middles[first + held - 1]];
    if (stretch[1] - stretch[0] < best[1] - best[0]) best = stretch;
  }
  // Where all are not much wider than most, all are shown.
  if (middles[n - 1] - middles[0] < 3 * (best[1] - best[0])) best = [middles[0], middles[n - 1]];
  // One event alone is shown with what is around it: a day in its fortnight, a century in its own.
  const long = shapes.filter((each) => each.dated).map((each) => each.hi - each.lo).filter(Number.isFinite).sort((a, b) => a - b);
  return padded(best[0], best[1], Math.max(LEAST, 2 * (long[long.length >> 1] ?? 0)));
}

/** From the first bound to the last of all shapes. */
export function whole(shapes) {
  let lo = Infinity, hi = -Infinity;
  for (const each of shapes) {
    if (!each.dated) continue;
    const first = Number.isFinite(each.lo) ? each.lo : each.hi, last = Number.isFinite(each.hi) ? each.hi : each.lo;
    if (first < lo) lo = first;
    if (last > hi) hi = last;
  }
  return lo <= hi ? padded(lo, hi, LEAST) : null;
}

// Less than a fortnight of axis tells nobody where it is.
const LEAST = 14 * DAY;

/** Some air at the left, and at the right room for the label of the last one; never less than `least` seconds in all. */
export function padded(lo, hi, least = DAY / 2) {
  const span = Math.max(hi - lo, least), at = (lo + hi) / 2;
  // The share of the page that a label takes, which is more than there can be on a phone.
  const label = Math.min(250 / innerWidth, 0.4);
  return [at - span * 0.55, at + span * (0.5 + 1.05 * label / (1 - label))];
}

export function middle({ lo, hi }) {
  return Number.isFinite(lo) ? (Number.isFinite(hi) ? (lo + hi) / 2 : lo) : hi;
}
