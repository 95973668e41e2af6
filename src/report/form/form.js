const form = document.forms[0];
const find = (id) => document.getElementById(id);
const isKept = (box) => find(`${box.id}-shared`) !== null;
let [isUnsaved, back] = [false, new Set()];
for (const part of document.querySelectorAll("[hidden]")) part.hidden = false;

// The answers in sight; nothing if some contradict each other. What the person keeps back goes with all that would give it away.
function answers() {
  const id = form.elements.id.value.trim();
  const all = { x_form: form.elements.x_form.value, ...(id && { id }) };
  back = new Set();
  for (const card of form.querySelectorAll("fieldset")) {
    const boxes = [...card.querySelectorAll(":checked")];
    if (boxes.length === 0 || card.getClientRects().length === 0) continue;
    const isBack = (box) => isKept(box) && !find(`${box.id}-shared`).checked;
    const values = boxes.filter((box) => !isKept(box)).map((box) => box.value);
    const [{ name, type }] = boxes;
    if (boxes.some(isBack) || (card.dataset.with ?? "").split(" ").some((parent) => back.has(parent))) back.add(card.id);
    else if (type === "radio") all[name] = values[0] === "unknown" ? null : values[0];
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
    if (name === "id") form.elements.id.value = value ?? "";
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

find("Save").onclick = () => {
  const all = answers();
  find("Saved").textContent = !all ? "Not saved yet: see the note above." : `Saved as my-answers.json. Look in your downloads.${back.size ? " The question that you keep to yourself is not in it." : ""}`;
  if (!all) return;
  const file = new Blob([JSON.stringify(all, null, 2), "\n"], { type: "application/json" });
  Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: "my-answers.json" }).click();
  isUnsaved = false;
};
find("Open").onchange = async ({ target }) => {
  try {
    const saved = JSON.parse(await target.files[0].text());
    const [lost, isOther] = [check(saved), saved.x_form && saved.x_form !== form.elements.x_form.value];
    find("Opened").textContent = "Opened." + (lost ? ` ${lost} of the answers are not on this form.` : isOther ? " They come from another version of this form, so look through them." : "");
  } catch {
    find("Opened").textContent = "This file holds no saved answers.";
  }
};
find("Print").onclick = () => print();
form.onchange = () => (isUnsaved = true);
form.onsubmit = () => void (isUnsaved = false);
form.onreset = () => ([isUnsaved, find("Saved").textContent, find("Opened").textContent] = [false, "", ""]);
onbeforeunload = (event) => void (isUnsaved && event.preventDefault());
