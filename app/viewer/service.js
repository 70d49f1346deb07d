// The service: one function a question. What fails is told in a sentence.

import { fetchWithKey } from "./key.js";

/** A failure with the sentence for the reader; `parameter` names the filter that is wrong, `away` that nobody answered. */
export class Failure extends Error {
  constructor(message, { status = 0, parameter = null, away = false } = {}) {
    super(message);
    Object.assign(this, { status, parameter, away });
  }
}

export async function ask(path, options) {
  let answer;
  try {
    answer = await fetchWithKey(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Failure("The service does not answer.", { away: true });
  }
  const body = await answer.json().catch(() => null);
  if (!answer.ok || body === null) {
    const { status } = answer;
    const fields = (body?.errors ?? []).map((each) => `${each.pointer.slice(1) || "article"}: ${each.detail}`);
    const message = fields.join(" ") || body?.detail || `The service answered ${status}.`;
    throw new Failure(message, { status, parameter: body?.parameter, away: status >= 500 });
  }
  return body;
}

/** How many events are drawn at once; of more, the surest. */
export const MOST = 2_000;
const PAGE = 200;

/**
 * Events under the filters, up to `MOST` of them, and how many there are in all.
 *
 * The first page says how many; where there are too many, the surest are taken, because the first in time would leave
 * the rest of the axis empty.
 */
export async function events(filters, { signal } = {}) {
  const query = new URLSearchParams(filters);
  query.set("limit", PAGE);
  query.set("count", "exact");
  let page = await ask(`/v1/events?${query}`, { signal });
  const count = page.count;
  query.delete("count");
  if (count > MOST) {
    query.set("sort", "confidence");
    page = await ask(`/v1/events?${query}`, { signal });
  }
  const items = [...page.items];
  while (page.next_cursor && items.length < MOST) {
    query.set("cursor", page.next_cursor);
    page = await ask(`/v1/events?${query}`, { signal });
    items.push(...page.items);
  }
  return { items, count };
}

export async function event(id) {
  const [whole, reports] = await Promise.all([
    ask(`/v1/events/${encodeURIComponent(id)}?offsets=utf16`),
    ask(`/v1/events/${encodeURIComponent(id)}/reports?include=explanation,alternatives&limit=50&offsets=utf16`),
  ]);
  return { ...whole, reports: reports.items, more_reports: reports.next_cursor !== null };
}

/** The most frequent values under the filters; `{}` from a service that cannot say. */
export async function facets(filters, fields, { signal } = {}) {
  const query = new URLSearchParams(filters);
  query.set("field", fields.join(","));
  return await ask(`/v1/facets?${query}`, { signal });
}

/** Events counted by time; without an interval the service takes one that gives some hundred buckets. */
export async function histogram(filters, interval, { signal } = {}) {
  const query = new URLSearchParams(filters);
  if (interval) query.set("interval", interval);
  return await ask(`/v1/events/histogram?${query}`, { signal });
}

/** Read an article; with `store`, add it to the timeline. */
export function read(article, { store = false } = {}) {
  return ask(`/v1/${store ? "articles" : "extractions"}?offsets=utf16`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(article),
  });
}

/** The tag of the list: another one means that something has changed. */
export async function version(filters, { signal } = {}) {
  const query = new URLSearchParams(filters);
  query.set("limit", 1);
  const answer = await fetchWithKey(`/v1/events?${query}`, { signal, cache: "no-cache" }, { ask: false });
  return answer.ok ? answer.headers.get("ETag") : null;
}
