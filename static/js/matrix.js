/* It-start: the keyboard in the matrix. Fields have class `cell`; a cell that saves itself is td[data-cell] in form[data-cells].
   Arrows move; a code or a digit chooses and goes on to the next vendor; Enter opens the reason, Esc closes it; a cell is saved
   when it is left. */
(() => {
  "use strict";

  const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const cellOf = (element) => element && element.closest && element.closest("td[data-cell]");
  const part = (cell, name) => cell.querySelector(`.cell[name$=".${name}"]`);
  const seen = (field) => field.offsetParent !== null && !field.disabled;
  const controls = (row) => [...row.querySelectorAll(".cell:not(.cell--note)")].filter(seen);

  function atEdge(field, key) {
    if (field.tagName === "SELECT" || field.selectionStart === null) return true;
    if (key === "ArrowLeft") return field.selectionStart === 0 && field.selectionEnd === 0;
    if (key === "ArrowRight") return field.selectionStart === field.value.length;
    return true;
  }

  function goTo(field) {
    if (!field) return;
    field.focus();
    if (field.select) field.select();
  }

  const rowsOf = (table) => [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => controls(row).length);

  function neighbour(table, field, [down, right]) {
    const rows = rowsOf(table);
    const row = field.closest("tr");
    const here = controls(row).indexOf(field);
    if (right) return controls(row)[here + right];
    const next = rows[rows.indexOf(row) + down];
    return next && controls(next)[here];
  }

  /* The same field of the next vendor, then of the next requirement's first vendor, then the link to the next page.
     A table with data-onward="field" is filled in field by field. */
  function onward(field) {
    const table = field.closest("table");
    const kind = field.name.slice(field.name.lastIndexOf(".") + 1);
    const every = rowsOf(table).flatMap((row) => controls(row));
    const all = table.dataset.onward === "field" ? every : every.filter((other) => other.name.endsWith(`.${kind}`));
    const next = all[all.indexOf(field) + 1];
    goTo(next || document.querySelector(".pages a[rel=next]"));
  }

  /* ---- reasons ---- */

  /* The points each answer gives stand once, on the table: "standard:5 configuration:4". */
  function ownPoints(cell) {
    const answer = part(cell, "answer");
    const pairs = (cell.closest("table").dataset.points || "").split(" ").map((pair) => pair.split(":"));
    const found = pairs.find(([name]) => answer && name === answer.value);
    return found ? found[1] : "";
  }

  function needsReason(cell) {
    const score = part(cell, "score");
    const reason = part(cell, "score_reason");
    return Boolean(score && reason && score.value.trim() && score.value.trim() !== ownPoints(cell) && !reason.value.trim());
  }

  function open(cell) {
    const reason = part(cell, "score_reason");
    if (!reason) return false;
    cell.dataset.open = "";
    reason.dataset.before = reason.value;
    goTo(reason);
    return true;
  }

  function close(cell) {
    delete cell.dataset.open;
    const reason = part(cell, "score_reason");
    cell.toggleAttribute("data-reason", Boolean(reason && reason.value.trim()));
  }

  /* ---- keys ---- */

  function chooseByKey(field, key) {
    if (field.tagName === "SELECT") {
      const wanted = [...field.options].find((option) => (option.label || option.text).toUpperCase() === key.toUpperCase());
      if (!wanted) return false;
      field.value = wanted.value;
      return true;
    }
    if (!field.name.endsWith(".score") || field.readOnly || !/^[0-5]$/.test(key)) return false;
    field.value = key;
    return true;
  }

  function onNote(event, cell, field) {
    const score = part(cell, "score");
    if (event.key === "Escape") {
      field.value = field.dataset.before || "";
      close(cell);
      goTo(score);
    } else if (event.key === "Enter") {
      close(cell);
      if (needsReason(cell)) open(cell);
      else onward(score);
    } else {
      return;
    }
    event.preventDefault();
  }

  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.matches || !field.matches(".cell") || event.altKey || event.ctrlKey || event.metaKey) return;
    const table = field.closest("table");
    const cell = cellOf(field);
    if (!table) return;
    if (cell && field.matches(".cell--note")) {
      onNote(event, cell, field);
      return;
    }
    const move = MOVES[event.key];
    if (move && atEdge(field, event.key)) {
      event.preventDefault();
      goTo(neighbour(table, field, move));
    } else if (cell && event.key === "Enter") {
      event.preventDefault();
      open(cell);
    } else if (cell && event.key.length === 1 && chooseByKey(field, event.key)) {
      event.preventDefault();
      cell.dataset.dirty = "";
      if (needsReason(cell)) open(cell);
      else onward(field);
    }
  });

  /* ---- saving: when a cell is left, or a choice is made with the mouse ---- */

  function save(cell) {
    if (!("dirty" in cell.dataset)) return;
    delete cell.dataset.dirty;
    cell.dispatchEvent(new CustomEvent("cellleft"));
  }

  document.addEventListener("input", (event) => {
    const cell = cellOf(event.target);
    if (cell) cell.dataset.dirty = "";
  });
  document.addEventListener("change", (event) => {
    const cell = cellOf(event.target);
    if (!cell) return;
    cell.dataset.dirty = "";
    if (event.target.matches(".cell--note") || !cell.contains(document.activeElement)) return;
    if (needsReason(cell)) open(cell);
    else if (event.target.tagName === "SELECT") save(cell);
  });
  document.addEventListener("focusout", (event) => {
    const cell = cellOf(event.target);
    if (!cell || cell.contains(event.relatedTarget)) return;
    close(cell);
    save(cell);
  });

  const versionOf = (cell) => cell.querySelector("input[type=hidden][name$=version]");

  function ownFields(cell, token) {
    const own = new FormData();
    cell.querySelectorAll("[name]").forEach((field) => {
      if (!["checkbox", "radio"].includes(field.type) || field.checked) own.append(field.name, field.value);
    });
    if (token) own.append("csrf_token", token);
    return own;
  }

  /* One cell sends its own fields and the token, not the whole table it stands in. */
  document.addEventListener("htmx:config:request", (event) => {
    const { ctx } = event.detail;
    const cell = cellOf(ctx.sourceElement);
    if (cell && ctx.request.body) ctx.request.body = ownFields(cell, ctx.request.body.get("csrf_token"));
  });

  /* Who leaves the page in the middle of a cell takes it along; saving the same twice changes nothing. */
  window.addEventListener("pagehide", () => {
    document.querySelectorAll("td[data-cell][data-dirty], td[data-cell][data-state=saving]").forEach((cell) => {
      const token = cell.closest("form").querySelector("input[name=csrf_token]");
      if (token && !needsReason(cell)) navigator.sendBeacon(cell.getAttribute("hx-post"), ownFields(cell, token.value));
    });
  });
  window.addEventListener("beforeunload", (event) => {
    const lost = [...document.querySelectorAll("td[data-cell][data-dirty], td[data-cell][data-state=failed]")];
    if (!submitting && lost.some((cell) => cell.dataset.state === "failed" || needsReason(cell))) event.preventDefault();
  });
  let submitting = false;
  document.addEventListener("submit", (event) => {
    submitting = event.target.matches("form[data-cells]");
  });

  /* ---- the state, in the cell and in words under the table ---- */

  function tell() {
    const box = document.querySelector("[data-cells-state]");
    if (!box) return;
    const failed = document.querySelectorAll("td[data-cell][data-state=failed]").length;
    const saving = document.querySelector("td[data-cell][data-state=saving]");
    const now = new Date();
    const time = `${now.getHours()}.${String(now.getMinutes()).padStart(2, "0")}`;
    const words = failed ? `${failed} ${failed === 1 ? "felt" : "felter"} er ikke gemt. Se den røde kant` : `Gemt ${time}`;
    box.dataset.state = failed ? "failed" : saving ? "saving" : "saved";
    if (box.textContent !== (saving && !failed ? "Gemmer …" : words)) box.textContent = saving && !failed ? "Gemmer …" : words;
  }

  document.addEventListener("htmx:before:request", (event) => {
    const { ctx } = event.detail;
    const cell = cellOf(ctx.sourceElement);
    if (!cell) return;
    const version = versionOf(cell);
    if (version && ctx.request.body instanceof FormData) ctx.request.body.set(version.name, version.value);
    cell.dataset.state = "saving";
    tell();
  });

  /* HX-Trigger {"cell": {version, points, vendor, fit, out}} after a save; {"cell": {why}} says what is wrong. */
  document.addEventListener("cell", (event) => {
    const cell = cellOf(event.target);
    const { why, version, points, vendor, fit, out } = event.detail;
    if (!cell) return;
    if (why) {
      cell.dataset.why = why;
      return;
    }
    if (versionOf(cell)) versionOf(cell).value = version;
    const score = part(cell, "score");
    if (score) score.placeholder = points;
    document.querySelectorAll("[data-fit]").forEach((sum) => { if (sum.dataset.fit === vendor) sum.textContent = fit; });
    document.querySelectorAll("[data-vendor]").forEach((one) => {
      if (one.dataset.vendor === vendor) one.classList.toggle("is-out", Boolean(out));
    });
  });

  document.addEventListener("htmx:finally:request", (event) => {
    const { ctx } = event.detail;
    const cell = ctx && cellOf(ctx.sourceElement);
    if (!cell) return;
    const lost = !ctx.response || ctx.response.status >= 400;
    cell.dataset.state = lost ? "failed" : "saved";
    const why = cell.dataset.why || "Et felt i skemaet er ikke gemt. Det står med rød kant";
    delete cell.dataset.why;
    if (lost) {
      cell.dataset.dirty = "";
      window.itstart.toast(why, { kind: "error" });
    }
    tell();
  });

  /* Reasons are folded away only where Enter can open them. */
  function ready() {
    document.querySelectorAll("form[data-cells]:not(.cells--live)").forEach((form) => {
      form.classList.add("cells--live");
      form.querySelectorAll("td[data-cell]").forEach(close);
    });
  }
  document.addEventListener("DOMContentLoaded", ready);
  document.addEventListener("htmx:after:swap", ready);
})();
