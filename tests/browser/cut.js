// Looks at a whole page as it stands and tells what cannot be read: see cut.py, which runs it.
([phone, smallest]) => {
  const wrong = new Set();
  const told = (element) => (element.textContent || element.label || "").trim().replace(/\s+/g, " ").slice(0, 50);
  const tell = (what, element) => wrong.add(`${what}: ${[element.localName, ...element.classList].join(".")} "${told(element)}"`);

  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const scrolls = (style) => /auto|scroll/.test(style.overflowX);
  const tiny = (box, style) => box.clientWidth <= 1 && style.overflowX !== "visible";

  function above(element) {
    const found = [];
    for (let at = element; at && at !== document.documentElement; at = at.parentElement) found.push(at);
    return found;
  }

  const onlyHeard = (element) =>
    above(element).some((at) => getComputedStyle(at).clipPath === "inset(50%)" || tiny(at, getComputedStyle(at)));

  // an inline box clips nothing; a drawing does
  const clips = (box, style) => box.localName === "svg" || (style.overflowX !== "visible" && style.display !== "inline");

  // whether the words of this element stay outside a box that it is in; tells so
  function outOfSight(rect, element) {
    for (const box of above(element)) {
      const style = getComputedStyle(box);
      if (!clips(box, style)) continue;
      const edge = box.getBoundingClientRect();
      const aside = rect.left < edge.left - 1.5 || rect.right > edge.right + 1.5;
      if (aside && box.localName !== "svg" && scrolls(style)) {
        if (!style.backgroundAttachment.includes("local")) tell("scrolled out of sight without a sign", element);
        else if (phone && element.closest("table")) tell("a table that is not all in sight", element);
        return true;
      }
      const third = rect.height / 3;
      const higher = rect.top < edge.top - third || rect.bottom > edge.bottom + third;
      if (aside || (higher && box.localName !== "svg" && !/visible|auto|scroll/.test(style.overflowY))) {
        tell("cut off", element);
        return true;
      }
    }
    return false;
  }

  function covered(rect, element) {
    const across = Math.min(Math.max((rect.left + rect.right) / 2, 1), innerWidth - 1);
    const top = document.elementFromPoint(across, (rect.top + rect.bottom) / 2);
    if (!top || element.contains(top) || top.contains(element) || top.closest("label, summary, .menu__box")) return;
    tell(`under ${top.localName} "${told(top)}"`, element);
  }

  function size(element) {
    const by = element.getScreenCTM();
    return parseFloat(getComputedStyle(element).fontSize) * Math.hypot(by.a, by.b);
  }

  function words() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || element.closest("script, style, title, desc, option, video")) continue;
      if (seen(element) && !onlyHeard(element)) found.push([node, element]);
    }
    return found;
  }

  function lookAt(node, element) {
    const drawn = element.closest("svg");
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of drawn ? [element.getBoundingClientRect()] : range.getClientRects()) {
      if (rect.width < 1 || rect.height < 1 || outOfSight(rect, element)) continue;
      if (rect.right > innerWidth + 1 || rect.left < -1) tell("outside the window", element);
      else if (!drawn) covered(rect, element);
      else if (size(element) < smallest) tell(`too small to be read (${size(element).toFixed(1)} px)`, element);
    }
  }

  function lookAtBoxes() {
    for (const box of document.querySelectorAll("body *")) {
      if (box.closest("svg, .leaflet-container, video, select, input")) continue;
      if (!/hidden|clip/.test(getComputedStyle(box).overflowX) || !seen(box) || onlyHeard(box)) continue;
      if (box.scrollWidth > box.clientWidth + 1) tell("holds more than it shows", box);
    }
  }

  // three dots are a sign that there is more
  function lookAtChoices() {
    const pen = document.createElement("canvas").getContext("2d");
    for (const select of document.querySelectorAll("select:not([multiple])")) {
      const [chosen] = select.selectedOptions, style = getComputedStyle(select);
      if (!chosen || !seen(select) || style.textOverflow === "ellipsis") continue;
      pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      if (pen.measureText(chosen.label).width > room + 2) tell("a choice that is cut off", chosen);
    }
  }

  // on a card each cell says what its column is called
  function lookAtCards() {
    const plain = (text) => text.replace(/[↑↓,]/g, " ").replace(/\s+/g, " ").trim();
    for (const cell of document.querySelectorAll(".cards td")) {
      const head = plain(cell.closest("table").tHead.rows[0].cells[cell.cellIndex]?.textContent ?? "");
      const called = plain(cell.dataset.label ?? "");
      if (called !== head) tell(`called "${called}" under the head "${head}"`, cell);
    }
  }

  const opened = [...document.querySelectorAll("main details:not([open], .menu)")];
  for (const one of opened) one.open = true;
  for (const [node, element] of words()) lookAt(node, element);
  lookAtBoxes();
  lookAtChoices();
  lookAtCards();
  for (const one of opened) one.open = false;
  return [...wrong];
}
