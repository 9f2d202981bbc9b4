/* It-start: what every page may need. No framework; every page works without this file. */
(() => {
  "use strict";

  const messages = () => document.getElementById("messages");
  const csrfToken = () => {
    const headers = document.body.getAttribute("hx-headers:inherited");
    return headers ? JSON.parse(headers)["X-CSRFToken"] : "";
  };

  /* ---------- toast: at least ten seconds, longer while it is pointed at or focused ---------- */
  const TOAST_MS = 10000;

  function armToast(toast) {
    if (toast.dataset.armed) return;
    toast.dataset.armed = "yes";
    const close = toast.querySelector("[data-close]");
    if (close) {
      close.hidden = false;
      close.addEventListener("click", () => toast.remove());
    }
    if (toast.classList.contains("toast--error")) return;
    let timer = setTimeout(() => toast.remove(), TOAST_MS);
    const hold = () => clearTimeout(timer);
    const release = () => { hold(); timer = setTimeout(() => toast.remove(), TOAST_MS); };
    toast.addEventListener("pointerenter", hold);
    toast.addEventListener("focusin", hold);
    toast.addEventListener("pointerleave", release);
    toast.addEventListener("focusout", release);
  }

  function iconButton() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "icon-btn";
    button.dataset.close = "";
    button.setAttribute("aria-label", "Luk beskeden");
    button.textContent = "×";
    return button;
  }

  function undoForm(url) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = url;
    const token = document.createElement("input");
    token.type = "hidden";
    token.name = "csrf_token";
    token.value = csrfToken();
    const button = document.createElement("button");
    button.textContent = "Fortryd";
    form.append(token, button);
    return form;
  }

  function toast(text, { undo = null, kind = "" } = {}) {
    const region = messages();
    if (!region) return;
    const box = document.createElement("div");
    box.className = kind ? `toast toast--${kind}` : "toast";
    box.dataset.toast = "";
    const words = document.createElement("span");
    words.textContent = text;
    const acts = document.createElement("span");
    acts.className = "toast__acts";
    if (undo) acts.append(undoForm(undo));
    acts.append(iconButton());
    box.append(words, acts);
    region.append(box);
    armToast(box);
  }

  const armToasts = (root) => root.querySelectorAll("[data-toast]").forEach(armToast);

  /* HX-Trigger: {"toast": {"text": "Slettet: K-13", "undo": "/…"}} */
  document.addEventListener("toast", (event) => {
    const detail = event.detail || {};
    toast(detail.text || detail.value || "", { undo: detail.undo, kind: detail.kind || "" });
  });

  /* ---------- dialog: the link that opens it goes to a page of its own without a script ---------- */
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const dialog = document.getElementById(opener.dataset.dialog);
    if (!dialog || !dialog.showModal) return;
    event.preventDefault();
    dialog.showModal();
  });

  /* ---------- menus in the top bar close by Escape and by a click beside them ---------- */
  const menus = () => document.querySelectorAll(".top details[open]");
  document.addEventListener("click", (event) => {
    menus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });

  /* ---------- focus: to the error summary, else to the row that was opened ---------- */
  function focusWhatMatters(root) {
    const target = root.querySelector("[data-error-summary], [data-conflict]") || root.querySelector("[data-focus]");
    if (!target) return false;
    if (!target.matches("input, select, textarea, button, a")) target.setAttribute("tabindex", "-1");
    target.focus();
    return true;
  }

  /* A link in the error summary puts the cursor in the field, not only on screen. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-error-summary] a[href^='#']");
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });

  /* ---------- answers that are not pages: never swapped in, always said in words ---------- */
  const WORDS = {
    400: "Siden var for gammel. Teksten står her stadig. Prøv igen",
    401: "Du er logget ud. Teksten står her stadig. Log ind, og prøv igen",
    403: "Det har du ikke adgang til",
    404: "Det findes ikke længere. Hent siden igen",
    413: "Det fylder for meget. Højst 20 MB ad gangen",
    415: "Filen kan ikke bruges her",
    429: "Det gik lidt for hurtigt. Vent et minut, og prøv igen",
  };
  const OFFLINE = "Ingen forbindelse. Teksten står her stadig. Prøv igen";
  const SERVER = "Det lykkedes ikke lige nu. Teksten står her stadig. Prøv igen";
  const refused = (status) => status >= 500 || status in WORDS;
  const wordsFor = (status) => WORDS[status] || SERVER;

  function titleIn(html) {
    const page = new DOMParser().parseFromString(html || "", "text/html");
    const text = page.querySelector("[data-error-text]") || page.querySelector("[data-error-title]");
    return text ? text.textContent.trim() : "";
  }

  document.addEventListener("htmx:before:response", (event) => {
    const { ctx } = event.detail;
    const { status } = ctx.response;
    if (!refused(status)) return;
    event.preventDefault();
    if (ctx.sourceElement.closest("form[data-autosave], [data-cells]") && !ctx.request.submitter) return;
    if (status === 401 && !ctx.sourceElement.closest("form")) {
      window.location.assign(ctx.hx.redirect || window.location.href);
      return;
    }
    ctx.response.raw.text().then((html) => {
      const said = status === 401 || status === 400 || status >= 500 ? "" : titleIn(html);
      toast(said || wordsFor(status), { kind: "error" });
    });
    if (status === 400) refreshToken();
  });

  document.addEventListener("htmx:error", (event) => {
    const ctx = event.detail.ctx;
    if (!ctx || ctx.response) return;
    if (!ctx.sourceElement.closest("form[data-autosave], [data-cells]")) toast(OFFLINE, { kind: "error" });
  });

  /* After a new log-in in another tab the old page holds an old token: fetch the new one, keep what is typed. "fresh", "out" (logged out) or "". */
  async function refreshToken() {
    try {
      const answer = await fetch(window.location.href, { credentials: "same-origin", headers: { Accept: "text/html" } });
      if (answer.redirected) return "out";
      if (!answer.ok) return "";
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const headers = page.body.getAttribute("hx-headers:inherited");
      if (!headers) return "";
      document.body.setAttribute("hx-headers:inherited", headers);
      const token = JSON.parse(headers)["X-CSRFToken"];
      document.querySelectorAll("input[name=csrf_token]").forEach((input) => { input.value = token; });
      return "fresh";
    } catch {
      return "";
    }
  }

  /* ---------- after a swap: focus stays where the work is ---------- */
  let before = null;

  document.addEventListener("htmx:before:swap", () => {
    const active = document.activeElement;
    const row = active && active.closest("li[id]");
    before = active && active !== document.body ? { id: active.id, row: row && row.id } : null;
  });

  const lost = () => !document.activeElement || document.activeElement === document.body;

  function focusFirst(root) {
    const field = root.querySelector("input:not([type=hidden]), select, textarea");
    if (field) field.focus();
    return Boolean(field);
  }

  function refocus(target) {
    if (!lost() || !before) return;
    const same = before.id && document.getElementById(before.id);
    if (same && !same.disabled) { same.focus(); return; }
    const open = target && target.querySelector("[data-edit]");
    if (open && focusFirst(open)) return;
    const row = before.row && document.getElementById(before.row);
    const link = row && row.querySelector("a, button:not([disabled])");
    if (link) { link.focus(); return; }
    if (target) {
      target.setAttribute("tabindex", "-1");
      target.focus({ preventScroll: true });
    }
  }

  /* An error that the server sent to the messages can be closed like a toast. */
  function armFaults() {
    const region = messages();
    if (!region) return;
    region.querySelectorAll(".fault:not([data-armed])").forEach((fault) => {
      fault.dataset.armed = "yes";
      const close = iconButton();
      close.addEventListener("click", () => fault.remove());
      fault.append(close);
    });
  }

  document.addEventListener("htmx:after:swap", (event) => {
    const ctx = event.detail.ctx || {};
    armToasts(document);
    armFaults();
    const target = ctx.target && (ctx.target.isConnected ? ctx.target : document.getElementById(ctx.target.id));
    if (!focusWhatMatters(target || document.createElement("div"))) refocus(target);
    before = null;
  });

  /* A second click on the same submit button sends nothing more; the server's form key is the real guard. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "dialog" || form.method === "get") return;
    if (form.dataset.sending) { event.preventDefault(); return; }
    form.dataset.sending = "yes";
    setTimeout(() => delete form.dataset.sending, 4000);
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sending]").forEach((form) => delete form.dataset.sending);
  });

  function start() {
    armToasts(document);
    const main = document.getElementById("main") || document;
    const open = main.querySelector("[data-edit]");
    if (main.querySelector("[data-sample]")) return;
    if (!focusWhatMatters(main) && open && window.location.hash === `#${open.id}`) focusFirst(open);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();

  window.itstart = { toast, refreshToken, refused, wordsFor, OFFLINE };
})();
