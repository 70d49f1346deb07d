// The same events as a list, in order of time: for reading through, for screen readers, for print.

import { dateOf, DAY, yearName } from "./civil.js";
import { make } from "./dom.js";
import { capital, flagWords, modalityWords, told } from "./shapes.js";

/** @param open called with the id of the event that is chosen */
export function list(root, open) {
  let selected = null;
  root.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-id]");
    if (button) open(button.dataset.id);
  });
  root.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], at = event.target.closest("button[data-id]");
    if (!step || !at) return;
    event.preventDefault();
    const all = [...root.querySelectorAll("button[data-id]")];
    all[all.indexOf(at) + step]?.focus();
  });
  return {
    show(shapes, fresh = new Set()) {
      const groups = [];
      for (const each of shapes) {
        const heading = headingOf(each);
        if (groups.at(-1)?.heading !== heading) groups.push({ heading, items: [] });
        groups.at(-1).items.push(item(each, fresh.has(each.id)));
      }
      root.replaceChildren(...groups.map(({ heading, items }) => make("section", {}, make("h2", {}, heading), make("ol", {}, items))));
      this.select(selected);
    },
    select(id) {
      selected = id;
      for (const button of root.querySelectorAll("button[data-id]")) {
        button.setAttribute("aria-expanded", button.dataset.id === id);
      }
    },
    focus: (id) => root.querySelector(`button[data-id="${CSS.escape(id)}"]`)?.focus(),
  };
}

function headingOf({ dated, lo }) {
  if (!dated) return "Undated";
  return Number.isFinite(lo) ? yearName(dateOf(Math.floor(lo / DAY))[0]) : "Open beginning";
}

function item({ id, event, kind }, isFresh) {
  const { when, evidence, modality, flags } = event;
  const notes = [modalityWords(modality), evidence.independent_sources > 1 ? told(evidence) : null, ...flags.map(flagWords)].filter(Boolean);
  return make("li", { className: isFresh ? "fresh" : "" },
    make("button", { type: "button", "data-id": id, className: `row ${kind} ${modality}` },
      make("span", { className: "row-when" }, capital(when.display)),
      make("span", { className: "row-title", dir: "auto" }, event.title),
      notes.length ? make("span", { className: "row-notes" }, notes.join(" · ")) : null));
}
