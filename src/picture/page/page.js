
"use strict";
(() => {
  const root = document.documentElement;
  const map = document.getElementById("map");
  const text = document.getElementById("text");
  const card = document.getElementById("card");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  root.classList.add("live");

  // The map: a frame that is moved and resized, and of several drawings the one whose names are readable in it.
  const frame = map.viewBox.baseVal;
  const whole = { x: 0, y: 0, w: frame.width, h: frame.height };
  const margin = Number(map.dataset.margin);
  const levels = all(".level", map);
  let view = { ...whole };
  const scale = () => Math.min(map.clientWidth / view.w, map.clientHeight / view.h) || 1;
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

  function show() {
    const centre = (at, size, of) => clamp(at + size / 2, -margin / 2 * of, (1 + margin / 2) * of) - size / 2;
    view.x = centre(view.x, view.w, whole.w);
    view.y = centre(view.y, view.h, whole.h);
    map.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
    const wanted = clamp(Math.round(Math.log2(scale())), -1, 2);
    for (const level of levels) level.classList.toggle("off", Number(level.dataset.level) !== wanted);
  }

  function zoom(factor, point) {
    const w = clamp(view.w / factor, whole.w / 8, whole.w * 1.25);
    const by = w / view.w;
    const at = point || { x: view.x + view.w / 2, y: view.y + view.h / 2 };
    view = { x: at.x + (view.x - at.x) * by, y: at.y + (view.y - at.y) * by, w, h: view.h * by };
    show();
  }

  function move(dx, dy) {
    view.x += dx;
    view.y += dy;
    show();
  }

  function fit() {
    view = { ...whole };
    show();
  }

  const under = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
  const fingers = new Map();
  let dragged = 0;
  map.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, event);
    dragged = 0;
  });
  addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
    dragged += Math.abs(dx) + Math.abs(dy);
    const other = [...fingers.entries()].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const apart = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      zoom(apart(event) / (apart(before) || 1), under(other));
    } else if (dragged > 4) {
      move(-dx / scale(), -dy / scale());
    }
    fingers.set(event.pointerId, event);
  });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, (event) => fingers.delete(event.pointerId));
  map.addEventListener("dragstart", (event) => event.preventDefault());
  map.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(-clamp(event.deltaY, -200, 200) / 300), under(event));
  }, { passive: false });
  document.getElementById("closer").addEventListener("click", () => zoom(1.6));
  document.getElementById("further").addEventListener("click", () => zoom(1 / 1.6));
  document.getElementById("fit").addEventListener("click", fit);
  new ResizeObserver(show).observe(map);

  // What is chosen: a place or a relation, in the text, on the map and on the card.
  let chosen = null;
  let step = 0;
  const entry = (key) => document.getElementById(key);

  function clear() {
    for (const one of all(".on")) one.classList.remove("on");
    map.classList.remove("some");
    card.hidden = true;
    chosen = null;
  }

  function choose(key, from) {
    const [kind, number] = [key[0], key.slice(1)];
    const told = entry(key);
    if (!told) return;
    step = key === chosen ? step + 1 : 0;
    clear();
    chosen = key;
    for (const one of all(`[data-${kind}~="${number}"]`)) one.classList.add("on");
    if (kind === "p") {
      for (const arrow of all(`.arrow[data-ends~="${number}"]`)) {
        arrow.classList.add("on");
        for (const r of arrow.dataset.r.split(" ")) mark(`.label[data-r~="${r}"]`, arrow.closest(".level"));
      }
    } else {
      for (const p of told.dataset.ends.split(" ")) mark(`.marker[data-p~="${p}"],.label[data-p~="${p}"]`);
    }
    map.classList.add("some");
    fill(told);
    if (from !== "text") walk(kind, number);
    if (from !== "map") bring(kind, number);
  }

  const mark = (selector, within = map) => all(selector, within).forEach((one) => one.classList.add("on"));

  function fill(told) {
    const copy = told.cloneNode(true);
    all("[id]", copy).forEach((one) => one.removeAttribute("id"));
    card.lastElementChild.replaceChildren(...copy.childNodes);
    card.scrollTop = 0;
    card.hidden = false;
  }

  // Shows where the text speaks of it: the first time, or the next one when it is asked for again.
  function walk(kind, number) {
    const found = kind === "p" ? all(`a.m[data-p="${number}"]`, text) : all(`[id^="e${number}-"]`, text);
    if (found.length) reveal(found[step % found.length]);
  }

  function reveal(one) {
    const shown = one.textContent ? one : one.nextElementSibling || one.parentElement;
    shown.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    shown.classList.remove("flash");
    void shown.getBoundingClientRect();
    shown.classList.add("flash");
  }

  // Moves the map where what was chosen would not be seen.
  function bring(kind, number) {
    const selector = kind === "p" ? `.marker[data-p~="${number}"]` : `.arrow[data-r~="${number}"]`;
    const drawn = all(selector, map).find((one) => one.getClientRects().length);
    if (!drawn) return;
    const [box, pane] = [drawn.getBoundingClientRect(), map.getBoundingClientRect()];
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const free = pane.bottom - (card.hidden ? 0 : card.offsetHeight + 24);
    const aside = clamp(x, pane.left + 40, pane.right - 40) - x;
    const up = clamp(y, pane.top + 40, Math.max(free - 30, pane.top + 60)) - y;
    if (aside || up) move(-aside / scale(), -up / scale());
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const where = link && (link.getAttribute("href") || "").slice(1);
    const from = map.contains(event.target) ? "map" : event.target.closest("article") ? "text" : "list";
    if (from === "map" && dragged > 4) {
      event.preventDefault();
    } else if (where && /^[pr]\d+$/.test(where)) {
      event.preventDefault();
      choose(where, from);
    } else if (where && /^[me]\d/.test(where)) {
      event.preventDefault();
      const one = document.getElementById(where);
      const about = one && (one.dataset.p ? `p${one.dataset.p}` : where[0] === "e" && `r${parseInt(where.slice(1), 10)}`);
      if (about && about !== chosen) choose(about, "text");
      if (one) reveal(one);
    } else if (from === "map") {
      clear();
    }
  });
  document.getElementById("close").addEventListener("click", clear);

  // What the pointer or the keyboard is on shines on the other side.
  for (const [begin, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    const others = (event) => {
      const one = event.target.closest("a[data-p], a[data-r]");
      if (!one) return [];
      const kind = one.dataset.r ? "r" : "p";
      return one.dataset[kind].split(" ").flatMap((n) => all(`a[data-${kind}~="${n}"]`));
    };
    document.addEventListener(begin, (event) => others(event).forEach((one) => one.classList.add("lit")));
    document.addEventListener(end, () => all(".lit").forEach((one) => one.classList.remove("lit")));
  }

  // Keys.
  const mentions = all("a.m", text);
  const relations = all("#relations .entry");
  const next = (list, is, by) => {
    const at = list.findIndex(is);
    return list[(at < 0 ? (by > 0 ? 0 : list.length - 1) : at + by + list.length) % list.length];
  };
  function mention(by) {
    const one = next(mentions, (link) => link === document.activeElement, by);
    if (!one) return;
    choose(one.hash.slice(1), "text");
    reveal(one);
    one.focus({ preventScroll: true });
  }
  function relation(by) {
    const one = next(relations, (entry) => entry.id === chosen, by);
    if (one) choose(one.id, "list");
  }
  const keys = {
    n: () => mention(1), p: () => mention(-1), r: () => relation(1), R: () => relation(-1),
    "+": () => zoom(1.6), "=": () => zoom(1.6), "-": () => zoom(1 / 1.6), 0: fit, Escape: clear,
  };
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, summary")) return;
    const way = arrows[event.key];
    if (way && document.activeElement === map) {
      event.preventDefault();
      move(way[0] * view.w / 10, way[1] * view.h / 10);
    } else if (Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  const legend = document.getElementById("legend");
  if (legend && map.clientHeight < 2 * legend.offsetHeight) legend.open = false;
  show();
  // After the browser has gone to the entry by itself.
  addEventListener("load", () => setTimeout(() => {
    if (/^#[pr]\d+$/.test(location.hash)) choose(location.hash.slice(1), "list");
  }));
})();
