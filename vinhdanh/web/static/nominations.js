// The page of a nominee saves by itself (htmx); here is what it says when that fails, and which field is wrong. Without
// this script the button “Lưu” does the same.
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
