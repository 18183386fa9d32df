// The pages of a nominee and of the letter save by themselves (htmx); here is what they say when that fails, which field
// is wrong, and that what was typed last is saved too when somebody leaves. Without this script a button does the same.
(() => {
  const over = document.getElementById("mat-phien");
  const away = document.getElementById("mat-mang");
  const failed = (note) => {
    [over, away].forEach((one) => { if (one) one.hidden = one !== note; });
  };
  document.addEventListener("htmx:responseError", (event) => failed(event.detail.xhr.status === 403 ? over : away));
  document.addEventListener("htmx:sendError", () => failed(away));
  document.addEventListener("htmx:afterSettle", () => {
    failed(null);
    document.querySelectorAll("[id^=loi-]").forEach((slot) => {
      const field = document.getElementById(slot.id.slice(4));
      const wrong = slot.querySelector(".fault, .do") !== null;
      if (wrong) field?.setAttribute("aria-invalid", "true");
      else field?.removeAttribute("aria-invalid");
      field?.closest(".field")?.classList.toggle("wrong", wrong);
    });
  });
})();

(() => {
  const box = document.querySelector("[data-saves]");
  const form = box && (box.closest("form") || document.getElementById("de-nghi"));
  if (!form) return;
  const MOST = 60000; // bytes that a browser still sends of a page that is gone, a little less than 64 KiB
  let typed = false; // something that no request has taken along yet
  let under_way = false;

  const content = () => {
    const body = new FormData(form);
    body.append("leaving", "1");
    return body;
  };
  const bytes = (body) => [...body].reduce((sum, [name, value]) => sum + 150 + new Blob([name, value]).size, 0);
  const note = () => { typed = true; };
  const ours = (handle) => (event) => { if (event.detail.elt === box) handle(event.detail); };

  box.addEventListener("input", note);
  box.addEventListener("change", note);
  document.addEventListener("htmx:beforeSend", ours(() => { typed = false; under_way = true; }));
  document.addEventListener("htmx:afterRequest", ours((told) => {
    under_way = false;
    if (!told.successful) typed = true;
  }));
  form.addEventListener("submit", () => { typed = under_way = false; });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && typed) htmx.trigger(box, "leave"); // the page stays: it saves as it always does
  });
  window.addEventListener("beforeunload", (event) => {
    if (typed && bytes(content()) > MOST) event.preventDefault(); // too much to be sent behind: the browser asks
  });
  window.addEventListener("pagehide", () => {
    if (!typed && !under_way) return;
    typed = under_way = false;
    const headers = { "HX-Request": "true" };
    fetch(box.getAttribute("hx-post"), { method: "POST", body: content(), headers, keepalive: true }).catch(() => {});
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload(); // it may have been saved behind this page's back
  });
})();
