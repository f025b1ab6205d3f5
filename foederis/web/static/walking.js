// Walking through a chart by the keyboard: left and right go from mark to mark in the order in which they stand, up and
// down to the nearest that way; each is told aloud, Enter follows its link, Escape leaves.

const ring = document.createElement("div");
ring.setAttribute("aria-hidden", "true");
Object.assign(ring.style, { position: "absolute", pointerEvents: "none", border: "2px solid var(--link)", borderRadius: "4px", outline: "1px solid var(--paper)" });
const voice = document.createElement("div");
voice.setAttribute("role", "status");
Object.assign(voice.style, { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)" });
document.body.append(voice);

const FAR = 3; // how much worse a mark is to the side than one straight ahead

/**
 * @param {HTMLElement} place of the chart; it takes the keys
 * @param {() => object} view the chart's Vega view
 * @param {{tell: Function, follow: Function}} does what shows a mark's words, and what follows its link
 */
export function walk(place, view, { tell, follow }) {
  let at;
  place.style.position = "relative";
  const leave = () => {
    ring.remove();
    tell(null, "");
    at = undefined;
  };
  const go = (mark) => {
    if (!mark) return;
    at = mark;
    place.append(ring);
    Object.assign(ring.style, { left: `${mark.left - 4}px`, top: `${mark.top - 4}px`, width: `${mark.right - mark.left + 8}px`, height: `${mark.bottom - mark.top + 8}px` });
    const { right, bottom } = ring.getBoundingClientRect();
    tell({ clientX: right - 12, clientY: bottom - 12 }, mark.datum.tip);
    say(mark.datum.tip);
  };
  place.addEventListener("keydown", (event) => {
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === "Escape" && at) return leave();
    if (event.key === "Enter" && at) return follow(at.datum);
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    const marks = marksOf(view()).filter((mark) => inside(place, middle(mark)));
    const now = at && marks.find((mark) => mark.datum.tip === at.datum.tip && mark.datum.href === at.datum.href);
    go(now ? STEPS[event.key](marks, now) : marks[event.key === "End" ? marks.length - 1 : 0]);
  });
  place.addEventListener("blur", leave);
}

/** Says something aloud to who listens to the page. */
export function say(text) {
  voice.textContent = text;
}

const STEPS = {
  ArrowLeft: (marks, now) => marks[marks.indexOf(now) - 1],
  ArrowRight: (marks, now) => marks[marks.indexOf(now) + 1],
  ArrowUp: (marks, now) => nearest(marks, now, -1),
  ArrowDown: (marks, now) => nearest(marks, now, 1),
  Home: (marks) => marks[0],
  End: (marks) => marks.at(-1),
};

/** The mark that is nearest up (-1) or down (1). */
function nearest(marks, now, way) {
  const off = (mark) => Math.abs(middle(mark).y - middle(now).y) + FAR * Math.abs(middle(mark).x - middle(now).x);
  const there = marks.filter((mark) => (middle(mark).y - middle(now).y) * way > 2);
  return there.reduce((best, mark) => (best && off(best) <= off(mark) ? best : mark), undefined);
}

const inside = (place, { x, y }) => x >= 0 && y >= 0 && x <= place.clientWidth && y <= place.clientHeight;
const middle = (mark) => ({ x: (mark.left + mark.right) / 2, y: (mark.top + mark.bottom) / 2 });

/** The marks of the view that have something to tell, each once, with where they are drawn; from the left. */
function marksOf(view) {
  const found = new Map();
  const [x, y] = view.origin();
  collect(view.scenegraph().root.items[0], x, y, found);
  return [...found.values()].sort((one, other) => middle(one).x - middle(other).x || one.top - other.top);
}

function collect(group, x, y, found) {
  for (const mark of group.items ?? []) {
    for (const item of mark.items) {
      if (mark.marktype === "group") collect(item, x + (item.x || 0), y + (item.y || 0), found);
      else if (item.datum?.tip && item.opacity !== 0) note(item, x, y, found);
    }
  }
}

/** What is drawn of one datum in several parts is one mark. */
function note({ datum, bounds }, x, y, found) {
  const key = `${datum.tip}\n${datum.href}`;
  const there = found.get(key) ?? { datum, left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  there.left = Math.min(there.left, bounds.x1 + x);
  there.top = Math.min(there.top, bounds.y1 + y);
  there.right = Math.max(there.right, bounds.x2 + x);
  there.bottom = Math.max(there.bottom, bounds.y2 + y);
  found.set(key, there);
}
