// Builds a web page that draws from an exported generator in the browser:
//
//   node examples/web/build.mjs runs/00000-mnist-dcgan/export/generator draw.html
//
// The page is one file, with the model and ONNX Runtime in it, and opens without a server and without a network.
// ONNX Runtime for the web (MIT licence) comes from the npm registry, once; npm keeps it in its cache.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const RUNTIME = "onnxruntime-web@1.30.0";
const SCRIPT = "package/dist/ort.wasm.bundle.min.mjs";
const WASM = "package/dist/ort-wasm-simd-threaded.wasm";
const NOTICES = "https://github.com/microsoft/onnxruntime/blob/v1.30.0/ThirdPartyNotices.txt";

/** The text of the MIT licence, which the npm package names but does not hold. */
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`;

/** Runs a program in a folder, and returns its output; `problem` says what a failure means. */
function run(program, args, folder, problem) {
  try {
    return execFileSync(program, args, { cwd: folder }).toString().trim();
  } catch (e) {
    throw new Error(
      e.code === "ENOENT"
        ? `${program}: expected it on the PATH but found none; install it`
        : problem(e.message.split("\n")[0]),
    );
  }
}

/** Returns files of ONNX Runtime as bytes; the last one is its package.json. */
function runtime(...files) {
  const folder = mkdtempSync(join(tmpdir(), "ganforge-web-"));
  try {
    const archive = run("npm", ["pack", RUNTIME, "--prefer-offline", "--silent"], folder,
      found => `${RUNTIME}: expected the package but npm could not fetch it (${found}); connect to the network once`);
    const all = [...files, "package/package.json"];
    run("tar", ["xzf", archive, ...all], folder,
      found => `${archive}: expected an archive with ${all.join(", ")} but found another (${found}); remove it from npm's cache`);
    return all.map(file => readFileSync(join(folder, file)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns the licence of ONNX Runtime, which every copy must carry, with the copyright of its script. */
function notices(script, info) {
  const copyright = script.toString().match(/Copyright \(c\) [^\n*]+/)?.[0].trim();
  const { name, version, license } = JSON.parse(info);
  if (license !== "MIT" || !copyright) {
    throw new Error(`${RUNTIME}: expected a copyright and the MIT licence but found ${copyright} and ${license}; change notices() in build.mjs`);
  }
  return `${name} ${version}\n${copyright}\n\n${MIT}\nIts third-party notices: ${NOTICES}`;
}

/** Returns the licence of the weights, as the model card beside them has it. */
function license(folder) {
  const file = join(folder, "MODEL_CARD.md");
  const card = existsSync(file) ? readFileSync(file, "utf8") : "";
  return card.match(/^\| licence of the weights \| ([^|;]*)/m)?.[1].trim() ?? "not stated";
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

/** Returns a file of the export. */
function exported(folder, file) {
  try {
    return readFileSync(join(folder, file));
  } catch (e) {
    throw new Error(`${folder}: expected an export as onnx but found ${e.message}; run ./gan export RUN --format onnx`);
  }
}

function build([folder, out]) {
  if (!out) {
    throw new Error("expected the directory of an exported generator and the page to write; give both");
  }
  const model = exported(folder, "model.onnx");
  const gan = JSON.parse(exported(folder, "gan.json"));
  const [script, wasm, info] = runtime(SCRIPT, WASM);
  const shown = { ...settings(gan), license: license(folder), notices: notices(script, info) };
  const parts = {
    SETTINGS: JSON.stringify(shown).replaceAll("<", "\\u003c"),
    RUNTIME: script.toString("base64"),
    WASM: wasm.toString("base64"),
    MODEL: model.toString("base64"),
  };
  const page = readFileSync(join(dirname(fileURLToPath(import.meta.url)), "draw.html"), "utf8");
  writeFileSync(out, page.replace(/\{\{(\w+)\}\}/g, (_, part) => parts[part]));
  console.log(`${out}: ${(model.length / 1e6).toFixed(1)} MB of model, ${(wasm.length / 1e6).toFixed(1)} MB of ONNX Runtime`);
}

try {
  build(process.argv.slice(2));
} catch (e) {
  console.error(`build.mjs: ${e.message}`);
  process.exitCode = 1;
}
