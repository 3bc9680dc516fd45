// Values for people, and values as an analyst writes them into a cell.

function asWords(value) {
  if (value === null || value === NOTHING) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map(asWords).join(", ") || "none";
  return String(plain(value));
}

// A text that a spreadsheet or the notation would take for more than a text stands in quotes.
const quoted = text => `"${text.replace(/"/g, '""')}"`;
const isOdd = text => /^[-=+@'"{(]|[\n\t]/.test(text);

// A value in a cell of examples.
function asCell(value) {
  if (Array.isArray(value)) return value.map(member).join(", ") || "empty";
  return typeof value === "string" && isOdd(value) ? quoted(value) : asWords(value);
}

const member = value =>
  typeof value === "string" && !/^[A-Za-z0-9][A-Za-z0-9 .*/-]*$/.test(value)
    ? quoted(value) : asCell(value);

// A row of cells as spreadsheets paste it.
const asRow = cells => cells.map(cell => (/["\t\n]/.test(cell) ? quoted(cell) : cell)).join("\t");

// -- rows of Examples

// The blocks with inputs by name: `<name` is what is given, `>name` and `=status` are expected.
const layoutsOf = (written, names) => written.map(layout => ({
  ...layout,
  columns: layout.columns.map(each => (typeof each === "number" ? `<${names[each]}` : each)),
}));

// The first block of examples whose columns have a place for all that a case says, else undefined.
const fitting = (layouts, table, given) => layouts.find(layout =>
  layout.of === table.code && [...given.keys()].every(name => layout.columns.includes(`<${name}`)));

// A layout for a block of its own: what the case says, and what it answers.
function layoutFor(table, given) {
  return {
    of: table.code,
    columns: ["Case", ...[...given.keys()].map(name => `<${name}`),
      ...table.outputs.map(output => `>${output.code}`), "=status", "=rule", "=missing", "Why"],
  };
}

// The three rows that head such a block.
function headOf(layout, table, model) {
  const roles = { "<": "Given", ">": "Expect", "=": "Expect" };
  const named = column => {
    const name = column.slice(1);
    if (column[0] === "<") return model.inputs.get(name).name;
    if (column[0] === ">") return table.outputs.find(output => output.code === name).name;
    return column[0] === "=" ? name[0].toUpperCase() + name.slice(1) : "";
  };
  return [
    ["Examples", table.name],
    layout.columns.map(column => roles[column[0]] || column),
    layout.columns.map(named),
  ].map(asRow).join("\n");
}

// A case and its answer as a row; `given` are the checked values that it says.
function rowOf(layout, decision, given) {
  return asRow(layout.columns.map(column => {
    const name = column.slice(1);
    if (column === "Case") return "New case";
    if (column[0] === "<") return given.has(name) ? asCell(given.get(name)) : "";
    if (column[0] === ">") return outputCell(decision, name);
    return column[0] === "=" ? expected(decision, name) : "";
  }));
}

function outputCell({ table, status, outcome }, name) {
  const at = table.outputs.findIndex(output => output.code === name);
  if (status !== DECIDED || at < 0) return "";
  if (!isListed(table)) return outcome[at] === null ? "none" : asCell(outcome[at]);
  const held = outcome.map(each => each[at]).filter(each => each !== null);
  return held.length ? asCell(held) : "none";
}

function expected(decision, kind) {
  switch (kind) {
    case "status": return decision.status;
    case "rule":
      return decision.status === DECIDED ? decision.rules.map(rule => rule.id).join(", ") : "";
    case "missing": return decision.missing.map(each => each.name).join(", ") || "none";
    case "unmet": {
      const cited = new Set(decision.checklists.flatMap(each => each.items.map(item => item.cite)));
      return decision.unmet.every(label => cited.has(label)) ? decision.unmet.join(", ") || "none" : "";
    }
    default: return "";
  }
}

// -- examples of the workbook as cases

// Each is written as what differs from the one before it.
function examplesOf({ names, values, rows }) {
  const places = new Map();
  return rows.map(([of, name, changes]) => {
    for (const change of changes ? changes.split(",") : []) {
      const [at, place] = change.split(":");
      if (place) places.set(Number(at), Number(place));
      else places.delete(Number(at));
    }
    const told = [...places].map(([at, place]) => [names[at], values[at][place]]);
    return { of, name, given: Object.fromEntries(told) };
  });
}
