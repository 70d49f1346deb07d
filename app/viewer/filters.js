// The filters: fields, the chips of what is set, suggestions from the facets, and the export of what is shown.

import { withFilter, withoutFilter } from "./address.js";
import { $, make } from "./dom.js";
import { openWithKey } from "./key.js";

const MODALITIES = ["asserted", "planned", "hypothetical", "denied"], USUAL = "asserted,planned";
const NAMES = {
  q: "words", entity: "who or what", source: "source", from: "from", to: "before", during: "during", place: "place",
  modality: "kind", include_undated: "undated too", collection: "collection", type: "type", language: "language", tag: "tag",
  article: "one article", basis: "dated by", precision: "precision", max_span: "no longer than", min_confidence: "at least as sure as",
  min_sources: "sources at least", match: "match", as_known_at: "as known at", sort: "order",
};
// The file a browser is to keep it in, by format.
const FORMATS = [
  ["csv", "CSV, for a spreadsheet", "events.csv"], ["ndjson", "JSON, one event a line", "events.ndjson"],
  ["json", "JSON, the first 200", "events.json"], ["ics", "Calendar", "events.ics"], ["atom", "Atom feed", null],
  ["jsonfeed", "JSON Feed", null], ["timelinejs", "TimelineJS", "timeline.json"], ["vis", "vis-timeline", "items.json"],
  ["jsonld", "JSON-LD, schema.org", "events.jsonld"],
];

/** @param change called with the new filters */
export function filterBar(root, change) {
  const form = $("form", root), chips = $(".chips", root), suggestions = $(".suggestions", root), exports = $(".exports ul", root);
  let filters = new URLSearchParams();

  // A name or words are added to those that are there, as the API has it; all other fields have one value.
  for (const name of ["q", "entity", "source", "from", "to"]) {
    form.elements[name].addEventListener("change", ({ target }) => {
      const value = target.value.trim();
      if (name === "q" || name === "entity") {
        if (value) apply(withFilter(filters, name, value));
        target.value = "";
      } else apply(withFilter(filters, name, value));
    });
  }
  // Names have commas in them only as alternatives.
  form.addEventListener("submit", (event) => { event.preventDefault(); document.activeElement?.blur?.(); });
  form.addEventListener("change", ({ target }) => {
    if (target.name === "modality") {
      const chosen = MODALITIES.filter((each) => form.elements.modality[MODALITIES.indexOf(each)].checked);
      const value = chosen.length === 4 ? "any" : chosen.join(",");
      apply(withFilter(filters, "modality", value === USUAL || !value ? "" : value));
    } else if (target.name === "include_undated") apply(withFilter(filters, target.name, target.checked ? "true" : ""));
  });
  $("#more").addEventListener("click", ({ currentTarget }) => {
    currentTarget.setAttribute("aria-expanded", form.classList.toggle("whole"));
  });
  for (const menu of root.querySelectorAll("details.menu")) {
    menu.addEventListener("keydown", (event) => { if (event.key === "Escape" && menu.open) { menu.open = false; $("summary", menu).focus(); } });
    document.addEventListener("pointerdown", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  }

  function apply(next) {
    if (next.toString() !== filters.toString()) change(next);
  }

  function fill() {
    for (const name of ["source", "from", "to"]) form.elements[name].value = filters.get(name) ?? "";
    for (const element of form.elements) element.removeAttribute("aria-invalid");
    const modality = filters.get("modality") ?? USUAL;
    for (const box of form.elements.modality) box.checked = modality === "any" || modality.split(",").includes(box.value);
    form.elements.include_undated.checked = filters.get("include_undated") === "true";
    chips.replaceChildren(...[...filters].map(([name, value]) => make("button", {
      type: "button", className: "chip", "aria-label": `Remove the filter ${NAMES[name] ?? name} ${value}`,
      onclick: () => apply(withoutFilter(filters, name, value)),
    }, make("span", {}, NAMES[name] ?? name), name === "include_undated" ? null : ` ${value}`, make("i", { "aria-hidden": "true" }, "×"))),
    filters.size > 1 ? make("button", { type: "button", className: "chip clear", onclick: () => apply(new URLSearchParams()) }, "Clear all") : "");
    exports.replaceChildren(...FORMATS.map(([format, name, file]) => {
      const query = new URLSearchParams(filters);
      query.set("format", format);
      if (format === "json") query.set("limit", "200");
      const href = `/v1/events?${query}`;
      return make("li", {}, make("a", { href, download: file, type: file ? null : "application/xml",
        onclick: (event) => openWithKey(event, href, file ?? `events.${format}`) }, name));
    }));
  }

  return {
    show(next) {
      filters = next;
      fill();
    },
    /** Values under the filters, the most frequent first: `{entity: [{value, count}], source: …}`. */
    suggest(facets) {
      const row = (name, title, most) => {
        const values = (facets[name] ?? []).filter(({ value }) => value && !filters.getAll(name).includes(value)).slice(0, most);
        return values.length ? make("div", {}, make("span", {}, title), values.map(({ value, count }) =>
          make("button", { type: "button", className: "suggestion", onclick: () => apply(withFilter(filters, name, value)) },
            make("span", { dir: "auto" }, value), make("small", {}, String(count))))) : null;
      };
      suggestions.replaceChildren(...[row("entity", "Often named", 10), row("source", "Told by", 8)].filter(Boolean));
      for (const name of ["entity", "source"]) {
        $(`#${name}-values`).replaceChildren(...(facets[name] ?? []).map(({ value, count }) => make("option", { value }, String(count))));
      }
    },
    /** Mark the field that the service could not understand. */
    refuse(parameter) {
      const field = form.elements[parameter];
      if (field?.setAttribute) { field.setAttribute("aria-invalid", "true"); field.value ||= filters.get(parameter) ?? ""; }
    },
  };
}
