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

// Runs within the page.
function laidOut(media) {
  const problems = [];
  const root = document.documentElement;
  const overflow = root.scrollWidth - root.clientWidth;
  if (overflow > 0) problems.push(`${overflow} pixels too wide`);
  for (const drawing of document.querySelectorAll("svg, img")) {
    if (!drawing.checkVisibility({ contentVisibilityAuto: true })) continue;
    const { width, height } = drawing.getBoundingClientRect();
    const isEmpty = drawing instanceof HTMLImageElement && drawing.naturalWidth === 0;
    if (width === 0 || height === 0 || isEmpty) problems.push(`a picture without a size: ${drawing.outerHTML.slice(0, 80)}`);
  }
  if (media === "print") {
    for (const topic of document.querySelectorAll("details")) {
      const part = topic.querySelector("section");
      const isClosed = topic.checkVisibility() && part.getBoundingClientRect().height === 0;
      if (isClosed) problems.push(`a topic is closed on paper: ${topic.className}`);
    }
  }
  // Text is at least so many points on paper; the numbers of sources may be smaller.
  const least = media === "print" ? (7.95 * 96) / 72 : 11;
  const letters = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (letters.nextNode()) {
    const element = letters.currentNode.parentElement;
    const isRead = letters.currentNode.data.trim() !== "" && element.getClientRects().length > 0;
    if (!isRead || element.closest('[href^="#"], desc, title')) continue;
    const svg = element.closest("svg");
    const scale = svg === null ? 1 : svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const size = parseFloat(getComputedStyle(element).fontSize) * scale;
    if (size < least) problems.push(`letters of ${size.toFixed(1)} pixels: ${letters.currentNode.data.slice(0, 40)}`);
  }
  return problems;
}

async function look(page, media, report) {
  const isTouched = media === "screen";
  // Of what axe-core finds in order, nothing is kept, and so nothing of it needs to be described.
  const options = {
    resultTypes: ["violations"],
    selectors: false,
    rules: { "target-size": { enabled: isTouched } },
  };
  const { violations } = await page.evaluate((options) => globalThis.axe.run(options), options);
  for (const { id, help, nodes } of violations) {
    report(`${id}: ${help}: ${nodes.map((node) => node.html).join(" ").slice(0, 300)}`);
  }
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
