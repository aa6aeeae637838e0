// SPDX-FileCopyrightText: 2026 Doorlezen contributors
// SPDX-License-Identifier: EUPL-1.2
// Chapters and paragraphs jump in the recording without loading the page again; the text follows what is said.

const player = document.getElementById("speler");
const said = [...document.querySelectorAll("[data-from]")];

// Most browsers play HLS by themselves. The others (Firefox) fetch a library for it, here and nowhere else.
const prepare = async () => {
  const source = player.querySelector("source");
  if (!player.dataset.hls || player.canPlayType(source.type)) return;
  const { default: Hls } = await import(player.dataset.hls);
  if (!Hls.isSupported()) return; // the link below the player remains
  const [address, asked] = source.src.split("#t=");
  const hls = new Hls({ enableWorker: false, startPosition: asked ? Number(asked) : -1 });
  hls.loadSource(address);
  hls.attachMedia(player);
  await new Promise((resolve) => hls.once(Hls.Events.MANIFEST_PARSED, resolve));
};
const ready = prepare();

const jump = async (second) => {
  await ready;
  player.currentTime = second;
  player.play().catch(() => {}); // a browser may want a click first; the picture stands at the right second
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-second]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  history.replaceState(null, "", link.href);
  document.getElementById("film").scrollIntoView({ block: "nearest" });
  jump(Number(link.dataset.second));
});

const asked = /^#t=(\d{1,5})$/.exec(location.hash);
if (asked) jump(Number(asked[1]));

let current = null;
player.addEventListener("timeupdate", () => {
  const now = said.findLast((paragraph) => Number(paragraph.dataset.from) <= player.currentTime) ?? null;
  if (now === current) return;
  current?.removeAttribute("aria-current");
  now?.setAttribute("aria-current", "true");
  current = now;
});
