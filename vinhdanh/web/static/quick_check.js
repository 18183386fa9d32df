// The quick check with a hand: drop a file on the form, see it travel. Without this script the form works as it stands.
(() => {
  const start = () => {
    const form = document.getElementById("gui-tep");
    if (!form || form.dataset.ready) return;
    form.dataset.ready = "yes";
    const input = form.querySelector("input[type=file]");
    const zone = form.querySelector(".drop-zone");
    const sending = form.querySelector(".sending");
    const bar = sending.querySelector("progress");
    const words = sending.querySelector(".sending-words");

    const over = (is) => (event) => {
      event.preventDefault();
      zone.classList.toggle("over", is);
    };
    zone.addEventListener("dragover", over(true));
    zone.addEventListener("dragleave", over(false));
    zone.addEventListener("drop", (event) => {
      over(false)(event);
      if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
    });
    form.addEventListener("htmx:beforeRequest", () => {
      sending.hidden = false;
      bar.removeAttribute("value");
      words.textContent = "Đang gửi tệp…";
    });
    form.addEventListener("htmx:xhr:progress", (event) => {
      if (!event.detail.lengthComputable) return;
      bar.value = (100 * event.detail.loaded) / event.detail.total;
      if (event.detail.loaded === event.detail.total) {
        bar.removeAttribute("value");
        words.textContent = "Đã gửi xong, đang đối chiếu…";
      }
    });
    const failed = (sentence) => () => {
      sending.hidden = false;
      bar.hidden = true;
      words.textContent = sentence;
    };
    form.addEventListener("htmx:sendError", failed("Mất kết nối khi gửi. Tệp vẫn được chọn; kiểm tra mạng rồi bấm “Kiểm tra” lại."));
  };
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:afterSettle", start);
  document.addEventListener("htmx:beforeSwap", (event) => {
    event.detail.shouldSwap = true; // a refusal is a page too
    event.detail.isError = false;
  });
  document.addEventListener("htmx:afterSwap", () => window.scrollTo(0, 0));
})();
