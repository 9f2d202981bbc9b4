/* It-start: the prioritising matrix by the keys. Arrows move between the nine places, Enter chooses, 1-9 choose as on a number pad. */
(() => {
  "use strict";

  const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  document.addEventListener("keydown", (event) => {
    const place = event.target.closest("[data-priority-grid] button[data-key]");
    if (!place || event.altKey || event.ctrlKey || event.metaKey) return;
    const digit = /^[1-9]$/.test(event.key) && place.form.querySelector(`button[data-key="${event.key}"]`);
    if (digit) {
      event.preventDefault();
      digit.focus();
      digit.click();
      return;
    }
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const key = Number(place.dataset.key) - 1;
    const row = Math.floor(key / 3) - move[0];
    const column = (key % 3) + move[1];
    if (row < 0 || row > 2 || column < 0 || column > 2) return;
    place.form.querySelector(`button[data-key="${row * 3 + column + 1}"]`).focus();
  });
})();
