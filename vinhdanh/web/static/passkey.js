// Shows what needs a passkey only where the browser can read one, and says what went wrong in words.
const SAID = {
  NotAllowedError: "Chưa nhận được khóa: thao tác bị hủy hoặc quá thời gian. Bấm lại để thử lần nữa.",
  InvalidStateError: "Khóa này đã được thêm vào tài khoản từ trước.",
  SecurityError: "Trình duyệt chỉ đọc khóa ở địa chỉ https. Dùng ứng dụng tạo mã, hoặc báo người quản trị hệ thống.",
};
const parts = document.querySelectorAll(".needs-passkey");
const able = window.PublicKeyCredential && navigator.credentials;
parts.forEach((part) => { part.hidden = !able; });
document.querySelectorAll(".without-passkey").forEach((part) => { part.hidden = Boolean(able); });
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const name = event.detail.exception && event.detail.exception.name;
  parts.forEach((part) => {
    const fault = part.querySelector(".fault");
    if (!fault) return;
    fault.hidden = false;
    fault.querySelector("span").textContent = SAID[name] || "Trình duyệt không đọc được khóa. Thử lại, hoặc dùng cách khác.";
  });
});
