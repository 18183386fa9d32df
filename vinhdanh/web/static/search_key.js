// The key / goes to the search box, unless somebody is typing.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
  const box = document.getElementById("tim-kiem");
  if (!box || box.offsetParent === null) return;
  event.preventDefault();
  box.focus();
});
