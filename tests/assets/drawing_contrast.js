// Words in drawings too near in colour to what lies behind them (WCAG 1.4.3); axe leaves them out.
() => {
  const parse = (colour) => (colour.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
  const channel = (value) => value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  const luminance = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  const ratio = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const over = (top, under, strength) => top.slice(0, 3).map((value, at) => value * strength + under[at] * (1 - strength));
  const paper = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = parse(getComputedStyle(each).backgroundColor);
      if ((colour[3] ?? 1) === 1) return colour;
    }
    return [255, 255, 255];
  };
  const paint = (style) => {
    const pattern = style.fill.match(/url\("?#([^")]+)/);
    const ground = pattern && document.getElementById(pattern[1])?.querySelector("rect");
    return pattern ? (ground ? getComputedStyle(ground).fill : "none") : style.fill;
  };
  // A shape that lets the pointer through lies behind its words all the same.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("svg * { pointer-events: all !important }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const behind = (text, drawing) => {
    const { left, top, width, height } = text.getBoundingClientRect();
    const under = document.elementsFromPoint(left + width / 2, top + height / 2).filter((each) =>
      each.ownerSVGElement === drawing && /^(rect|path|polygon|circle|ellipse)$/.test(each.tagName)
      && each.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING);
    return under.reverse().reduce((colour, shape) => {
      const style = getComputedStyle(shape), fill = paint(style);
      if (fill === "none") return colour;
      const rgba = parse(fill);
      return over(rgba, colour, (rgba[3] ?? 1) * Number(style.fillOpacity) * Number(style.opacity));
    }, paper(drawing));
  };
  const faint = [];
  for (const text of document.querySelectorAll("main svg text")) {
    if (!text.textContent.trim() || !text.checkVisibility({ visibilityProperty: true })) continue;
    text.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const style = getComputedStyle(text), ground = behind(text, text.ownerSVGElement);
    const found = ratio(over(parse(style.fill), ground, Number(style.opacity) * Number(style.fillOpacity)), ground);
    const size = parseFloat(style.fontSize);
    const wanted = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    if (found < wanted) faint.push(`“${text.textContent.trim().slice(0, 40)}” in a drawing has a contrast of ${found.toFixed(1)}, not ${wanted}.`);
  }
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
  scrollTo(0, 0);
  return faint;
}
