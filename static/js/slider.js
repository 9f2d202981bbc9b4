/* It-start: a slider says in words where it stands while it is moved; the page is asked when it is let go. */
(() => {
  "use strict";

  document.addEventListener("input", (event) => {
    const slider = event.target.closest("input[type=range][data-words]");
    if (!slider) return;
    const words = slider.dataset.words.split("|");
    const place = Math.round((slider.valueAsNumber - Number(slider.min)) / Number(slider.step));
    slider.setAttribute("aria-valuetext", words[place]);
    document.getElementById(`${slider.id}-said`).textContent = words[place];
  });
})();
