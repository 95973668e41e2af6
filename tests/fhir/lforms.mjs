// Fills in questionnaires with LForms, the form renderer of the US National Library of Medicine, in Chromium;
// run by `fhir::outside`.
//
//   node lforms.mjs CHROMIUM CASES [PICTURES]
//
// A case is a file `NAME.case.json` with a `questionnaire`, a `response` of ours, and `steps`: the questions in
// their order, each with the codes to choose. `NAME.out.json` tells what was `shown` in the end, the response
// after clicking (`clicked`), and the one after loading ours into the form (`merged`). With a third argument, a
// picture of each filled form is kept there.
import { createServer } from "node:http";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

const [executablePath, cases, pictures] = process.argv.slice(2);
const scripts = path.join(path.dirname(createRequire(import.meta.url).resolve("lforms/package.json")), "dist/lforms");
const files = (await readdir(cases)).filter((file) => file.endsWith(".case.json")).sort();
const problems = [];

// LForms wants its scripts at the end of the body, and to be served.
const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Form</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/webcomponent/styles.css"></head><body><div id="form"></div><div id="loaded"></div>
<script src="/webcomponent/assets/lib/zone.min.js"></script><script src="/webcomponent/lhc-forms.js"></script>
<script src="/fhir/R4/lformsFHIR.min.js"></script></body></html>`;
const server = createServer(async ({ url }, response) => {
  if (url === "/") return response.setHeader("Content-Type", "text/html").end(page);
  const file = path.join(scripts, path.normalize(url.split("?")[0]));
  const type = { ".js": "text/javascript", ".css": "text/css" }[path.extname(file)] ?? "application/octet-stream";
  try {
    response.setHeader("Content-Type", type).end(await readFile(file));
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const address = `http://127.0.0.1:${server.address().port}/`;

const profile = await mkdtemp(path.join(tmpdir(), "smp-fhir-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath,
  args: "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split(" "),
  viewport: { width: 1000, height: 1200 },
});
try {
  for (const file of files) await run(file);
} finally {
  await browser.close();
  server.close();
  await rm(profile, { recursive: true, force: true });
}

for (const problem of problems) console.log(problem);
console.log(`${files.length} forms, ${problems.length} problems`);
process.exitCode = problems.length > 0 || files.length === 0 ? 1 : 0;

async function run(file) {
  const { questionnaire, response, steps } = JSON.parse(await readFile(path.join(cases, file), "utf8"));
  const report = (problem) => problems.push(`${file}: ${problem}`);
  const form = await open(report);
  await form.evaluate((form) => globalThis.LForms.Util.addFormToPage(form, "form", { fhirVersion: "R4" }), questionnaire);
  for (const { question, codes } of steps) {
    if (!(await isShown(form, question))) {
      report(`${question} is not shown where it should be answered`);
      continue;
    }
    for (const code of codes) await choose(form, question, code, report);
  }
  const questions = every(questionnaire).filter(({ type }) => type === "choice");
  const shown = [];
  for (const question of questions) {
    if (!(await isShown(form, question.linkId))) continue;
    shown.push(question.linkId);
    await checkWords(form, question, report);
  }
  if (pictures) await form.screenshot({ path: path.join(pictures, file.replace(".case.json", ".png")), fullPage: true });
  const clicked = await given(form, "form");
  await form.evaluate(async ([questionnaire, response]) => {
    const { Util } = globalThis.LForms;
    const form = Util.convertFHIRQuestionnaireToLForms(questionnaire, "R4");
    const merged = Util.mergeFHIRDataIntoLForms("QuestionnaireResponse", response, form, "R4");
    await Util.addFormToPage(merged, "loaded", { fhirVersion: "R4" });
  }, [questionnaire, response]);
  await form.waitForSelector("#loaded [id^='item-']");
  const out = { shown, clicked, merged: await given(form, "loaded") };
  await form.close();
  await writeFile(path.join(cases, file.replace(".case.json", ".out.json")), JSON.stringify(out));
}

async function open(report) {
  const form = await browser.newPage();
  form.on("pageerror", (error) => report(`error: ${error.message}`));
  form.on("console", (message) => message.type() === "error" && report(`console: ${message.text()}`));
  form.on("request", (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith("data:")) report(`request: ${request.url()}`);
  });
  await form.goto(address);
  return form;
}

function every(within) {
  return (within.item ?? []).flatMap((item) => [item, ...every(item)]);
}

function isShown(form, linkId) {
  return form.evaluate((start) => {
    const item = document.querySelector(`[id^="${start}"]`);
    return item !== null && item.getClientRects().length > 0;
  }, `item-${linkId}/`);
}

async function choose(form, question, code, report) {
  const isThere = await form.evaluate(([start, end]) => {
    const option = document.querySelector(`[id^="${start}"][id$="${end}"]`);
    const input = option?.matches("input") ? option : (option?.querySelector("input") ?? option);
    input?.click();
    return Boolean(input);
  }, [`${question}/`, `|${code}`]);
  if (!isThere) report(`${question} does not offer ${code}`);
  // The form works out anew what is enabled.
  await form.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))));
}

/** Everything that a person must read stands there: the question, every answer, and the help. */
async function checkWords(form, question, report) {
  const { words, help } = await form.evaluate(([start, help]) => ({
    words: document.querySelector(`[id^="${start}"]`).textContent,
    help: document.querySelector(`[id^="${help}"]`) !== null,
  }), [`item-${question.linkId}/`, `help-button-${question.linkId}/`]);
  const expected = [question.text, ...question.answerOption.map(({ valueCoding }) => valueCoding.display)];
  for (const text of expected) if (!words.includes(text)) report(`${question.linkId} does not show: ${text}`);
  if (!help) report(`${question.linkId} has no help`);
}

function given(form, place) {
  return form.evaluate((place) => globalThis.LForms.Util.getFormFHIRData("QuestionnaireResponse", "R4", place), `#${place}`);
}
