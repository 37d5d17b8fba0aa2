// What is said after a move is seen and heard: the summary of errors takes the focus, a dead line is admitted.
const focusSummary = () => document.querySelector("[data-error-summary]")?.focus({ preventScroll: false });

function admitDeadLine() {
  const notice = document.getElementById("notice");
  const words = document.getElementById("notice-offline");
  if (notice && words) notice.replaceChildren(words.content.cloneNode(true));
}

// A page that begins with a refusal is read from there, not from its head.
const focusRefusal = () => { if (document.activeElement === document.body) document.querySelector("[data-refusal]")?.focus(); };

focusSummary();
focusRefusal();
document.addEventListener("htmx:oobAfterSwap", focusSummary);
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) document.addEventListener(failure, admitDeadLine);

// A summary's link leads to the field itself, not only near it.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a");
  const field = link && document.getElementById(link.hash.slice(1));
  if (field) { event.preventDefault(); field.focus(); field.scrollIntoView({ block: "center" }); }
});

// The same form is not sent twice by an impatient finger; the server would refuse it anyway.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) { event.preventDefault(); return; }
  if (event.target.method === "post" && !event.defaultPrevented) {
    event.target.dataset.sent = "1";
    setTimeout(() => delete event.target.dataset.sent, 4000);
  }
});
window.addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach((form) => delete form.dataset.sent));
