// The quick check with a hand: drop a file on the form, and see that it is being read. Without this script the form
// works as it stands; with it, too, the answer is an ordinary page, so that reload and Back do what one expects.
(() => {
  const form = document.getElementById("gui-tep");
  if (!form) return; // the page that shows what a file would bring: the file is sent already
  const input = form.querySelector("input[type=file]");
  const zone = form.querySelector(".drop-zone");
  const sending = form.querySelector(".sending");

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
  form.addEventListener("submit", () => {
    sending.hidden = false;
  });
  window.addEventListener("pageshow", () => {
    sending.hidden = true; // back from the result, whatever the browser kept
  });
})();
