// The queue of pairs with a hand on the keyboard: arrows go from pair to pair, g merges, k says two. Without this script
// every pair has its buttons.
(() => {
  const pairs = [...document.querySelectorAll(".pair")];
  const typing = (target) => target.closest("input, textarea, select");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    const here = pairs.indexOf(document.activeElement.closest(".pair"));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const next = pairs[Math.min(Math.max(here + step, 0), pairs.length - 1)];
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    } else if (here >= 0) {
      pairs[here].querySelector(`button[data-key="${CSS.escape(event.key.toLowerCase())}"]`)?.click();
    }
  });
})();
