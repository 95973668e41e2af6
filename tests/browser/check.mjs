// Loads every page of a folder in Chromium and says what is wrong with it; run by `tests/it/browser.rs`.
//
//   node check.mjs CHROMIUM PAGES [PICTURES]
//
// With a third argument, a picture of every view and the printed pages are kept there.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, pages, pictures] = process.argv.slice(2);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const files = (await readdir(pages)).filter((file) => file.endsWith(".html")).sort();
const problems = [];

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const queue = [...files];
await Promise.all([worker(), worker()]);
await browser.close();

for (const problem of problems) console.log(problem);
console.log(`${files.length} pages, ${problems.length} problems`);
process.exitCode = problems.length > 0 || files.length === 0 ? 1 : 0;

async function worker() {
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    for (const width of [360, 768, 1280]) {
      for (const colorScheme of ["light", "dark"]) await check(file, { width, colorScheme, media: "screen" });
      await check(file, { width, colorScheme: "light", media: "print" });
    }
    await print(file);
  }
}

async function open(file, { width, colorScheme, media }, report) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  await page.emulateMedia({ media, colorScheme });
  const url = pathToFileURL(path.join(pages, file)).href;
  page.on("console", (message) => report(`console: ${message.text()}`));
  page.on("pageerror", (error) => report(`error: ${error.message}`));
  page.on("request", (request) => {
    if (request.url() !== url && !request.url().startsWith("data:")) report(`request: ${request.url()}`);
  });
  await page.goto(url);
  return page;
}

async function check(file, view) {
  const where = `${file} at ${view.width}, ${view.media}, ${view.colorScheme}`;
  const report = (problem) => problems.push(`${where}: ${problem}`);
  const page = await open(file, view, report);
  const { overflow, flat } = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    flat: [...document.querySelectorAll("svg")].filter((svg) => {
      const box = svg.getBoundingClientRect();
      return box.width === 0 || box.height === 0;
    }).length,
  }));
  if (overflow > 0) report(`${overflow} pixels too wide`);
  if (flat > 0) report(`${flat} pictures without a size`);
  if (pictures) {
    const name = `${path.basename(file, ".html")}-${view.width}-${view.media}-${view.colorScheme}.png`;
    await page.screenshot({ path: path.join(pictures, name), fullPage: true });
  }
  // In between nothing is set otherwise, and axe-core takes its time.
  if (view.width === 768) return page.context().close();
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  for (const { id, help, nodes } of violations) {
    report(`${id}: ${help}: ${nodes.map((node) => node.html).join(" ").slice(0, 300)}`);
  }
  await page.context().close();
}

async function print(file) {
  const report = (problem) => problems.push(`${file} on paper: ${problem}`);
  const page = await open(file, { width: 1280, colorScheme: "light", media: "print" }, report);
  for (const format of ["A4", "Letter"]) {
    const pdf = await page.pdf({ format, preferCSSPageSize: false });
    const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    if (sheets === 0 || sheets > 3) report(`${sheets} pages of ${format}`);
    if (pictures) await writeFile(path.join(pictures, `${path.basename(file, ".html")}-${format}.pdf`), pdf);
  }
  await page.context().close();
}
