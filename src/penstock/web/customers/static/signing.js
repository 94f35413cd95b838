// Drawing a signature; without this script it is typed.
(function () {
  "use strict";
  const form = document.querySelector("form.sign");
  const field = form && form.querySelector("canvas");
  if (!field || !field.getContext) return;
  const pen = field.getContext("2d");
  const kept = form.elements.strokes;
  const typed = form.querySelector(".typed");
  const drawn = form.querySelector(".drawn");
  const swap = form.querySelector(".swap");
  const name = form.elements.typed_name;
  let strokes = [];
  let stroke = null;

  function place(event) {
    const box = field.getBoundingClientRect();
    const x = Math.round(((event.clientX - box.left) * field.width) / box.width);
    const y = Math.round(((event.clientY - box.top) * field.height) / box.height);
    return [Math.min(Math.max(x, 0), field.width), Math.min(Math.max(y, 0), field.height)];
  }

  function draw() {
    pen.clearRect(0, 0, field.width, field.height);
    pen.lineWidth = 3;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = getComputedStyle(field).color;
    for (const points of strokes) {
      pen.beginPath();
      pen.moveTo(points[0][0], points[0][1]);
      for (const point of points.length > 1 ? points.slice(1) : points) pen.lineTo(point[0], point[1]);
      pen.stroke();
    }
    kept.value = strokes.length ? JSON.stringify(strokes) : "";
  }

  field.addEventListener("pointerdown", function (event) {
    field.setPointerCapture(event.pointerId);
    stroke = [place(event)];
    strokes.push(stroke);
    draw();
    event.preventDefault();
  });
  field.addEventListener("pointermove", function (event) {
    if (!stroke) return;
    const next = place(event);
    const last = stroke[stroke.length - 1];
    if (next[0] !== last[0] || next[1] !== last[1]) stroke.push(next);
    draw();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    field.addEventListener(end, function () { stroke = null; });
  }

  function clear() {
    strokes = [];
    draw();
  }

  form.querySelector(".clear").addEventListener("click", clear);
  swap.hidden = false;
  swap.addEventListener("click", function () {
    const drawing = drawn.hidden;
    drawn.hidden = !drawing;
    typed.hidden = drawing;
    name.required = !drawing;
    swap.textContent = drawing ? swap.dataset.type : swap.dataset.draw;
    if (!drawing) clear();
  });
})();
