// Puts the slashes while a day is typed: 02091945 → 02/09/1945. Never moves the caret of someone who corrects.
document.addEventListener("input", (event) => {
  const box = event.target;
  if (!box.matches?.("[data-day]") || event.inputType === "deleteContentBackward" || box.selectionStart !== box.value.length) return;
  if (/^\d{2}$|^\d{1,2}\/\d{2}$/.test(box.value)) box.value += "/";
  else if (/^\d{8}$/.test(box.value)) box.value = box.value.replace(/(\d\d)(\d\d)(\d{4})/, "$1/$2/$3");
  else box.value = box.value.replace("//", "/");
});
