// Looks at a page in Chromium; for the scripts beside it.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

export const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// What is wrong with how a page is laid out. Runs within the page.
export function laidOut(media) {
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

// What axe-core finds.
export async function look(page, media, report) {
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
