// Where the page and the engine meet: a form of all questions, and the answer at each change.

class Panel {
  constructor(model, cases) {
    this.model = model;
    this.examples = examplesOf(cases);
    this.fields = new Map(
      [...model.inputs.values()].map(input => [input.code, fieldFor(input, () => this.edited())]));
    this.keep = new Keep(model, layoutsOf(cases.layouts, [...model.inputs.keys()]));
    this.notice = make("div", { class: "try-notice" });
    this.verdict = make("p", { class: "try-verdict", role: "status" });
    this.parts = make("div", { id: "try-answer", tabindex: "-1" });
    this.element = make("div", { class: "try" },
      make("form", { class: "try-form", submit: event => event.preventDefault(), autocomplete: "off" },
        this.tools(), this.notice, this.groups()),
      make("div", { class: "try-answer", role: "region", "aria-label": "Answer", tabindex: "0" },
        this.verdict, this.parts, this.keep.element));
  }

  // -- the form

  tools() {
    this.example = make("select", { id: "try-example", change: () => this.loadExample() },
      make("option", null, "none"), this.exampleGroups());
    const roots = [...this.model.roots.values()];
    this.root = make("select", { id: "try-root", change: () => this.answer() },
      roots.map(root => own(root.name, "option", { value: root.code })));
    const file = make("input", {
      type: "file", id: "try-file", accept: ".json,application/json",
      change: async () => {
        if (file.files.length) this.load(await file.files[0].text(), this.root.value);
        file.value = "";
      },
    });
    const tool = (text, control) =>
      make("p", { class: "try-tool" }, make("label", { for: control.id }, text), control);
    return make("div", { class: "try-tools" },
      this.examples.length ? tool("Start from an example", this.example) : null,
      roots.length > 1 ? tool("What to ask", this.root) : null,
      tool("Open a saved case", file),
      button("Clear everything", () => {
        this.example.selectedIndex = 0;
        this.set({});
      }),
      make("a", { href: "#try-answer" }, "To the answer"));
  }

  exampleGroups() {
    const tables = this.model.tables.filter(table => this.examples.some(each => each.of === table.code));
    return tables.map(table => make("optgroup", { label: seen(table.name) },
      this.examples.flatMap((each, at) =>
        (each.of === table.code ? [own(each.name, "option", { value: String(at) })] : []))));
  }

  // The questions by who can answer them, in the order of the glossary.
  groups() {
    const asked = distinct([...this.model.inputs.values()].map(input => input.asked || ""));
    return asked.map(who => {
      const fields = [...this.fields.values()].filter(field => (field.input.asked || "") === who);
      const title = who ? ["Asked of ", own(who)] : asked.length > 1 ? "Asked of nobody in particular" : "Questions";
      return make("section", { class: "try-group" }, make("h3", null, title),
        fields.map(field => field.element));
    });
  }

  // -- cases that come from elsewhere

  loadExample() {
    const example = this.examples[this.example.value];
    if (example) this.set(example.given, example.of);
  }

  // A case as JSON; what is wrong with it is told, and nothing of it is dropped in silence.
  load(text, of) {
    try {
      this.set(caseOf(text), of);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.tell([problem.message]);
    }
  }

  // What the values say and no other; those that cannot be are left out, and told.
  set(given, of) {
    const left = [];
    for (const field of this.fields.values()) field.value = null;
    for (const [name, value] of Object.entries(given)) {
      const field = this.fields.get(name);
      if (!field) left.push(unknownName(name, [...this.fields.keys()]));
      else if (value !== null) {
        try {
          field.value = checkedValue(field.input, exactly(value));
        } catch (problem) {
          if (!(problem instanceof Problem)) throw problem;
          left.push(problem.message);
        }
      }
    }
    if (this.model.roots.has(of)) this.root.value = of;
    else this.root.value = this.model.decision.code;
    this.tell(left);
    this.answer();
  }

  tell(problems) {
    this.notice.replaceChildren(...problems.length ? [
      make("p", { role: "alert" }, "Left out of the case:"),
      list(problems.map(each => make("li", null, own(each))), { class: "try-problems" })] : []);
  }

  // -- the answer

  // By hand: what the form says is no example any more.
  edited() {
    this.example.selectedIndex = 0;
    this.answer();
  }

  answer() {
    const { model } = this;
    const said = [...this.fields].map(([name, { value }]) => [name, value]);
    const given = Object.fromEntries(said.filter(([, value]) => value !== null));
    const root = model.roots.get(this.root.value) || model.decision;
    const decision = decide(model, given, root);
    for (const [name, field] of this.fields) {
      const fault = decision.problems.find(each => each.input === name);
      field.show(fault ? fault.short : "");
    }
    const told = verdict(decision);
    if (this.verdict.textContent !== seen(told)) this.verdict.textContent = seen(told);
    this.verdict.className = `try-verdict ${decision.status === DECIDED ? "decided" : "undecided"}`;
    this.parts.replaceChildren(...answerParts(model, decision, this.fields).filter(Boolean));
    this.parts.prepend(...standing(model.policy, decision));
    mark(decision);
    const checked = decision.problems.length ? [] : Object.entries(given);
    this.keep.update(new Map(checked.map(([name, value]) =>
      [name, checkedValue(model.inputs.get(name), value)])), decision);
  }
}

// A number of the examples' JSON as the engine has it.
const exactly = value => (typeof value === "number" ? BigInt(value) : value);

// Whether the case is one for this version at all.
function standing(policy, { given }) {
  const day = given && given.get(policy.date);
  if (typeof day !== "number" || !policy.from) return [];
  const outside = day < dayOf(policy.from) || (policy.until && day > dayOf(policy.until));
  return outside ? [make("p", { class: "note" },
    `This page answers by version ${policy.version}, which is not in force on ${isoOf(day)}.`)] : [];
}

// The rules that answer, marked where they stand in their table.
function mark(decision) {
  for (const old of document.querySelectorAll(".try-mark")) {
    old.closest("[aria-current]").removeAttribute("aria-current");
    old.remove();
  }
  const rules = decision.status === DECIDED ? decision.rules : [];
  for (const rule of rules) {
    const row = document.getElementById(ruleId(rule));
    if (row) {
      row.setAttribute("aria-current", "true");
      (row.querySelector("th") || row).append(make("small", { class: "try-mark" }, "answers your case"));
    }
  }
}

const written = JSON.parse(document.getElementById("try-data").textContent);
const model = new Model(written);
const place = document.getElementById("try-panel");

// For those who open the console, and for tests: the answer to a case of JSON, as JSON.
globalThis.tablewright = {
  decide(text, root) {
    const decision = decide(model, caseOf(text), model.roots.get(root) || model.decision);
    return jsonOf(decision.problems.length
      ? { problems: decision.problems.map(each => each.text) } : toDict(model, decision));
  },
};

if (place) {
  const panel = new Panel(model, written.cases);
  const shared = () => {
    const found = caseOfFragment(location.hash);
    if (!found) return;
    panel.load(found.text, found.of);
    place.closest("section").scrollIntoView();
  };
  place.replaceChildren(panel.element);
  panel.set({});
  addEventListener("hashchange", shared);
  shared();
}
