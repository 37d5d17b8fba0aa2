// The wall: figures by server-sent events; where they do not come, asked for every five seconds.
const page = document.querySelector("[data-stream]");
const write = new Intl.NumberFormat(document.documentElement.lang || "vi");
let polling = 0, failures = 0;

const state = (name) => page.querySelectorAll("[data-when]").forEach((one) => { one.hidden = one.dataset.when !== name; });

const put = (name, text) => {
  const place = page.querySelector(`[data-live="${name}"]`);
  if (place && place.textContent !== text) {
    place.textContent = text;
    place.classList.remove("changed");
    requestAnimationFrame(() => place.classList.add("changed"));
  }
};

const row = (tag, parts) => {
  const item = document.createElement(tag);
  for (const [kind, text] of parts) item.append(Object.assign(document.createElement(kind), { textContent: text }));
  return item;
};

const show = (told) => {
  put("at", told.at);
  for (const [name, value] of Object.entries(told.figures)) {
    const places = value && value.includes(".") ? 2 : 0;
    const unit = page.querySelector(`[data-live="${name}"] + span`);
    if (unit) unit.hidden = value === null;
    put(name, value === null ? page.dataset.untold : Number(value).toLocaleString(write.resolvedOptions().locale, { minimumFractionDigits: places }));
  }
  page.querySelector("[data-live=chart]").replaceChildren(document.importNode(new DOMParser().parseFromString(told.chart, "image/svg+xml").documentElement, true));
  page.querySelector("[data-live=hours]").replaceChildren(...told.hours.map(([hour, times]) => {
    const line = row("tr", [["th", `${hour}h`], ["td", write.format(times)]]);
    line.firstChild.scope = "row";
    line.lastChild.dataset.number = "";
    return line;
  }));
  const worst = page.querySelector("[data-live=worst]");
  worst.replaceChildren(...(told.worst.length ? told.worst.map(([name, times]) => row("li", [["span", name], ["strong", times]])) : [row("li", [["span", worst.dataset.none]])]));
};

const poll = async () => {
  try {
    const answer = await fetch(page.dataset.numbers);
    if (!answer.ok) throw new Error(answer.status);
    show(await answer.json());
    state("polling");
  } catch { state("lost"); }
};

const listen = () => {
  const source = new EventSource(page.dataset.stream);
  source.addEventListener("figures", (event) => { failures = 0; clearInterval(polling); polling = 0; state("live"); show(JSON.parse(event.data)); });
  source.addEventListener("open", () => { if (!polling) state("live"); });
  source.addEventListener("error", () => {
    failures += 1;
    if (failures > 3 && !polling) { poll(); polling = setInterval(poll, 5000); }
    if (source.readyState === EventSource.CLOSED) { state("lost"); setTimeout(listen, 5000); }
  });
};

if ("EventSource" in window) listen(); else { poll(); polling = setInterval(poll, 5000); }
