// Questions that depend on another one of the page come and go with its answer. The server asks and checks again.
const answerOf = (form, name) => {
  const boxes = [...form.elements].filter((box) => box.name === name);
  if (boxes.length === 1 && boxes[0].type === "checkbox") return boxes[0].checked ? "true" : "false";
  return boxes.find((box) => box.type === "radio" ? box.checked : true)?.value ?? "";
};

function draw(form) {
  for (const question of form.querySelectorAll("[data-shown-when]")) {
    const asked = [...form.elements].find((box) => box.name === question.dataset.shownWhen);
    const isAskedHidden = Boolean(asked?.closest("[data-shown-when][hidden]"));
    const values = JSON.parse(question.dataset.shownValues);
    question.hidden = isAskedHidden || !values.includes(answerOf(form, question.dataset.shownWhen));
  }
}

const forms = new Set([...document.querySelectorAll("[data-shown-when]")].map((question) => question.closest("form")));
for (const form of forms) {
  if (!form) continue;
  form.addEventListener("change", () => draw(form));
  draw(form);
}
