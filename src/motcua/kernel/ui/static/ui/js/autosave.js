// <form data-autosave="/address/"> is posted there a moment after every change; words come from [data-saved] in the page.
const WAIT = 800;
const RETRY = 8000;

function keep(form) {
  const words = document.querySelector("[data-saved]");
  let timer = 0, sent = "", isSending = false;
  const content = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  const say = (state, text) => { if (words) { words.dataset.state = state; words.textContent = text; } };
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };

  async function save() {
    const body = content();
    if (isSending) return later(WAIT);
    if (body.toString() === sent) return;
    isSending = true;
    say("saving", words?.dataset.saving);
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers: { "X-Autosave": "1" } });
      if (answer.redirected || answer.status === 401 || answer.status === 403) return say("failed", words?.dataset.expired);
      if (!answer.ok) throw new Error(answer.status);
      sent = body.toString();
      const time = new Date().toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit" });
      say("saved", `${words?.dataset.done} ${time}`);
    } catch {
      say("failed", words?.dataset.failed);
      later(RETRY);
    } finally {
      isSending = false;
    }
  }

  sent = content().toString();
  form.addEventListener("input", () => later(WAIT));
  form.addEventListener("change", () => later(WAIT));
  form.addEventListener("submit", () => clearTimeout(timer));
  addEventListener("online", () => later(0));
  addEventListener("pagehide", () => {
    const body = content();
    const last = { method: "POST", body, headers: { "X-Autosave": "1" }, keepalive: true };
    if (body.toString() !== sent && !form.dataset.sent) fetch(form.dataset.autosave, last).catch(() => {});
  });
}

document.querySelectorAll("form[data-autosave]").forEach(keep);
