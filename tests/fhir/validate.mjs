// Holds every resource of a folder against FHIR R4, as the npm package `fhir` knows it; run by `fhir::outside`.
//
//   node validate.mjs RESOURCES
//
// It knows the structure of every resource, the types, and the codes that FHIR binds to an element.
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import fhir from "fhir";

const [folder] = process.argv.slice(2);
const validator = new fhir.Fhir();
const files = (await readdir(folder)).filter((file) => file.endsWith(".json")).sort();
let problems = 0;

for (const file of files) {
  const text = await readFile(path.join(folder, file), "utf8");
  const { valid, messages } = validator.validate(text, { errorOnUnexpected: true });
  const told = messages.filter(({ severity }) => severity !== "info");
  for (const { severity, location, message } of told) console.log(`${file}: ${severity}: ${location}: ${message}`);
  if (!valid && told.length === 0) console.log(`${file}: not valid`);
  problems += Math.max(told.length, valid ? 0 : 1);
}

console.log(`${files.length} resources, ${problems} problems`);
process.exitCode = problems > 0 || files.length === 0 ? 1 : 0;
