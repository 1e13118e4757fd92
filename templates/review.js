// Finds words in the texts of a review. Without it the page shows every text.
const field = document.getElementById("search");
const told = document.getElementById("found");
const parts = [...document.querySelectorAll("tbody")];
const rows = [...document.querySelectorAll("tr[data-line]")];
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
const texts = rows.map((row) => plain(row.textContent));
const shown = (row) => row.getClientRects().length > 0;
const find = () => {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  parts.forEach((part) => part.classList.remove("empty")); // what is in a hidden part has no size
  rows.forEach((row, n) => { row.hidden = !words.every((word) => texts[n].includes(word)); });
  told.textContent = `${rows.filter(shown).length} / ${rows.length}`;
  const empty = parts.filter((part) => ![...part.querySelectorAll("tr[data-line]")].some(shown));
  empty.forEach((part) => part.classList.add("empty"));
};
field.closest("p").hidden = false;
field.addEventListener("input", find);
document.querySelectorAll("[name=state]").forEach((each) => each.addEventListener("change", find));
find();
