// A list that is being read or written: asks how far the work is, moves the bar, and opens the result when it is done.
// Without this script the page says how far it was, and a link looks again.
(() => {
  const card = document.getElementById("tien-do");
  const bar = card.querySelector("progress");
  const done = card.querySelector("[data-done]");
  const look = async () => {
    try {
      const answer = await fetch(card.dataset.progress, { headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (told.state !== card.dataset.state || (told.steps && !done)) return window.location.reload();
      if (told.steps) {
        bar.max = told.steps;
        bar.value = told.progress;
        done.textContent = told.progress.toLocaleString("vi-VN");
      }
    } catch {
      // the line is away for a moment; the next look asks again
    }
    return window.setTimeout(look, 1500);
  };
  window.setTimeout(look, 1000);
})();
