// Fills in a form in Chromium and hands its answers over in every way; run by `tests/it/form/browser.rs`.
//
//   node hand_over.mjs CHROMIUM FORM OTHER [PICTURES]
//
// FORM saves and sends; OTHER is a saved file of another version. Printed is what was handed over and what went wrong.
// With a last argument, pictures of the form are kept there.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { axe, laidOut, look } from "./page.mjs";

const [executablePath, file, other, pictures] = process.argv.slice(2);
const url = pathToFileURL(file).href;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const problems = [];
let where = "";
const report = (problem) => problems.push(`${where}: ${problem}`);
const said = (page, id) => page.locator(`#${id}`).textContent();
const isInSight = (page, selector) => page.locator(selector).first().isVisible();
const box = (name, value) => `input[name="${name}"][value="${value}"]`;

const handed = { paper: await onPaper(), saved: await saved(), posted: await posted(), sheets: await looks(), keys: await byKeyboard() };
await browser.close();
process.stdout.write(JSON.stringify({ ...handed, problems }));

async function opened(options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("console", (message) => report(`console: ${message.text()}`));
  page.on("pageerror", (error) => report(`error: ${error.message}`));
  page.on("request", (request) => {
    const isOwn = request.url() === url || /^(blob|data):/.test(request.url());
    if (!isOwn && request.method() !== "POST") report(`request: ${request.url()}`);
  });
  await page.goto(url);
  return page;
}

// Saves, opens the file again, and clears the form.
async function saved() {
  where = "saving";
  const page = await opened({ acceptDownloads: true });
  const seen = {};
  const clear = async () => {
    if (!(await isInSight(page, "[type=reset]"))) await page.click("details.way summary");
    await page.click("[type=reset]");
  };
  let isAsked = false;
  page.on("dialog", (dialog) => {
    isAsked = true;
    return dialog.accept();
  });
  await page.check(box("hair_color", "gray"));
  await page.reload();
  seen.asked = [isAsked];
  isAsked = false;
  await page.check(box("hair_color", "black"));
  await page.fill("#Id", " kim ");
  await page.check(box("skin", "none"));
  await page.check(box("skin", "moles"));
  await page.click("#Save");
  seen.contradiction = [await said(page, "Saved"), await page.locator("[role=alert] p >> visible=true").count()];
  await page.uncheck(box("skin", "none"));
  await page.check(box("worry", "a_lot"));
  await page.check(box("worry", "unknown"));
  await page.check(box("unseen", "yes"));
  seen.help = await page.locator(".help >> visible=true").count();
  const save = async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("#Save")]);
    return { name: download.suggestedFilename(), path: await download.path() };
  };
  seen.kept_back = await readFile((await save()).path, "utf8");
  await page.check(box("worry", "very_low"));
  const download = await save();
  seen.name = download.name;
  seen.whole = await readFile(download.path, "utf8");
  const before = await page.evaluate("answers()");
  await page.reload();
  seen.asked.push(isAsked);
  if (await page.locator(":checked").count()) report("a reload keeps answers");
  await page.setInputFiles("#Open", { name: "me.json", mimeType: "application/json", buffer: Buffer.from(seen.whole) });
  await page.locator("#Opened").filter({ hasText: /./ }).waitFor();
  seen.opened = await said(page, "Opened");
  const after = await page.evaluate("answers()");
  if (JSON.stringify(before) !== JSON.stringify(after)) report(`${JSON.stringify(before)} became ${JSON.stringify(after)}`);
  for (const [name, buffer] of [["other", await readFile(other)], ["none", Buffer.from("[ hair")]]) {
    await clear();
    await page.setInputFiles("#Open", { name: "it.json", mimeType: "application/json", buffer });
    await page.locator("#Opened").filter({ hasText: /./ }).waitFor();
    seen[name] = await said(page, "Opened");
  }
  await clear();
  seen.cleared = [await said(page, "Opened"), await page.locator(":checked").count(), await page.evaluate("JSON.stringify(answers())")];
  const storage = await page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length");
  if (storage !== 0) report("something is stored");
  await page.context().close();
  return seen;
}

// Without any script: follow-ups and notices appear, nothing is saved, and the form is posted.
async function posted() {
  where = "sending";
  const page = await opened({ javaScriptEnabled: false });
  const bodies = [];
  await page.context().route("https://**", (route) => {
    bodies.push(route.request().postData());
    return route.fulfill({ contentType: "text/html", body: "<title>Thank you</title>" });
  });
  if (await isInSight(page, "#Save")) report("a button that does nothing is in sight");
  await page.check(box("health", "diabetes"));
  await page.check(box("diabetes_now", "in_range"));
  await page.check(box("health", "epilepsy"));
  await page.uncheck(box("health", "diabetes"));
  if (await isInSight(page, box("diabetes_now", "in_range"))) report("a follow-up stays in sight");
  await page.check(box("worry", "unknown"));
  await page.check(box("worry", "a_lot"));
  await page.fill("#Id", "Jörg & Söhne");
  await page.getByRole("button", { name: "Send my answers" }).press("Enter");
  await page.waitForURL("https://**");
  await page.context().close();
  return bodies;
}

// How it looks in every state, and on how many sheets it is printed.
async function looks() {
  const sheets = {};
  for (const state of ["blank", "stopped", "ended"]) {
    const page = await opened({});
    await page.evaluate(axe);
    if (state === "stopped") {
      for (const one of [["skin", "moles"], ["skin", "none"], ["health", "diabetes"], ["letter_diabetes", "advised_against"], ["worry", "unknown"], ["pregnancy", "pregnant"]]) await page.check(box(...one));
    }
    if (state === "ended") await page.check(box("age", "under_18"));
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ media: "screen", colorScheme });
      for (const width of [320, 768, 1280]) {
        where = `${state} at ${width}, ${colorScheme}`;
        await page.setViewportSize({ width, height: 900 });
        for (const problem of await page.evaluate(laidOut, "screen")) report(problem);
        // What axe-core finds hangs on the colors, and on whether what stands beside each other is stacked.
        const isLookedAt = width === (colorScheme === "light" ? 320 : 1280);
        if (isLookedAt && (colorScheme === "light" || state === "stopped")) await look(page, "screen", report);
        if (pictures) await page.screenshot({ path: path.join(pictures, `form-${state}-${width}-${colorScheme}.png`), fullPage: true });
      }
    }
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    where = `${state} on paper`;
    await look(page, "print", report);
    for (const problem of await page.evaluate(laidOut, "print")) report(problem);
    for (const format of ["A4", "Letter"]) {
      const pdf = await page.pdf({ format });
      sheets[`${state} ${format}`] = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      if (pictures) await writeFile(path.join(pictures, `form-${state}-${format}.pdf`), pdf);
    }
    await page.context().close();
  }
  return sheets;
}

// What is marked on paper after answers that were taken back, and which notices are printed.
async function onPaper() {
  where = "answers on paper";
  const page = await opened({});
  const printed = async () => {
    await page.emulateMedia({ media: "print" });
    const seen = await page.evaluate(() => {
      const isMarked = (box) => !["none", "normal", '""'].includes(getComputedStyle(box, "::before").content);
      const boxes = [...document.querySelectorAll(":checked")].filter(isMarked);
      const isPrinted = (notice) => notice.getClientRects().length > 0 && notice.getBoundingClientRect().right > 0;
      const notices = [...document.querySelectorAll("[id^=G]")].filter(isPrinted);
      return [boxes.map((box) => `${box.name}=${box.value}`), notices.map((notice) => notice.textContent.slice(0, 40))];
    });
    await page.emulateMedia({ media: "screen" });
    return seen;
  };
  await page.check(box("skin_disease", "psoriasis"));
  await page.check(box("psoriasis_now", "active"));
  await page.check(box("skin_disease", "shingles"));
  const seen = [await printed()];
  await page.uncheck(box("skin_disease", "psoriasis"));
  await page.uncheck(box("skin_disease", "shingles"));
  await page.check(box("worry", "a_lot"));
  await page.check(box("worry", "unknown"));
  seen.push(await printed());
  await page.check(box("worry", "very_low"));
  await page.check(box("age", "under_18"));
  seen.push(await printed());
  await page.context().close();
  return seen;
}

// With keys alone: the first question is answered, and where the keys go can be seen.
async function byKeyboard() {
  where = "with keys";
  const page = await opened({});
  const focused = () => page.evaluate("document.activeElement.name ?? ''");
  for (let tabs = 0; tabs < 9 && (await focused()) !== "hair_color"; tabs += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  const outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
  if (outline === "none") report("what has the keys cannot be seen");
  const all = await page.evaluate("answers()");
  await page.context().close();
  return all;
}
