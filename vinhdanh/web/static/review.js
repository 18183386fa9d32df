// Appraisal with a hand on the keyboard: j or the right arrow goes to the next nominee, k or the left arrow to the one
// before, unless somebody is typing. Without this script the buttons do the same.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, textarea, select, summary, [tabindex='0']")) return;
  const way = { j: "next", ArrowRight: "next", k: "prev", ArrowLeft: "prev" }[event.key];
  const link = way && document.querySelector(`a[rel="${way}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});
