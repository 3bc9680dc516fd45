// Texts as the modules compare and show them: blanks, case, and what was probably meant.

// What Python takes for blank at the ends of a text and between words.
const BLANKS = "\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const OUTER = new RegExp(`^[${BLANKS}]+|[${BLANKS}]+$`, "g");
const INNER = new RegExp(`[${BLANKS}]+`);

const stripped = text => text.replace(OUTER, "");
const words = text => stripped(text).split(INNER).join(" ");

// Full case folding of Unicode, which is lower case of upper case but for these few characters.
function foldedLetter(letter) {
  if (letter === "\u0131") return letter;
  if (letter === "\u1e9e") return "ss";
  if (/[\u13a0-\u13fd\uab70-\uabbf]/.test(letter)) return letter.toUpperCase();
  return [...letter.toUpperCase()].map(each => each.toLowerCase()).join("");
}

const folded = text =>
  /^[\x20-\x7e]*$/.test(text) ? text.toLowerCase() : [...text].map(foldedLetter).join("");

// A code as it is compared, without case and outer blanks; other values as they are.
function normal(value) {
  if (Array.isArray(value)) return distinct(value.map(normal));
  return typeof value === "string" ? folded(stripped(value)) : value;
}

// A value as the messages of the modules show it: at most 80 characters, controls spelled out.
function shown(value) {
  return [...reprOf(value)].slice(0, 80).join("");
}

function reprOf(value) {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Dec) return `Decimal('${digitsOf(value)}')`;
  if (Array.isArray(value)) return `[${value.map(reprOf).join(", ")}]`;
  if (typeof value === "object") {
    return `{${Object.entries(value).map(([k, v]) => `${reprOf(k)}: ${reprOf(v)}`).join(", ")}}`;
  }
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  return quote + [...value].map(letter => escaped(letter, quote)).join("") + quote;
}

const SHORT = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };

function escaped(letter, quote) {
  if (letter === quote) return `\\${quote}`;
  if (SHORT[letter]) return SHORT[letter];
  if (letter === " " || !/[\p{C}\p{Z}]/u.test(letter)) return letter;
  const code = letter.codePointAt(0);
  const [mark, digits] = code < 0x100 ? ["x", 2] : code < 0x10000 ? ["u", 4] : ["U", 8];
  return `\\${mark}${code.toString(16).padStart(digits, "0")}`;
}

// The most alike of some texts, by the share of characters in common blocks, as difflib has it.
function nearest(text, others) {
  let [best, found] = [0.6, null];
  for (const other of others) {
    const share = alike(other, text);
    if (share > best || (share === best && (found === null || other > found))) {
      [best, found] = [share, other];
    }
  }
  return found;
}

const alike = (a, b) =>
  a.length + b.length ? (2 * inCommon(a, b)) / (a.length + b.length) : 1;

function inCommon(a, b) {
  let [size, fromA, fromB] = [0, 0, 0];
  for (let i = 0; i < a.length; i += 1) {
    for (let j = 0; j < b.length; j += 1) {
      let run = 0;
      while (i + run < a.length && j + run < b.length && a[i + run] === b[j + run]) run += 1;
      if (run > size) [size, fromA, fromB] = [run, i, j];
    }
  }
  if (!size) return 0;
  return size + inCommon(a.slice(0, fromA), b.slice(0, fromB)) +
    inCommon(a.slice(fromA + size), b.slice(fromB + size));
}
