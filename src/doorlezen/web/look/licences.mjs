// The licences of what is built in, in one file that is served beside it.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGE = fileURLToPath(new URL("../../../../package.json", import.meta.url));

/** The name, licence and (where the package carries it) licence text of every package that is built in. */
export async function licences(packageFolder) {
  const { dependencies } = JSON.parse(await readFile(PACKAGE, "utf8"));
  const byText = new Map();
  for (const name of Object.keys(dependencies).sort()) {
    const folder = packageFolder(name);
    const { license, version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry));
    const text = file ? (await readFile(join(folder, file), "utf8")).trim() : "";
    const key = text || license;
    byText.set(key, [...(byText.get(key) ?? []), `${name} ${version}: ${license}`]);
  }
  const parts = [...byText].map(([text, names]) => `${names.join("\n")}\n\n${text}`);
  return parts.join(`\n\n${"-".repeat(80)}\n\n`) + "\n";
}
