// Builds a web page that draws from an exported generator in the browser:
//
//   node examples/web/build.mjs runs/00000-mnist-dcgan/export/generator draw.html
//
// The page is one file, with the model and ONNX Runtime in it, and opens without a server and without a network.
// ONNX Runtime for the web (MIT licence) comes from the npm registry, once; npm keeps it in its cache.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const RUNTIME = "onnxruntime-web@1.30.0";
const SCRIPT = "package/dist/ort.wasm.bundle.min.mjs";
const WASM = "package/dist/ort-wasm-simd-threaded.wasm";

function fail(message) {
  console.error(`build.mjs: ${message}`);
  process.exit(1);
}

/** Returns files of ONNX Runtime. */
function runtime(...files) {
  const folder = mkdtempSync(join(tmpdir(), "ganforge-web-"));
  try {
    const archive = execFileSync("npm", ["pack", RUNTIME, "--prefer-offline", "--silent"], { cwd: folder }).toString().trim();
    execFileSync("tar", ["xzf", archive, ...files], { cwd: folder });
    return files.map(file => readFileSync(join(folder, file)));
  } catch (e) {
    return fail(`${RUNTIME}: expected it from npm but found ${e.message.split("\n")[0]}; connect to the network once`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns what the page has to know about the generator, from the spec beside it. */
function settings(gan) {
  const { generator, noise = "normal", data = {} } = gan;
  const inputs = generator.inputs ?? [{ type: "noise", length: generator.input_shape[0] }];
  return {
    name: gan.name,
    length: inputs.find(input => input.type === "noise").length,
    classes: inputs.find(input => input.type === "label")?.classes ?? 0,
    noise: typeof noise === "string" ? { type: noise } : noise,
    range: data.range ?? [-1, 1],
  };
}

const [folder, out] = process.argv.slice(2);
if (!out) {
  fail("expected the directory of an exported generator and the page to write");
}
let model, gan;
try {
  model = readFileSync(join(folder, "model.onnx"));
  gan = JSON.parse(readFileSync(join(folder, "gan.json"), "utf8"));
} catch (e) {
  fail(`${folder}: expected an export as onnx but found ${e.message}; run ./gan export RUN --format onnx`);
}
const [script, wasm] = runtime(SCRIPT, WASM);
const parts = {
  SETTINGS: JSON.stringify(settings(gan)).replaceAll("<", "\\u003c"),
  RUNTIME: script.toString("base64"),
  WASM: wasm.toString("base64"),
  MODEL: model.toString("base64"),
};
const page = readFileSync(join(dirname(fileURLToPath(import.meta.url)), "draw.html"), "utf8");
writeFileSync(out, page.replace(/\{\{(\w+)\}\}/g, (_, part) => parts[part]));
console.log(`${out}: ${(model.length / 1e6).toFixed(1)} MB of model, ${(wasm.length / 1e6).toFixed(1)} MB of ONNX Runtime`);
