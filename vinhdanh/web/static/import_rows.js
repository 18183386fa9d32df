// Cells mended where they stand: the row is read again and put back without leaving the page. Without this script the
// form is sent as it is, and the page comes back at the same row.
(() => {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches(".imports-mend") || event.submitter?.name) return; // what concerns other rows too: a page of its own
    const row = form.closest("tr");
    if (document.querySelector(`[data-same="${row.id}"]`)) return; // others lean on what it tells: the page comes anew
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Part": "row" } });
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      const part = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = document.importNode(part.querySelector("tr"), true);
      row.replaceWith(fresh);
      document.getElementById("tong").replaceWith(document.importNode(part.getElementById("tong"), true));
      let next = fresh;
      while (next && !next.querySelector(".imports-mend")) next = next.nextElementSibling;
      next?.querySelector(".imports-mend .form-control").focus(); // this row again, or the next that cannot be read
    } catch {
      form.submit(); // whatever went wrong, the page itself will say it
    }
  });
})();
