// What can be kept of a case: a file, a link, a row for the workbook. Nothing is sent anywhere; a
// link carries the case behind its `#`, which browsers do not send.

const FRAGMENT = "case";

// The case of a fragment with the table that it asks, or null if it carries none.
function caseOfFragment(fragment) {
  const told = new URLSearchParams(fragment.replace(/^#/, ""));
  return told.has(FRAGMENT) ? { text: told.get(FRAGMENT), of: told.get("of") } : null;
}

function linkOf(text, table, model) {
  const told = new URLSearchParams({ [FRAGMENT]: text });
  if (table !== model.decision) told.set("of", table.code);
  return `${location.href.split("#")[0]}#${told}`;
}

class Keep {
  constructor(model, layouts) {
    Object.assign(this, { model, layouts });
    this.text = make("textarea", {
      readonly: true, rows: "4", id: "try-kept", "aria-label": "The copied text", spellcheck: "false",
    });
    this.said = make("p", { role: "status", class: "note" });
    this.shown = make("div", { hidden: true }, this.text);
    const number = model.policy.number.replace(/[^A-Za-z0-9]+/g, "-").toLowerCase();
    this.file = `case-${number}-${model.policy.version.replace(/[^A-Za-z0-9]+/g, "-")}.json`;
    this.element = make("section", { class: "try-keep" },
      make("h4", null, "Keep this case"),
      make("div", { class: "try-buttons" },
        button("Save as JSON", () => this.save()),
        button("Copy JSON", () => this.copy(this.json(2), "The case as JSON.")),
        button("Copy a link", () => this.copyLink()),
        button("Copy a row for Examples", () => this.copyRow())),
      this.said, this.shown,
      make("p", { class: "note" }, "A link carries the whole case, after its #, where no server sees it. ",
        "Name no person in a case."));
  }

  // The case as it stands: its values by name, and the answer. Without an answer nothing is kept.
  update(values, decision) {
    Object.assign(this, { values, decision });
    this.element.hidden = decision.problems.length > 0;
    this.shown.hidden = true;
    this.said.textContent = "";
  }

  json(indent) {
    const told = [...this.values].map(([name, value]) => [name, plain(value)]);
    return jsonOf(Object.fromEntries(told), indent);
  }

  save() {
    const url = URL.createObjectURL(new Blob([`${this.json(2)}\n`], { type: "application/json" }));
    make("a", { href: url, download: this.file }).click();
    setTimeout(() => URL.revokeObjectURL(url));
    this.said.textContent = `Saved as ${this.file}.`;
  }

  async copy(text, what) {
    this.text.value = text;
    this.shown.hidden = false;
    this.text.select();
    try {
      await navigator.clipboard.writeText(text);
      this.said.textContent = `${what} Copied.`;
    } catch {
      this.said.textContent = `${what} Copy it from the field below.`;
    }
  }

  copyLink() {
    this.copy(linkOf(this.json(), this.decision.table, this.model), "A link to this case.");
  }

  copyRow() {
    const { table } = this.decision;
    const found = fitting(this.layouts, table, this.values);
    if (found) {
      this.copy(rowOf(found, this.decision, this.values),
        `A row for the Examples at ${found.cell}. It expects the answer of now: check that first.`);
      return;
    }
    const layout = layoutFor(table, this.values);
    this.copy(`${headOf(layout, table, this.model)}\n${rowOf(layout, this.decision, this.values)}`,
      "No block of Examples has all these columns, so this is a block of its own.");
  }
}
