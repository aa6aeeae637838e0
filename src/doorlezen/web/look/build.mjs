// Builds what browsers fetch: one stylesheet, two faces cut down to Latin, scripts, and the libraries of the map and of HLS.
// Everything comes from node_modules and from this folder, and goes to ../static/doorlezen.
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { cutFonts } from "./fonts.mjs";
import { licences } from "./licences.mjs";
import { stylesheet } from "./styles.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const BUILT = join(HERE, "..", "static", "doorlezen");
const TO = `${BUILT}.new`; // until all of it is there
const packageFolder = (name) => join(HERE, "../../../../node_modules", name);

await rm(TO, { recursive: true, force: true });
await mkdir(join(TO, "fonts"), { recursive: true });
await mkdir(join(TO, "js"), { recursive: true });

const faces = await cutFonts(packageFolder);
for (const { file, bytes } of faces) await writeFile(join(TO, "fonts", file), bytes);
await writeFile(join(TO, "look.css"), await stylesheet(HERE, faces));

const scripts = (await readdir(join(HERE, "js"))).filter((name) => name.endsWith(".js")).sort();
await build({
  entryPoints: scripts.map((name) => join(HERE, "js", name)),
  outdir: join(TO, "js"),
  bundle: true,
  format: "iife",
  minify: true,
  target: "es2020",
});

const leaflet = join(packageFolder("leaflet"), "dist");
await mkdir(join(TO, "leaflet", "images"), { recursive: true });
await cp(join(leaflet, "images"), join(TO, "leaflet", "images"), { recursive: true });
await cp(join(leaflet, "leaflet.css"), join(TO, "leaflet", "leaflet.css"));
const map = await transform(await readFile(join(leaflet, "leaflet.js"), "utf8"), { minify: true, legalComments: "inline" });
await writeFile(join(TO, "leaflet", "leaflet.js"), map.code.replace(/\/\/# sourceMappingURL=.*\n?/, ""));

// for browsers that cannot play HLS by themselves; already minified, and a map of its own we do not ship
await mkdir(join(TO, "hls"), { recursive: true });
const hls = await readFile(join(packageFolder("hls.js"), "dist", "hls.light.min.mjs"), "utf8");
await writeFile(join(TO, "hls", "hls.js"), hls.replace(/\/\/# sourceMappingURL=.*\n?/, ""));

await cp(join(HERE, "icon.svg"), join(TO, "icon.svg"));
await cp(join(HERE, "help"), join(TO, "help"), { recursive: true });
await writeFile(join(TO, "licences.txt"), await licences(packageFolder));

await rm(BUILT, { recursive: true, force: true });
await rename(TO, BUILT);
