import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitepress";
import { copyFiles, pages, relink } from "./links.js";

const root = join(import.meta.dirname, "../../..");

/** Returns the decisions in order, titled as their pages are. */
function decisions() {
  const folder = join(root, "docs/adr");
  return readdirSync(folder)
    .filter((name) => /^\d+-.*\.md$/.test(name))
    .sort()
    .map((name) => {
      const title = readFileSync(join(folder, name), "utf8").split("\n", 1)[0];
      return { text: title.replace(/^# 0*(\d+)\. /, "$1. "), link: `/adr/${name}` };
    });
}

/** Pages lie outside of this folder, where Node finds no packages for the compiled pages' imports. */
const vueForPages = {
  name: "vue-for-pages",
  enforce: "pre",
  resolveId(id, importer, options) {
    const isOfPage = importer?.replace(/\?.*/, "").endsWith(".md");
    return isOfPage && /^vue(\/|$)/.test(id) ? this.resolve(id, import.meta.filename, { ...options, skipSelf: true }) : null;
  },
};

/** Fails if a page can only be found by a search; presets are linked from their own page. */
function requireInMenu(site) {
  const menu = JSON.stringify(site.site.themeConfig.sidebar);
  const missing = site.pages
    .map((page) => "/" + pages(page).replace(/(index)?\.md$/, ""))
    .filter((page) => page !== "/" && !page.startsWith("/presets/"))
    .filter((page) => !menu.includes(`"${page}"`) && !menu.includes(`"${page}.md"`));
  if (missing.length > 0) {
    throw new Error(`docs/site/.vitepress/config.js: expected every page in the menu but found none of ${missing.join(", ")}; add them`);
  }
}

const item = (text, link) => ({ text, link });

export default defineConfig({
  title: "GanForge",
  description: "Generative adversarial networks on the JVM",
  lang: "en",
  srcDir: root,
  srcExclude: ["README.md", "docs/site/**", "{gan-api,gan-tf,model-zoo,examples,runs}/**", "**/target/**"],
  rewrites: pages,
  outDir: join(root, "target/site"),
  cacheDir: join(root, "target/site-cache"),
  head: [["link", { rel: "icon", href: "data:," }]],
  markdown: {
    // The anchors of GitHub, so that links work in both places.
    anchor: { slugify: (text) => text.trim().toLowerCase().replace(/[^\p{L}\p{N}\p{M} _-]/gu, "").replaceAll(" ", "-") },
    config: (md) => relink(md, root),
  },
  vite: { plugins: [vueForPages] },
  buildEnd: (site) => {
    requireInMenu(site);
    copyFiles(root, site.outDir);
  },
  themeConfig: {
    outline: { level: [2, 3] },
    search: { provider: "local" },
    nav: [
      item("Quick start", "/quick-start"),
      item("Presets", "/presets/"),
      item("Reference", "/reference/layers"),
      item("Changelog", "/CHANGELOG"),
    ],
    sidebar: [
      {
        text: "Start",
        items: [
          item("Quick start", "/quick-start"),
          item("Coming from Keras", "/coming-from-keras"),
          item("Your own images", "/your-own-images"),
          item("Questions and answers", "/faq"),
          item("Troubleshooting", "/troubleshooting"),
        ],
      },
      {
        text: "Guides",
        items: [
          item("Presets", "/presets/"),
          item("Objectives", "/objectives"),
          item("Conditional GANs", "/conditional-gans"),
          item("Evaluation", "/evaluation"),
          item("Watching it learn", "/watching"),
          item("Using the command line", "/command-line"),
          item("Extending", "/extending"),
          item("Exploring a run", "/exploring-a-run"),
          item("Several devices and machines", "/distributed"),
          item("Exchange with Python", "/export"),
          item("Performance", "/performance"),
          item("On a GPU", "/gpu"),
        ],
      },
      {
        text: "Reference",
        items: [
          item("Layers", "/reference/layers"),
          item("The spec", "/reference/spec"),
          item("Keras' arguments", "/reference/keras"),
          item("Verbs and options", "/reference/command-line"),
        ],
      },
      {
        text: "Reliability",
        collapsed: true,
        items: [
          item("By question", "/reliability/"),
          item("Checkpoints", "/reliability/checkpoints"),
          item("Resuming", "/reliability/resume"),
          item("Disk and terminal", "/reliability/trouble"),
          item("Divergence and collapse", "/reliability/divergence"),
          item("Threads", "/reliability/threads"),
          item("Inputs", "/reliability/inputs"),
          item("Memory", "/reliability/memory"),
          item("Machines", "/reliability/environments"),
        ],
      },
      {
        text: "Background",
        items: [
          item("Correctness", "/correctness"),
          item("Comparison", "/comparison"),
          item("Architecture", "/architecture"),
          item("Adding a layer", "/adding-a-layer"),
          item("Adding a backend", "/adding-a-backend"),
          item("Contributing", "/CONTRIBUTING"),
          item("Changelog", "/CHANGELOG"),
        ],
      },
      { text: "Decisions", collapsed: true, items: [item("All", "/adr/"), ...decisions()] },
    ],
  },
});
