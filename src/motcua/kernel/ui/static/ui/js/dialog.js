// <a data-dialog> opens its page's question in the dialog of the shell; <button data-opens="id"> opens one in the page.
const shared = document.getElementById("dialog");
const body = document.getElementById("dialog-body");

async function ask(link) {
  const answer = await fetch(link.href, { headers: { "HX-Request": "true" } });
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  body.innerHTML = await answer.text();
  window.htmx?.process(body);
  const title = body.querySelector("h1, h2");
  if (title) title.id = "dialog-title";
  shared.showModal();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-dialog]");
  if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    ask(link).catch(() => location.assign(link.href));
    return;
  }
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  if (event.target.closest("[data-closes]") || event.target.matches("dialog[open]")) {
    const open = event.target.closest("dialog");
    if (open) { event.preventDefault(); open.close(); }
  }
});
