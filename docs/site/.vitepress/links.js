// The Markdown links files as they lie in the repository, which is right on GitHub. Here they become links of the site.
import { cpSync, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, extname, join, posix, relative } from "node:path";

/** The page of a file, by its path in the repository. */
export function pages(path) {
  return path.replace(/^docs\//, "").replace(/(^|\/)README\.md$/, "$1index.md");
}

/** Files that are not pages, as seen in links: they are copied into the site. */
const copied = new Set();

/** Makes links absolute within the site. */
export function relink(md, root) {
  md.core.ruler.push("relink", (state) => {
    for (const block of state.tokens) {
      for (const token of block.children ?? []) {
        const href = token.type === "link_open" && token.attrGet("href");
        if (href && !/^([a-z]+:|#|\/)/.test(href)) {
          token.attrSet("href", target(root, state.env.realPath ?? state.env.path, href));
        }
      }
    }
  });
}

function target(root, page, href) {
  const [path, anchor] = href.split("#");
  const file = relative(root, join(dirname(page), decodeURI(path))).replaceAll("\\", "/");
  const hash = anchor ? "#" + anchor : "";
  if (file === "README.md") {
    return "/" + hash;
  }
  const isFolder = existsSync(join(root, file)) && statSync(join(root, file)).isDirectory();
  if (isFolder || /^(docs\/|[A-Z]+\.md$)/.test(file) && file.endsWith(".md")) {
    return "/" + pages(isFolder ? posix.join(file, "README.md") : file) + hash;
  }
  copied.add(file);
  return "/source/" + asText(file);
}

/** Browsers show text, but save files of other kinds. */
function asText(file) {
  return [".json", ".txt"].includes(extname(file)) ? file : file + ".txt";
}

/** Copies the linked files that are not pages. */
export function copyFiles(root, site) {
  for (const file of copied) {
    const copy = join(site, "source", asText(file));
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(join(root, file), copy);
  }
}
