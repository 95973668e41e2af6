// Loads every page of a folder in Chromium and says what is wrong with it; run by `tests/it/browser.rs`.
//
//   node check.mjs CHROMIUM PAGES [PICTURES]
//
// With a third argument, a picture of every view and the printed pages are kept there.
import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { axe, laidOut, look } from "./page.mjs";

const [executablePath, pages, pictures] = process.argv.slice(2);
const files = (await readdir(pages)).filter((file) => file.endsWith(".html")).sort();
const problems = [];

// The widths at which axe-core looks: what it finds hangs on the colors and on whether columns are stacked.
const views = [
  { media: "screen", colorScheme: "light", widths: [360, 768, 1280], axeAt: [360] },
  { media: "screen", colorScheme: "dark", widths: [360, 768, 1280], axeAt: [1280] },
  { media: "print", colorScheme: "light", widths: [360, 768, 1280], axeAt: [1280] },
];

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const queue = [...files];
await Promise.all([worker(), worker()]);
await browser.close();

for (const problem of problems) console.log(problem);
console.log(`${files.length} pages, ${problems.length} problems`);
process.exitCode = problems.length > 0 || files.length === 0 ? 1 : 0;

async function worker() {
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) await check(file);
}

async function check(file) {
  let where = file;
  const report = (problem) => problems.push(`${where}: ${problem}`);
  const context = await browser.newContext();
  const page = await context.newPage();
  const url = pathToFileURL(path.join(pages, file)).href;
  page.on("console", (message) => report(`console: ${message.text()}`));
  page.on("pageerror", (error) => report(`error: ${error.message}`));
  page.on("request", (request) => {
    if (request.url() !== url && !request.url().startsWith("data:")) report(`request: ${request.url()}`);
  });
  await page.goto(url);
  await page.evaluate(axe);
  for (const { media, colorScheme, widths, axeAt } of views) {
    await page.emulateMedia({ media, colorScheme });
    // Topics are open in the light and closed in the dark; paper has to open them by itself.
    const isOpen = media === "screen" && colorScheme === "light";
    await page.evaluate((isOpen) => {
      for (const topic of document.querySelectorAll("details")) topic.open = isOpen;
    }, isOpen);
    for (const width of widths) {
      where = `${file} at ${width}, ${media}, ${colorScheme}`;
      await page.setViewportSize({ width, height: 900 });
      for (const problem of await page.evaluate(laidOut, media)) report(problem);
      if (axeAt.includes(width)) await look(page, media, report);
      if (pictures) {
        const name = `${path.basename(file, ".html")}-${width}-${media}-${colorScheme}.png`;
        await page.screenshot({ path: path.join(pictures, name), fullPage: true });
      }
    }
    if (media === "print") await print(page, file, report);
    else await listen(page, report);
  }
  await context.close();
}

// What a screen reader is told of a number in brackets.
async function listen(page, report) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const names = nodes.filter((node) => node.role?.value === "link").map((node) => node.name.value);
  for (const name of names.filter((name) => /^\[\d/.test(name))) report(`only a number to a screen reader: ${name}`);
}

async function print(page, file, report) {
  const isIndex = file.startsWith("index"); // as long as there are people
  for (const format of ["A4", "Letter"]) {
    const pdf = await page.pdf({ format, preferCSSPageSize: false });
    const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    if (sheets === 0 || (sheets > 3 && !isIndex)) report(`${sheets} pages of ${format}`);
    if (pictures) await writeFile(path.join(pictures, `${path.basename(file, ".html")}-${format}.pdf`), pdf);
  }
}
