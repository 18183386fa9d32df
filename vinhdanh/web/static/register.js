// The register by keyboard: arrow down from the search box goes to the first row, arrows go from row to row, Enter opens
// it as any link. Without this script Tab does the same.
(() => {
  const box = document.getElementById("tu-can-tim");
  const rows = [...document.querySelectorAll("main .list a.nm")];
  const step = { ArrowDown: 1, ArrowUp: -1 };

  document.addEventListener("keydown", (event) => {
    const by = step[event.key];
    const at = rows.indexOf(document.activeElement);
    if (!by || event.altKey || event.ctrlKey || event.metaKey || (at < 0 && document.activeElement !== box)) return;
    const next = at + by;
    if (at < 0 && by < 0) return;
    event.preventDefault();
    if (next < 0) box.focus();
    else if (next < rows.length) rows[next].focus();
  });
})();
