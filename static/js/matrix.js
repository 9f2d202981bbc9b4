/* It-start, 3 of 3: the keyboard in the matrix. Fields have class `cell`; a cell that saves itself is td[data-cell] in form[data-cells]. */
(() => {
  "use strict";

  const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [1, 0] };

  function atEdge(field, key) {
    if (field.tagName === "SELECT" || field.selectionStart === null) return true;
    if (key === "ArrowLeft") return field.selectionStart === 0 && field.selectionEnd === 0;
    if (key === "ArrowRight") return field.selectionStart === field.value.length;
    return true;
  }

  const controls = (row) => [...row.querySelectorAll(".cell:not([disabled])")];

  function neighbour(table, field, [down, right]) {
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => controls(row).length);
    const row = field.closest("tr");
    const here = controls(row).indexOf(field);
    if (right) return controls(row)[here + right];
    const next = rows[rows.indexOf(row) + down];
    return next && controls(next)[here];
  }

  /* A letter chooses the answer code in a <select> by itself; arrows must move and not change it. */
  document.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    const field = event.target;
    if (!move || !field.matches(".cell") || event.altKey || event.ctrlKey || event.metaKey) return;
    const table = field.closest("table");
    if (!table || !atEdge(field, event.key)) return;
    const next = neighbour(table, field, event.shiftKey && event.key === "Enter" ? [-1, 0] : move);
    event.preventDefault();
    if (!next) return;
    next.focus();
    if (next.select) next.select();
  });

  /* One cell sends its own fields and the token, not the whole table it stands in. */
  document.addEventListener("htmx:config:request", (event) => {
    const { ctx } = event.detail;
    const cell = ctx.sourceElement.closest("td[data-cell]");
    if (!cell || !ctx.request.body) return;
    const own = new FormData();
    cell.querySelectorAll("[name]").forEach((field) => {
      if (!["checkbox", "radio"].includes(field.type) || field.checked) own.append(field.name, field.value);
    });
    const token = ctx.request.body.get("csrf_token");
    if (token) own.append("csrf_token", token);
    ctx.request.body = own;
  });

  /* The state of each cell while it saves. */
  const versionOf = (cell) => cell.querySelector("input[type=hidden][name$=version]");
  document.addEventListener("htmx:before:request", (event) => {
    const { ctx } = event.detail;
    const cell = ctx.sourceElement.closest("td[data-cell]");
    const version = cell && versionOf(cell);
    if (version && ctx.request.body instanceof FormData) ctx.request.body.set(version.name, version.value);
  });

  /* HX-Trigger {"cell": {version, points, vendor, fit}} after a save; {"cell": {why}} says what is wrong. */
  document.addEventListener("cell", (event) => {
    const cell = event.target.closest("td[data-cell]");
    const { why, version, points, vendor, fit } = event.detail;
    if (!cell) return;
    if (why) {
      cell.dataset.why = why;
      return;
    }
    if (versionOf(cell)) versionOf(cell).value = version;
    const score = cell.querySelector("input[name$=score]");
    if (score) score.placeholder = points;
    document.querySelectorAll("[data-fit]").forEach((sum) => { if (sum.dataset.fit === vendor) sum.textContent = fit; });
  });

  const cellOf = (event) => event.detail.ctx && event.detail.ctx.sourceElement.closest("td[data-cell]");
  document.addEventListener("htmx:before:request", (event) => {
    const cell = cellOf(event);
    if (cell) cell.dataset.state = "saving";
  });
  document.addEventListener("htmx:finally:request", (event) => {
    const cell = cellOf(event);
    if (!cell) return;
    const { response } = event.detail.ctx;
    const lost = !response || response.status >= 400;
    cell.dataset.state = lost ? "failed" : "saved";
    const why = cell.dataset.why || "Et felt i skemaet er ikke gemt. Det står med rød kant";
    delete cell.dataset.why;
    if (lost) window.itstart.toast(why, { kind: "error" });
  });
})();
