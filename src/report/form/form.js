const form = document.forms[0];
const [save, opened, said] = ["Save", "Open", "Said"].map((id) => document.getElementById(id));
const isKept = (box) => box.type === "checkbox" && box.value === "unknown";
for (const part of document.querySelectorAll("[hidden]")) part.hidden = false;

// The answers in sight; nothing if some contradict each other. What the person keeps back goes with all that would give it away.
function answers() {
  const all = { x_form: form.elements.x_form.value };
  const back = new Set();
  for (const card of form.querySelectorAll("fieldset")) {
    const boxes = [...card.querySelectorAll(":checked")];
    if (boxes.length === 0 || card.getClientRects().length === 0) continue;
    const isBack = (box) => isKept(box) && !document.getElementById(`${box.id}-told`).checked;
    const parents = (card.dataset.with ?? "").split(" ");
    if (boxes.some(isBack) || parents.some((id) => back.has(id))) {
      back.add(card.id);
      continue;
    }
    const values = boxes.filter((box) => !isKept(box)).map((box) => box.value);
    const [{ name, type }] = boxes;
    if (type === "radio") all[name] = values[0] === "unknown" ? null : values[0];
    else if (!values.includes("none")) all[name] = values;
    else if (values.length === 1) all[name] = [];
    else return undefined;
  }
  return all;
}

// Checks the boxes that a file names; gives back how many of its answers this form does not have.
function check(saved) {
  form.reset();
  let lost = 0;
  for (const [name, value] of Object.entries(saved)) {
    if (name === "id" || name === "$schema" || name.startsWith("x_")) continue;
    const values = value === null ? ["unknown"] : value.length === 0 ? ["none"] : [value].flat();
    for (const value of values) {
      const box = [...form.elements].find((box) => box.name === name && box.value === value && !isKept(box));
      if (box) box.checked = true;
      else if (value !== "unknown") lost += 1;
    }
  }
  return lost;
}

save.onclick = () => {
  const all = answers();
  said.textContent = all ? "Saved. Look in your downloads." : "Not saved yet: see the note above.";
  if (!all) return;
  const url = URL.createObjectURL(new Blob([JSON.stringify(all, null, 2), "\n"], { type: "application/json" }));
  Object.assign(document.createElement("a"), { href: url, download: "my-answers.json" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
};
opened.onchange = async () => {
  try {
    const saved = JSON.parse(await opened.files[0].text());
    const lost = check(saved);
    const isOther = saved.x_form && saved.x_form !== form.elements.x_form.value;
    said.textContent = "Opened." + (lost ? ` ${lost} of the answers are not on this form.` : isOther ? " They come from another version of this form, so look through them." : "");
  } catch {
    said.textContent = "This file holds no saved answers.";
  }
  opened.value = "";
};
form.onreset = () => (said.textContent = "");
