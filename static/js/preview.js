/* It-start: the document beside the form. Links do the work; this marks the field that is written in, keeps the place, and lets a whole cell be clicked. */
(() => {
  "use strict";

  const papers = () => document.querySelectorAll("[data-paper]");
  const BLOCKS = "td, th, li, p, tr";
  let current = "";
  let kept = 0;

  /* A choice has one control an option ("…-0"); its field is named without the number. */
  const nameOf = (control) => (control.matches("[type=radio], [type=checkbox]") ? control.id.replace(/-\d+$/, "") : control.id);
  const controlOf = (name) => name && (document.getElementById(name) || document.getElementById(`${name}-0`));
  const rowOf = (name) => (name.startsWith("row-") ? name.slice(0, name.lastIndexOf("-") + 1) : "");

  function placesOf(paper, name) {
    const all = [...paper.querySelectorAll("a[data-field]")];
    const exact = all.filter((link) => link.dataset.field === name);
    const row = rowOf(name);
    return exact.length || !row ? exact : all.filter((link) => link.dataset.field.startsWith(row));
  }

  /* Scroll the panel that the paper lies in, never the page. */
  function reveal(link) {
    const box = link.closest("aside");
    if (!box || box.scrollHeight <= box.clientHeight) return;
    const place = link.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    if (place.top >= frame.top + 60 && place.bottom <= frame.bottom - 20) return;
    box.scrollTop += place.top - frame.top - frame.height / 3;
  }

  function mark(show) {
    papers().forEach((paper) => {
      paper.querySelectorAll(".now").forEach((old) => old.classList.remove("now"));
      const places = current ? placesOf(paper, current) : [];
      places.forEach((link) => link.classList.add("now"));
      if (show && places.length) reveal(places[0]);
    });
    document.querySelectorAll("[data-use]").forEach((line) => {
      line.classList.toggle("now", Boolean(current) && current.endsWith(`-${line.dataset.use}`));
    });
  }

  document.addEventListener("focusin", (event) => {
    const control = event.target;
    if (!control.id || !control.matches("main form :is(input, select, textarea)") || !papers().length) return;
    current = nameOf(control);
    mark(true);
  });

  function goTo(control) {
    control.scrollIntoView({ block: "center" });
    control.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const paper = event.target.closest("[data-paper]");
    if (!paper || !window.getSelection().isCollapsed) return;
    let link = event.target.closest("a");
    for (let block = event.target.closest(BLOCKS); !link && block && paper.contains(block); block = block.parentElement.closest(BLOCKS)) {
      link = block.querySelector("a.src");
    }
    if (!link) return;
    const control = controlOf(link.dataset.field);
    if (control) {
      event.preventDefault();
      goTo(control);
    } else if (!event.target.closest("a")) {
      link.click();
    }
  });

  /* What is swapped may hold the panel: it comes back where it stood, with the same field marked. */
  document.addEventListener("htmx:before:swap", () => {
    const paper = document.getElementById("paper");
    const box = paper && paper.closest("aside");
    if (box) kept = box.scrollTop;
  });
  document.addEventListener("htmx:after:swap", () => {
    const paper = document.getElementById("paper");
    if (!paper) return;
    const box = paper.closest("aside");
    if (box && box.scrollTop !== kept) box.scrollTop = kept;
    mark(false);
  });

  /* Here from a document: the cursor stands in the field. */
  function land() {
    const name = decodeURIComponent(window.location.hash.slice(1));
    const control = /^(row|form)-/.test(name) && controlOf(name);
    if (control) goTo(control);
  }
  if (document.readyState === "complete") land();
  else window.addEventListener("load", land);
})();
