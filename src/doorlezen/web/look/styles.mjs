// One stylesheet out of css/index.css, without the rules of components that no template uses.
import { Buffer } from "node:buffer";
import { readFile, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { browserslistToTargets, bundleAsync } from "lightningcss";
import { answered } from "./tokens.mjs";

const NOTICE =
  "/*! Doorlezen, EUPL-1.2. Holds components of NL Design System (EUPL-1.2) and names faces under the OFL: see licences.txt */\n";
// A school's old tablet: Safari 15.4, Chrome 100, Firefox 100 and newer.
const TARGETS = browserslistToTargets(["safari 15.4", "ios_saf 15.4", "chrome 100", "firefox 100"]);
const THEIRS = /^(nl|utrecht)-/;

/** The stylesheet, minified; `faces` are what fonts.mjs made. */
export async function stylesheet(here, faces) {
  const used = await usedClasses(join(here, "..", ".."));
  const { code } = await bundleAsync({
    filename: join(here, "css", "index.css"),
    minify: true,
    targets: TARGETS,
    resolver: {
      resolve: (path, from) =>
        path.startsWith(".") ? join(dirname(from), path) : inPackage(join(here, "../../../../node_modules"), path),
    },
    visitor: { Rule: { style: (rule) => leaveOutUnused(rule, used) } },
  });
  const tokens = await readFile(join(here, "css", "nl-tokens.css"), "utf8");
  return Buffer.from(NOTICE + faces.map(fontFace).join("") + answered(code.toString(), tokens));
}

/** "@utrecht/alert-css" → its dist/index.css; "@nl-…/link-css/link.css" → dist/link.css. */
function inPackage(modules, path) {
  const [scope, name, file] = path.split("/");
  return join(modules, scope, name, "dist", file ?? "index.css");
}

const fontFace = ({ family, file, weight }) =>
  `@font-face{font-family:"${family}";src:url("fonts/${file}")format("woff2");font-weight:${weight};font-display:optional}`;

/** Every word in our templates and code that could be a class of NL Design System. */
async function usedClasses(source) {
  const files = (await readdir(source, { recursive: true })).filter((file) => /\.(html|py|css)$/.test(file));
  const texts = await Promise.all(files.map((file) => readFile(join(source, file), "utf8")));
  return new Set(texts.flatMap((text) => text.match(/\b(?:nl|utrecht)-[\w-]+/g) ?? []));
}

/** Nothing ([]) in place of a rule that can match no element of ours; undefined, so as it is, for the others. */
function leaveOutUnused(rule, used) {
  const unused = (part) => part.type === "class" && THEIRS.test(part.name) && !used.has(part.name);
  const isDead = (selector) =>
    selector.some((part) => unused(part) || (["is", "where"].includes(part.kind) && part.selectors.every(isDead)));
  return rule.value.selectors.every(isDead) ? [] : undefined;
}
