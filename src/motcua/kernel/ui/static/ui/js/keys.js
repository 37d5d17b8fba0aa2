// The desk without a mouse: j k move through [data-row], x marks, Enter opens, / searches, g + letter goes, ? shows the keys.
const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
let waitsForGoal = false;

// On a phone the menu is a strip: the place where one is stands in sight.
document.querySelector("nav [aria-current=page]")?.scrollIntoView({ inline: "center", block: "nearest" });

function step(by) {
  const links = [...document.querySelectorAll("[data-row-link]")].filter((link) => link.offsetParent);
  if (!links.length) return;
  const row = document.activeElement?.closest("[data-row]");
  const at = row ? links.findIndex((link) => row.contains(link)) : by > 0 ? -1 : links.length;
  const next = links[Math.min(Math.max(at + by, 0), links.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  x: () => document.activeElement?.closest("[data-row]")?.querySelector("input[type=checkbox]")?.click(),
  "/": () => { const box = document.querySelector("[data-search]"); box?.focus(); box?.select(); },
  "?": () => document.getElementById("keys")?.showModal(),
  g: () => { waitsForGoal = true; setTimeout(() => { waitsForGoal = false; }, 1500); },
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (waitsForGoal) {
    waitsForGoal = false;
    const goal = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (goal) { event.preventDefault(); goal.click(); }
    return;
  }
  if (Object.hasOwn(KEYS, event.key)) { event.preventDefault(); KEYS[event.key](); }
});
