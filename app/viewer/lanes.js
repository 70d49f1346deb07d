// Lanes: which label goes into which line, so that none overlaps another.

/** Boxes `[start, end]` in one line, in order. */
class Lane {
  #starts = [];
  #ends = [];

  /** Whether the box fits; if so it is taken. */
  take(start, end) {
    const starts = this.#starts;
    let low = 0, high = starts.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (starts[mid] < start) low = mid + 1;
      else high = mid;
    }
    if ((low > 0 && this.#ends[low - 1] > start) || (low < starts.length && starts[low] < end)) return false;
    starts.splice(low, 0, start);
    this.#ends.splice(low, 0, end);
    return true;
  }
}

/**
 * A lane for every box that finds one, the most important first; the others get none.
 *
 * A box keeps the lane of the last time where it can, so that zooming does not shuffle the lines. It depends on the
 * scale alone, not on the part that is in view: panning moves everything and changes nothing.
 *
 * @param boxes `{id, start, end}` by importance, in pixels
 * @param before lanes by id
 * @returns lanes by id
 */
export function place(boxes, count, before = new Map()) {
  const lanes = Array.from({ length: count }, () => new Lane()), placed = new Map();
  for (const { id, start, end } of boxes) {
    const last = before.get(id);
    if (last !== undefined && last < count && lanes[last].take(start, end)) { placed.set(id, last); continue; }
    for (let lane = 0; lane < count; lane++) {
      if (lanes[lane].take(start, end)) { placed.set(id, lane); break; }
    }
  }
  return placed;
}
