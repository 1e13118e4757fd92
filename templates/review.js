// Finds words in the texts of a review. Without it the page shows every text.
const field = document.getElementById("search");
const told = document.getElementById("found");
const rows = [...document.querySelectorAll("tr[data-line]")];
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
const texts = rows.map((row) => plain(row.textContent));
field.closest("p").hidden = false;
const find = () => {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  rows.forEach((row, n) => { row.hidden = !words.every((word) => texts[n].includes(word)); });
  const shown = rows.filter((row) => row.offsetParent !== null || row.getClientRects().length).length;
  told.textContent = `${shown} / ${rows.length}`;
  document.querySelectorAll("tbody").forEach((part) => {
    const lines = [...part.querySelectorAll("tr[data-line]")];
    part.classList.toggle("empty", !lines.some((row) => row.getClientRects().length));
  });
};
field.addEventListener("input", find);
document.querySelectorAll("[name=state]").forEach((each) => each.addEventListener("change", find));
find();
