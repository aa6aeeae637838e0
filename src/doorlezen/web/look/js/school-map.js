// The map of the list of schools. Without it the page shows our own drawing; the table has every school anyway.

// How big a dot is, so that the kinds differ by more than their colour. The whole country gets smaller dots, which
// grow as the reader comes nearer.
const MANY = 1000;
const RADIUS = { boven: 6, nul: 4, onbekend: 3 };
const COLOUR = { boven: "--ribbon", nul: "--edge", onbekend: "--marigold" };

const scale = (count, zoom) => (count < MANY ? 1 : Math.min(1, Math.max(0.35, 0.35 + (zoom - 7) * 0.13)));

// Schools can stand on one spot, and dots overlap: who points at a dot is told of every school within this many pixels.
const REACH = { mouse: 8, touch: 22 };
const MOST_TOLD = 20;

function make(name, text = "", inside = []) {
  const made = document.createElement(name);
  made.textContent = text;
  made.append(...inside);
  return made;
}

function school(page, [code, name, , , , text]) {
  const link = make("a", name);
  link.href = page.replace("00AA00", encodeURIComponent(code));
  return [link, make("p", text)];
}

function told(place, page, found) {
  const box = make("div");
  if (found.length === 1) box.append(...school(page, found[0]));
  else {
    const shown = found.slice(0, MOST_TOLD);
    box.append(make("strong", place.dataset.several.replace("00", found.length)));
    box.append(make("ul", "", shown.map((point) => make("li", "", school(page, point)))));
    if (found.length > MOST_TOLD) box.append(make("p", place.dataset.nearer));
  }
  return box;
}

// the schools near a spot of the window, the nearest first; those on one spot by name
function near(map, points, spot, reach) {
  const from = (point) => map.latLngToContainerPoint([point[2], point[3]]).distanceTo(spot);
  return points
    .map((point) => [from(point), point])
    .filter(([distance]) => distance <= reach)
    .sort(([a, one], [b, other]) => a - b || one[1].localeCompare(other[1], "nl"))
    .map(([, point]) => point);
}

function open(map, place, page, found) {
  const popup = L.popup({ maxHeight: 220 }).setLatLng([found[0][2], found[0][3]]).setContent(told(place, page, found)).openOn(map);
  popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", place.dataset.close);
  return popup;
}

// by keyboard: Enter tells of the school nearest to the cross in the middle, and of those beside it
function answerKeys(map, place, page, points) {
  const holder = map.getContainer();
  holder.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      map.closePopup();
      holder.focus();
    }
    if (event.key !== "Enter" || event.target !== holder || !points.length) return;
    event.preventDefault();
    const middle = map.getSize().divideBy(2);
    const [nearest] = near(map, points, middle, Infinity);
    const there = map.latLngToContainerPoint([nearest[2], nearest[3]]);
    open(map, place, page, near(map, points, there, REACH.mouse)).getElement().querySelector("a").focus();
  });
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
    }),
  );
  map.on("click", ({ containerPoint, originalEvent }) => {
    const found = near(map, points, containerPoint, REACH[originalEvent.pointerType] ?? REACH.mouse);
    if (found.length) open(map, place, page, found);
  });
  answerKeys(map, place, page, points);
  const resize = () => {
    const now = scale(points.length, map.getZoom());
    dots.forEach((dot, at) => dot.setRadius(RADIUS[inOrder[at][4]] * now));
  };
  map.on("zoomend", resize);
  const group = L.featureGroup(dots).addTo(map);
  if (dots.length) map.fitBounds(group.getBounds(), { padding: [12, 12], maxZoom: 14 });
  else map.setView([52.2, 5.3], 7);
  for (const help of document.querySelectorAll("[data-school-map-help]")) help.hidden = false;
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
