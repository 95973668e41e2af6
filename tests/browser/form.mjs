// Fills in forms in Chromium and tells what they show; run by `tests/it/form/browser.rs`.
//
//   node form.mjs CHROMIUM PEOPLE
//
// PEOPLE is a JSON file: for each form its file and people, each a list of steps with the boxes that are clicked, as
// `name=value`. Printed is for each person and step what is in sight and what would be saved.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, file] = process.argv.slice(2);
const forms = JSON.parse(await readFile(file, "utf8"));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const queue = forms.map((form, place) => ({ form, place }));
const seen = forms.map(() => null);
await Promise.all([worker(), worker()]);
await browser.close();
process.stdout.write(JSON.stringify(seen));

async function worker() {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { form, place } = next;
    const page = await browser.newPage();
    const problems = [];
    const url = pathToFileURL(form.file).href;
    page.on("console", (message) => problems.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
    page.on("request", (request) => request.url() !== url && problems.push(`request: ${request.url()}`));
    await page.goto(url);
    const people = [];
    for (const steps of form.people) people.push(await page.evaluate(fillIn, steps));
    seen[place] = { people, problems };
    await page.close();
  }
}

// Runs within the page.
function fillIn(steps) {
  const form = document.forms[0];
  form.reset();
  const inSight = (element) => element.checkVisibility();
  return steps.map((clicks) => {
    for (const click of clicks) {
      const [name, value] = click.split("=");
      form.querySelector(`input[name="${name}"][value="${value}"]`).click();
    }
    const questions = [...form.querySelectorAll("fieldset")].filter(inSight);
    const notices = [...document.querySelectorAll("[id^=G]")].filter(inSight);
    const calm = document.querySelector(".calm");
    return {
      questions: [...new Set(questions.map((card) => card.querySelector("input").name))],
      stops: [...new Set(notices.map((notice) => parseInt(notice.id.slice(1), 10)))].sort((one, other) => one - other),
      is_calm: calm !== null && inSight(calm),
      answers: answers(),
    };
  });
}
