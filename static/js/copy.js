/* It-start: "Kopiér" beside a text. The button is hidden until it can work. */
(() => {
  "use strict";

  function ready(root) {
    if (!navigator.clipboard) return;
    root.querySelectorAll("[data-copy][hidden]").forEach((button) => {
      button.hidden = false;
    });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("[data-copy]");
    const source = button && document.getElementById(button.dataset.copy);
    if (!source) return;
    const said = button.dataset.said || (button.dataset.said = button.textContent);
    const tell = (text) => {
      button.textContent = text;
      setTimeout(() => { button.textContent = said; }, 2500);
    };
    navigator.clipboard.writeText("value" in source ? source.value : source.textContent).then(
      () => tell("Kopieret"),
      () => { source.focus(); if (source.select) source.select(); tell("Tryk Ctrl+C"); },
    );
  });
  document.addEventListener("DOMContentLoaded", () => ready(document));
  document.addEventListener("htmx:after:swap", () => ready(document));
})();
