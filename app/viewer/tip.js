// One small note at a time, beside what is pointed at or has the focus.

import { $ } from "./dom.js";

const note = $("#tip");

/** Show nodes beside an element, or beside the part of it that is on the screen. */
export function showTip(element, ...content) {
  note.replaceChildren(...content.filter(Boolean));
  note.hidden = false;
  const box = element.getBoundingClientRect(), { offsetWidth: width, offsetHeight: height } = note;
  const left = Math.min(Math.max(8, Math.max(box.left, 0)), innerWidth - width - 8);
  const below = box.bottom + 8 + height < innerHeight;
  note.style.transform = `translate(${Math.round(left)}px,${Math.round(below ? box.bottom + 8 : Math.max(8, box.top - height - 8))}px)`;
}

export function hideTip() {
  note.hidden = true;
}

addEventListener("keydown", (event) => { if (event.key === "Escape") hideTip(); });
addEventListener("scroll", hideTip, { capture: true, passive: true });
