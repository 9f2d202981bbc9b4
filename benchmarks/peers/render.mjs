// One engine that renders one template again and again: a line in ("go"), a line out (milliseconds, bytes).
// node render.mjs <docxtemplater|carbone> <template.docx> <data.json> <cpu|wall>
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const [engine, template, data, clock] = process.argv.slice(2);
const values = JSON.parse(readFileSync(data, "utf8"));

async function renderer() {
  if (engine === "carbone") {
    const { default: carbone } = await import("carbone");
    const render = promisify(carbone.render.bind(carbone));
    return () => render(template, values);
  }
  const { default: PizZip } = await import("pizzip");
  const { default: Docxtemplater } = await import("docxtemplater");
  const content = readFileSync(template);
  return async () => {
    const document = new Docxtemplater(new PizZip(content), { paragraphLoop: true, linebreaks: true });
    document.render(values);
    return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  };
}

function now() {
  if (clock === "wall") return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const render = await renderer();
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== "go") break;
  const began = now();
  const made = await render();
  process.stdout.write(`${now() - began} ${made.length}\n`);
}
process.exit(0);
