// Files of a dossier with a hand: drop them, see how far each is, find the list as it is now without leaving the page.
// They are sent one by one, for one request may hold no more than one large file. Without this script the form sends
// all chosen files at once, and the answer is an ordinary page.
(() => {
  const send = (form, file, tell) =>
    new Promise((resolve) => {
      const body = new FormData();
      body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      body.append("file", file, file.name);
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => tell(event.loaded, event.total));
      request.addEventListener("loadend", () => resolve({ status: request.status, told: request.response }));
      request.send(body);
    });

  const enhance = (form) => {
    const zone = form.querySelector(".drop-zone");
    const input = form.querySelector("input[type=file]");
    const sending = form.querySelector("[data-sending]");
    const bar = sending.querySelector("progress");
    const words = sending.querySelector("[data-told]");
    const faults = form.querySelector("[data-faults]");
    const list = form.closest(".attach").querySelector("[data-files]");
    const limit = Number(form.dataset.sizeLimit);
    let busy = false;

    const fault = (sentence) => {
      const item = form.querySelector("template[data-fault]").content.cloneNode(true);
      item.querySelector("span").textContent = sentence;
      faults.append(item);
    };
    const understand = (name, { status, told }) => {
      if (told && told.list !== undefined) {
        list.innerHTML = told.list; // what our own server drew
        told.faults.forEach(fault);
        return true;
      }
      if (status === 403) faults.append(form.querySelector("template[data-signed-out]").content.cloneNode(true));
      else if (status === 413) fault(`${name}: tệp lớn hơn 20 MB; hãy quét lại ở độ phân giải thấp hơn, hoặc chia nhỏ.`);
      else if (status === 429) fault(`${name}: đã gửi quá nhiều tệp trong thời gian ngắn; hãy chờ ít phút rồi gửi lại.`);
      else fault(`${name}: mất kết nối hoặc máy chủ gặp lỗi, tệp chưa được nhận; hãy gửi lại.`);
      return status !== 403;
    };
    const sendAll = async (files) => {
      if (busy || !files.length) return;
      busy = true;
      faults.replaceChildren();
      sending.hidden = false;
      for (const [at, file] of files.entries()) {
        if (file.size > limit) {
          fault(`${file.name}: tệp lớn hơn 20 MB; hãy quét lại ở độ phân giải thấp hơn, hoặc chia nhỏ.`);
          continue;
        }
        const show = (done, total) => {
          bar.value = total ? (100 * done) / total : 0;
          words.textContent = `Đang gửi ${file.name} (${at + 1}/${files.length})…`;
        };
        show(0, 1);
        if (!understand(file.name, await send(form, file, show))) break;
      }
      sending.hidden = true;
      input.value = "";
      busy = false;
    };

    const over = (is) => (event) => {
      event.preventDefault();
      zone.classList.toggle("over", is);
    };
    zone.addEventListener("dragover", over(true));
    zone.addEventListener("dragleave", over(false));
    zone.addEventListener("drop", (event) => {
      over(false)(event);
      sendAll([...event.dataTransfer.files]);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      sendAll([...input.files]);
    });
  };
  document.querySelectorAll("form[data-attach]").forEach(enhance);
})();
