// Files by drop, choice or camera, looked at before they travel. <form data-upload-at-once> sends as soon as they are good.
const MB = 1024 * 1024;
const size = (bytes) => (bytes >= MB ? `${(bytes / MB).toFixed(1).replace(".", ",")} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`);

function fault(file, box, input) {
  if (file.size === 0) return box.dataset.empty;
  if (file.size > Number(box.dataset.maxMb) * MB) return box.dataset.tooLarge;
  const wanted = (input.accept || "").split(",").map((one) => one.trim().toLowerCase()).filter((one) => one.startsWith("."));
  const isWanted = !wanted.length || wanted.some((ending) => file.name.toLowerCase().endsWith(ending));
  return isWanted ? "" : box.dataset.wrongType;
}

function show(box, input) {
  const list = box.querySelector("[data-chosen]");
  const faults = [...input.files].map((file) => fault(file, box, input));
  list.replaceChildren(...[...input.files].map((file, at) => {
    const line = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = file.name;
    const note = document.createElement("span");
    note.className = faults[at] ? "error" : "size";
    note.textContent = faults[at] || size(file.size);
    line.append(name, note);
    return line;
  }));
  list.hidden = !input.files.length;
  const isGood = input.files.length > 0 && !faults.some(Boolean);
  input.setCustomValidity(faults.find(Boolean) || "");
  const form = input.form;
  if (isGood && form && "uploadAtOnce" in form.dataset) form.requestSubmit();
}

function ready(box) {
  if (box.dataset.ready) return;
  box.dataset.ready = "1";
  const input = box.querySelector(".upload-zone > input[type=file]");
  const zone = box.querySelector(".upload-zone");
  const take = (files) => {
    const together = new DataTransfer();
    const kept = input.multiple ? [...input.files, ...files] : [...files].slice(0, 1);
    kept.forEach((file) => together.items.add(file));
    input.files = together.files;
    show(box, input);
  };
  input.addEventListener("change", () => show(box, input));
  for (const name of ["dragenter", "dragover"]) zone.addEventListener(name, (event) => { event.preventDefault(); zone.dataset.over = ""; });
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => delete zone.dataset.over);
  zone.addEventListener("drop", (event) => { event.preventDefault(); take(event.dataTransfer.files); });
  const camera = zone.querySelector("[data-camera]");
  if (camera && matchMedia("(pointer: coarse)").matches) {
    camera.hidden = false;
    const lens = camera.querySelector("input");
    lens.removeAttribute("aria-hidden");
    lens.removeAttribute("tabindex");
    lens.addEventListener("change", () => take(lens.files));
  }
}

const readyAll = () => document.querySelectorAll("[data-upload]").forEach(ready);
readyAll();
document.addEventListener("htmx:afterSettle", readyAll);
