// Elements and texts of the page. Whatever comes from a cell is a text node or an attribute.

// A text with everything that cannot be seen, or that turns its neighbours, made visible.
const seen = text => String(text).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, letter =>
  letter === "\n" ? letter
    : `\u27e8U+${letter.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}\u27e9`);

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== false && value !== "" && value != null) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat(Infinity).filter(each => each != null && each !== "")
    .map(each => (typeof each === "string" ? seen(each) : each)));
  return element;
}

// Text of the policy among ours, whatever way it runs.
const own = (text, tag = "bdi", attributes = null) => make(tag, attributes, String(text));

const button = (text, click, attributes) =>
  make("button", { type: "button", click, ...attributes }, text);

function list(items, attributes) {
  return items.length ? make("ul", { role: "list", ...attributes }, items) : null;
}

const counted = (number, one, more = `${one}s`) => `${number} ${number === 1 ? one : more}`;

// -- ids of the page, as the page itself makes them

const slug = text => [...text].map(letter =>
  letter === " " ? "+"
    : /[A-Za-z0-9._-]/.test(letter) ? letter : `~${letter.codePointAt(0).toString(16)}~`).join("");

const ruleId = rule => `rule-${rule.table.code}-${slug(rule.id)}`;
const itemId = (checklist, item) => `item-${checklist.code}-${slug(item.id)}`;
const fieldId = code => `try-${code}`;

// A link to a place of the page; plain text where the page has none.
function linked(id, text, attributes) {
  const known = document.getElementById(id);
  return known ? make("a", { href: `#${encodeURIComponent(id)}`, ...attributes }, text) : own(text);
}
