/* It-start, 2 of 3: saving as you go. The state is always in words; nothing typed is lost by a network, a session or a colleague. */
(() => {
  "use strict";

  const { refreshToken, refused, wordsFor } = window.itstart;
  const forms = new WeakMap();
  const stateOf = (form) => {
    if (!forms.has(form)) forms.set(form, { dirty: false, flying: 0, failed: false, waiting: null, edits: 0, sentEdits: 0 });
    return forms.get(form);
  };
  const autosaved = (element) => element && element.closest && element.closest("form[data-autosave]");
  const line = (form) => document.getElementById(`${form.id}-state`);
  let leaving = false;

  function say(form, state, text) {
    const box = line(form);
    if (!box) return;
    box.dataset.state = state;
    if (text !== undefined) box.textContent = text;
  }

  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  /* "Ikke gemt. Teksten står her stadig. Prøv igen" */
  function fail(form, status) {
    const state = stateOf(form);
    state.failed = true;
    state.dirty = true;
    if (status === 400) {
      renew(form);
      return;
    }
    const box = line(form);
    if (!box) return;
    box.dataset.state = "failed";
    /* The same words stand: leave them, somebody may be pressing the link just now. */
    if (box.dataset.why === String(status) && box.querySelector("button")) return;
    box.dataset.why = status;
    box.textContent = "";
    if (status === 401) {
      const link = document.createElement("a");
      link.href = window.location.href;
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = "Log ind i en ny fane";
      box.append("Ikke gemt: du er logget ud. Teksten står her stadig. ", link, " ");
    } else {
      const known = status && status < 500;
      box.append(known ? `Ikke gemt. ${wordsFor(status)}. ` : "Ikke gemt. Teksten står her stadig. ");
    }
    box.append(button("Prøv igen", () => retry(form)));
  }

  /* 400: the token is too old. Try once more with a new one, unless the person has been logged out. */
  async function renew(form) {
    const state = stateOf(form);
    const token = await refreshToken();
    if (token !== "fresh" || state.renewed) {
      fail(form, token === "out" ? 401 : 0);
      return;
    }
    state.renewed = true;
    retry(form, token);
  }

  async function retry(form, token = "") {
    say(form, "saving", "Gemmer …");
    if (!token) await refreshToken();
    stateOf(form).failed = false;
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function clearErrors(form) {
    form.querySelectorAll(".field-error").forEach((error) => { error.textContent = ""; });
    form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
  }

  function markErrors(form) {
    form.querySelectorAll("[aria-describedby]").forEach((field) => {
      const error = document.getElementById(`${field.id}-error`);
      if (error && error.textContent.trim()) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    });
  }

  function clock() {
    const now = new Date();
    return `Gemt ${now.getHours()}.${String(now.getMinutes()).padStart(2, "0")}`;
  }

  document.addEventListener("input", (event) => {
    const form = autosaved(event.target);
    if (!form) return;
    const state = stateOf(form);
    state.dirty = true;
    state.edits += 1;
    if (!state.flying && !state.failed) say(form, "dirty", "Gemmer …");
    clearTimeout(state.watch);
    state.watch = setTimeout(() => sendStill(form), PATIENCE_MS);
  });

  /* Typing that nothing has come of is sent once more: htmx was not listening yet, or a swap took its timer away. */
  const PATIENCE_MS = 3000;
  function sendStill(form) {
    const state = stateOf(form);
    if (!form.isConnected || !state.dirty || state.flying || state.failed || form.querySelector("[data-conflict]")) return;
    if (line(form)?.dataset.state !== "failed") form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /* A queued save was made before the last answer came: give it the newest version (and token) just before it goes. */
  document.addEventListener("htmx:before:request", (event) => {
    const { ctx } = event.detail;
    const form = ctx.sourceElement.closest("form[data-versioned]");
    if (!form) return;
    const version = form.querySelector("input[name=version]");
    const { body } = ctx.request;
    if (version && (body instanceof URLSearchParams || body instanceof FormData)) body.set("version", version.value);
    if (ctx.sourceElement !== form || !form.matches("[data-autosave]")) return;
    if (form.querySelector("[data-conflict]")) {
      event.preventDefault();
      return;
    }
    const state = stateOf(form);
    state.flying += 1;
    state.sentEdits = state.edits;
    if (!state.failed) say(form, "saving", "Gemmer …");
  });

  /* A swap that would take an unsaved form away: save it first; if it cannot be saved, say so once before letting go. */
  const again = (element) => { if (element.isConnected) (element.matches("form") ? element.requestSubmit() : element.click()); };

  document.addEventListener("htmx:before:request", (event) => {
    const { ctx } = event.detail;
    const source = ctx.sourceElement;
    if (source.matches("form[data-autosave]") || !ctx.target || !ctx.target.querySelectorAll) return;
    const form = [...ctx.target.querySelectorAll("form[data-autosave]")].find((each) => stateOf(each).dirty || stateOf(each).flying);
    if (!form) return;
    const state = stateOf(form);
    const stuck = state.failed || line(form)?.dataset.state === "failed";
    if (stuck && (state.warned || (ctx.request.method === "POST" && form.contains(source)))) return;
    event.preventDefault();
    if (stuck) {
      state.warned = true;
      window.itstart.toast("Teksten er ikke gemt. Klik igen, hvis du vil gå uden at gemme", { kind: "error" });
      form.scrollIntoView({ block: "nearest" });
      return;
    }
    state.after = () => again(source);
    if (!state.flying) form.dispatchEvent(new Event("change", { bubbles: true }));
  });

  document.addEventListener("htmx:before:response", (event) => {
    const { ctx } = event.detail;
    if (ctx.sourceElement.matches("form[data-autosave]") && refused(ctx.response.status)) fail(ctx.sourceElement, ctx.response.status);
  });

  document.addEventListener("htmx:error", (event) => {
    const ctx = event.detail.ctx;
    if (ctx && !ctx.response && ctx.sourceElement.matches("form[data-autosave]")) fail(ctx.sourceElement, 0);
  });

  function settled(form, status) {
    const state = stateOf(form);
    if (status === 409) {
      state.dirty = true;
      say(form, "failed", "Ikke gemt. Se de to tekster");
    } else if (status === 422) {
      state.dirty = true;
      line(form).dataset.state = "failed";
      markErrors(form);
    } else {
      state.failed = false;
      state.renewed = false;
      clearErrors(form);
      state.dirty = state.edits !== state.sentEdits;
      if (state.dirty) say(form, "dirty", "Gemmer …");
      else say(form, "saved", status === 204 ? clock() : undefined);
    }
  }

  document.addEventListener("htmx:finally:request", (event) => {
    const { ctx } = event.detail;
    const form = ctx.sourceElement;
    if (!form.matches("form[data-autosave]")) return;
    const state = stateOf(form);
    state.flying = Math.max(0, state.flying - 1);
    if (ctx.response && !refused(ctx.response.status)) settled(form, ctx.response.status);
    if (state.flying) return;
    if (state.after) {
      const go = state.after;
      state.after = null;
      if (!state.dirty) setTimeout(go);
    }
    if (!state.waiting) return;
    const { submitter } = state.waiting;
    state.waiting = null;
    delete form.dataset.sending;
    if (!state.failed && !form.querySelector("[data-conflict]")) form.requestSubmit(submitter);
  });

  /* Gem while a save is under way: wait for it, or the page would conflict with itself. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("form[data-autosave]")) {
      const state = stateOf(form);
      if (state.flying) {
        event.preventDefault();
        state.waiting = { submitter: event.submitter };
        return;
      }
    }
  }, true);

  /* A plain submit, and a choice to leave the own text, go without a warning. */
  function leave() {
    leaving = true;
    setTimeout(() => { leaving = false; }, 3000);
  }
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented && event.target.method === "post") leave();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[data-leave]")) leave();
  });

  window.addEventListener("beforeunload", (event) => {
    if (leaving) return;
    const unsaved = [...document.querySelectorAll("form[data-autosave]")].some((form) => {
      const state = stateOf(form);
      return state.dirty || state.flying > 0;
    });
    if (unsaved) event.preventDefault();
  });

  /* Back on line: try again without being asked. */
  window.addEventListener("online", () => {
    document.querySelectorAll("form[data-autosave]").forEach((form) => { if (stateOf(form).failed) retry(form); });
  });

  /* What was typed before this file had come is saved too. */
  const typed = (field) => field.type !== "hidden" && (
    field.matches("input[type=checkbox], input[type=radio]") ? field.checked !== field.defaultChecked
      : field.matches("textarea, input") ? field.value !== field.defaultValue : false);
  function saveEarly() {
    document.querySelectorAll("form[data-autosave]").forEach((form) => {
      const early = [...form.elements].find(typed);
      if (early) early.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
  /* htmx begins to listen in a timer that may still be waiting when the page is loaded; this one comes after it. */
  window.addEventListener("load", () => setTimeout(saveEarly));
})();
