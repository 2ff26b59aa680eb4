/**
 * Functions that run in the browser's page, as texts. Each is self-contained.
 */

/** Text that cannot be told from its ground: `[text, colours, ratio]` for all below WCAG AA's 4.5. */
export const PALE_TEXTS = `(() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) =>
    [r, g, b]
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const groundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const pale = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (texts.currentNode.data.trim() === '' || !element.checkVisibility()) continue;
    if (element.tagName === 'SCRIPT' || element.tagName === 'STYLE') continue;
    const [text, ground] = [parse(getComputedStyle(element).color), groundOf(element)];
    const [dark, bright] = [luminance(text), luminance(ground)].sort((a, b) => a - b);
    const ratio = (bright + 0.05) / (dark + 0.05);
    if (ratio < 4.5) pale.push([texts.currentNode.data.trim().slice(0, 40), text + ' on ' + ground, ratio]);
  }
  return pale;
})()`;

/** How much wider than the window the page is, in pixels, and what sticks out. */
export const OVERFLOW = `(() => {
  const root = document.documentElement;
  const width = root.clientWidth;
  const extra = root.scrollWidth - width;
  if (extra <= 0) return [];
  const out = [...document.querySelectorAll('body *')].filter((one) => {
    const { left, right } = one.getBoundingClientRect();
    return right > width + 0.5 || left < -0.5;
  });
  return [extra + 'px', ...out.slice(-3).map((one) => one.tagName + ' ' + one.textContent.trim().slice(0, 40))];
})()`;

/** What a reader sees. */
export const SEEN_TEXT = 'document.body.innerText';

/** Does to the page what Gmail does where it takes no style sheet. */
export const WITHOUT_STYLE_SHEETS = `document.querySelectorAll('style').forEach((sheet) => sheet.remove())`;

/** Where each item's name and its amount stand: whether the amount comes after the name, as its language reads. */
export const AMOUNTS_AFTER_NAMES = `(() => {
  const rightToLeft = document.documentElement.dir === 'rtl';
  const rows = [...document.querySelectorAll('tr')].filter((row) => row.querySelector(':scope > td > bdi[style], :scope > td > a > bdi[style]'));
  return rows.map((row) => {
    const name = row.querySelector('bdi').getBoundingClientRect();
    const amount = row.cells[row.cells.length - 1].getBoundingClientRect();
    return rightToLeft ? amount.right <= name.left : amount.left >= name.right;
  });
})()`;

/** The text of pictures that are not loaded, and whether it can be read in their place. */
export const PICTURES = `[...document.images].map((picture) => ({
  alt: picture.alt,
  loaded: picture.naturalWidth > 0,
  height: picture.getBoundingClientRect().height,
}))`;
