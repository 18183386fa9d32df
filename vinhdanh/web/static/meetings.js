// A further row for a member of the council, without saving first. Without this script, saving brings further rows.
(() => {
  const button = document.getElementById("them-dong");
  const count = document.getElementById("id_member-TOTAL_FORMS");
  if (!button || !count) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const at = Number(count.value);
    const made = document.getElementById("dong-moi").cloneNode(true);
    made.innerHTML = made.innerHTML.replaceAll("__prefix__", at).replaceAll("__number__", at + 1); // what our own server drew
    document.getElementById("cac-dong").append(made.content);
    count.value = at + 1;
    document.getElementById(`id_member-${at}-name`).focus();
  });
})();
