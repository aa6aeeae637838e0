// Cuts the two faces down to what Dutch and English need. Both are OFL without a reserved name, so they may be.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import subset from "subset-font";

const span = (first, last) =>
  Array.from({ length: last - first + 1 }, (_, step) => String.fromCodePoint(first + step)).join("");
const SIGNS = "\u00a0·°§²³½¼¾⅓⅔×–—‘’“”„…•€−≤≥→←↑↓›✓✗";
const ACCENTS = "ÀÁÂÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖØÙÚÛÜßàáâäåæçèéêëìíîïñòóôöøùúûüÿ";

const FACES = [
  {
    family: "Atkinson Hyperlegible Next",
    file: "text.woff2",
    source: ["@fontsource-variable/atkinson-hyperlegible-next", "atkinson-hyperlegible-next-latin-wght-normal.woff2"],
    letters: span(0x20, 0x7e) + SIGNS + ACCENTS,
    axes: { wght: { min: 400, max: 700 } },
    weight: "400 700",
    features: ["kern", "liga", "tnum", "lnum", "locl"],
  },
  {
    family: "Literata",
    file: "book.woff2",
    source: ["@fontsource-variable/literata", "literata-latin-opsz-normal.woff2"],
    letters: span(0x20, 0x7e).replace(/[\\^`{|}~<>@#$_]/g, "") + "\u00a0·½¼¾–—‘’“”…€−" + ACCENTS.replace(/[ÅÆØßåæøÿÌÒÙìòù]/g, ""),
    axes: { wght: 600, opsz: 28 },
    weight: "600",
    features: ["kern", "tnum", "lnum"],
  },
];

/** Each face with its `bytes` (woff2). */
export async function cutFonts(packageFolder) {
  return Promise.all(
    FACES.map(async (face) => {
      const [name, file] = face.source;
      const whole = await readFile(join(packageFolder(name), "files", file));
      const bytes = await subset(whole, face.letters, {
        targetFormat: "woff2",
        variationAxes: face.axes,
        keepFeatures: face.features,
        noHinting: true,
      });
      return { ...face, bytes };
    }),
  );
}
