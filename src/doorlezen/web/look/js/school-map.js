// The map of the list of schools. Without it the page shows our own drawing; the table has every school anyway.

// How big a dot is, so that the kinds differ by more than their colour. The whole country gets smaller dots, which
// grow as the reader comes nearer.
const MANY = 1000;
const RADIUS = { boven: 6, nul: 4, onbekend: 3 };
const COLOUR = { boven: "--ribbon", nul: "--edge", onbekend: "--marigold" };

const scale = (count, zoom) => (count < MANY ? 1 : Math.min(1, Math.max(0.35, 0.35 + (zoom - 7) * 0.13)));

function label(page, [code, name, , , , text]) {
  const link = document.createElement("a");
  link.href = page.replace("00AA00", encodeURIComponent(code));
  link.textContent = name;
  const line = document.createElement("p");
  line.textContent = text;
  const box = document.createElement("div");
  box.append(link, line);
  return box;
}

function draw(place, { page, points }) {
  const holder = document.createElement("div");
  holder.className = "school-map__canvas";
  holder.setAttribute("role", "region");
  holder.setAttribute("aria-label", place.dataset.label);
  place.replaceChildren(holder);
  const map = L.map(holder, { preferCanvas: true, zoomSnap: 0.25, zoomControl: false, attributionControl: Boolean(place.dataset.tiles) });
  L.control.zoom({ zoomInTitle: place.dataset.zoomIn, zoomOutTitle: place.dataset.zoomOut }).addTo(map);
  if (place.dataset.tiles) {
    map.attributionControl.setPrefix(false);
    L.tileLayer(place.dataset.tiles, { attribution: place.dataset.tilesSource, maxZoom: 19 }).addTo(map);
  }
  const style = getComputedStyle(document.documentElement);
  const colours = Object.fromEntries(Object.entries(COLOUR).map(([kind, name]) => [kind, style.getPropertyValue(name).trim()]));
  const inOrder = [...points].sort((a, b) => RADIUS[a[4]] - RADIUS[b[4]]);
  const dots = inOrder.map((point) =>
    L.circleMarker([point[2], point[3]], {
      radius: RADIUS[point[4]],
      color: colours[point[4]],
      weight: 1,
      fillOpacity: 0.75,
    }).bindPopup(() => label(page, point)),
  );
  const resize = () => {
    const now = scale(points.length, map.getZoom());
    dots.forEach((dot, at) => dot.setRadius(RADIUS[inOrder[at][4]] * now));
  };
  map.on("zoomend", resize);
  const group = L.featureGroup(dots).addTo(map);
  if (dots.length) map.fitBounds(group.getBounds(), { padding: [12, 12], maxZoom: 14 });
  else map.setView([52.2, 5.3], 7);
}

async function show(place) {
  if (place.dataset.drawn !== undefined) return;
  place.dataset.drawn = "";
  try {
    const answer = await fetch(place.dataset.points, { headers: { Accept: "application/json" } });
    if (answer.ok) draw(place, await answer.json());
  } catch {
    // no network: the drawing stays
  }
}

const showAll = (part) => part.querySelectorAll("[data-school-map]").forEach(show);

document.addEventListener("htmx:afterSettle", () => showAll(document));
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => showAll(document));
else showAll(document);
