// The questions of the glossary as fields. A field tells what a case says (null for unknown, or for
// nothing where a blank means that), takes it back, and shows what is wrong with it.

// Choices that stand side by side; more are a drop-down.
const FEW = 3;

const unsaid = input => (input.blank ? "none" : "unknown");

class Field {
  constructor(input, changed) {
    this.input = input;
    this.id = fieldId(input.code);
    this.changed = changed;
    this.fault = make("p", { id: `${this.id}-fault`, class: "try-fault" });
    const allowed = input.allowed && !input.members ? `Allowed: ${input.allowed}.` : "";
    this.help = [input.question || input.meaning, allowed].filter(Boolean).join(" ");
  }

  // What screen readers add to the name of a control.
  get described() {
    return `${this.help && `${this.id}-help `}${this.id}-fault`;
  }

  helpText() {
    return this.help && make("p", { id: `${this.id}-help`, class: "try-help" }, own(this.help));
  }

  labelled(control, ...more) {
    return make("div", { class: "try-field" },
      make("label", { for: control.id }, own(this.input.name)), this.helpText(),
      make("div", { class: "try-control" }, control,
        this.input.unit && own(this.input.unit, "span", { class: "try-unit" }), more),
      this.fault);
  }

  grouped(...controls) {
    const attributes = { class: "try-field", id: this.id, "aria-describedby": this.described };
    return make("fieldset", attributes,
      make("legend", null, own(this.input.name)), this.helpText(),
      make("div", { class: "try-control" }, controls), this.fault);
  }

  choice(type, value, text, checked) {
    const id = `${this.id}-${type}-${slug(String(value))}`;
    const box = make("input", {
      type, id, value, checked, name: type === "radio" ? this.id : "", change: () => this.chosen(box),
    });
    return { box, label: make("label", { class: "try-choice", for: id }, box, " ", own(text)) };
  }

  chosen() {
    this.changed();
  }

  show(fault) {
    this.fault.textContent = fault ? seen(fault) : "";
    // Of radio buttons the group says it, and only others can be wrong at all.
    for (const control of this.controls.filter(each => each.type !== "radio")) {
      if (fault) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  }

  focus() {
    (this.controls.find(control => control.checked) || this.controls[0]).focus();
  }
}

// Yes or no, or one of a few values: radio buttons.
class Choices extends Field {
  constructor(input, changed) {
    super(input, changed);
    this.values = input.members || [true, false];
    const texts = input.members || ["yes", "no"];
    this.choices = [
      this.choice("radio", "", unsaid(input), true),
      ...this.values.map((_, at) => this.choice("radio", at, texts[at])),
    ];
    this.controls = this.choices.map(each => each.box);
    this.element = this.grouped(this.choices.map(each => each.label));
  }

  get value() {
    const at = this.controls.findIndex(box => box.checked);
    return at > 0 ? this.values[at - 1] : null;
  }

  set value(value) {
    this.controls[this.values.indexOf(value) + 1].checked = true;
  }
}

// One of many values: a drop-down.
class Menu extends Field {
  constructor(input, changed) {
    super(input, changed);
    this.menu = make("select", { id: this.id, "aria-describedby": this.described, change: changed },
      make("option", null, unsaid(input)),
      input.members.map(member => own(member, "option")));
    this.controls = [this.menu];
    this.element = this.labelled(this.menu);
  }

  get value() {
    const at = this.menu.selectedIndex;
    return at > 0 ? this.input.members[at - 1] : null;
  }

  set value(value) {
    this.menu.selectedIndex = this.input.members.indexOf(value) + 1;
  }
}

// Numbers, days, durations, codes: a line of text, and a button that takes it back to unknown.
class Line extends Field {
  constructor(input, changed) {
    super(input, changed);
    const isDate = input.kind === "date";
    this.line = make("input", {
      id: this.id, type: isDate ? "date" : "text", autocomplete: "off", spellcheck: "false",
      inputmode: { number: "decimal", "whole number": "numeric" }[input.kind],
      placeholder: { duration: "6 months" }[input.kind], max: isDate && "9999-12-31",
      list: input.codes && `${this.id}-codes`,
      "aria-describedby": this.described,
      input: () => this.typed(), change: () => this.typed(), blur: () => this.left(),
    });
    this.none = button(unsaid(input), () => this.clear(), {
      "aria-pressed": "true", "aria-label": `${seen(input.name)}: ${unsaid(input)}`, class: "try-none",
    });
    this.controls = [this.line];
    this.element = this.labelled(this.line, this.none, input.codes && make("datalist",
      { id: `${this.id}-codes` }, input.codes.map(value => make("option", { value }))));
  }

  typed() {
    this.none.setAttribute("aria-pressed", String(!this.isSaid));
    this.changed();
  }

  // Of a day that is half typed the browser says nothing until the field is left.
  left() {
    if (this.line.validity.badInput) this.typed();
  }

  clear() {
    this.value = null;
    this.line.focus();
    this.changed();
  }

  // A day that is only half typed is not unknown.
  get isSaid() {
    return Boolean(stripped(this.line.value)) || this.line.validity.badInput;
  }

  get value() {
    return this.isSaid ? stripped(this.line.value) : null;
  }

  set value(value) {
    this.line.value = value === null ? "" : plain(value);
    this.none.setAttribute("aria-pressed", String(value === null));
  }
}

// Several values: unknown, or those that are ticked or written one a line; none is a list too.
class Several extends Field {
  constructor(input, changed) {
    super(input, changed);
    this.unsaid = this.choice("radio", "", unsaid(input), true);
    this.said = this.choice("radio", "said", this.words);
  }

  say() {
    this.said.box.checked = true;
    this.changed();
  }

  get value() {
    return this.said.box.checked ? this.members : null;
  }

  set value(value) {
    (value === null ? this.unsaid : this.said).box.checked = true;
    this.members = value || [];
  }
}

class Ticks extends Several {
  constructor(input, changed) {
    super(input, changed);
    this.boxes = input.members.map((member, at) => this.choice("checkbox", at, member));
    this.controls = [this.unsaid, this.said, ...this.boxes].map(each => each.box);
    this.element = this.grouped(
      this.unsaid.label, this.said.label,
      make("div", { class: "try-ticks" }, this.boxes.map(each => each.label)));
  }

  get words() {
    return "as ticked (no tick: none of them)";
  }

  chosen(box) {
    if (box.type === "checkbox") this.say();
    else {
      if (box === this.unsaid.box) this.members = [];
      this.changed();
    }
  }

  get members() {
    return this.input.members.filter((_, at) => this.boxes[at].box.checked);
  }

  set members(values) {
    this.input.members.forEach((member, at) => {
      this.boxes[at].box.checked = values.includes(member);
    });
  }
}

class Lines extends Several {
  constructor(input, changed) {
    super(input, changed);
    this.area = make("textarea", {
      rows: "3", id: `${this.id}-lines`, spellcheck: "false", input: () => this.say(),
      "aria-label": `${seen(input.name)}, one a line`, "aria-describedby": this.described,
    });
    this.controls = [this.unsaid.box, this.said.box, this.area];
    this.element = this.grouped(this.unsaid.label, this.said.label, this.area);
  }

  get words() {
    return "as written, one a line (no line: none)";
  }

  chosen(box) {
    if (box === this.unsaid.box) this.members = [];
    this.changed();
  }

  get members() {
    const lines = this.area.value.split("\n").map(stripped).filter(Boolean);
    return this.input.kind === "yes/no" ? lines.map(truthOf) : lines;
  }

  set members(values) {
    this.area.value = values.map(each => asCell(each)).join("\n");
  }
}

const truthOf = text => ({ yes: true, no: false })[folded(text)] ?? text;

function fieldFor(input, changed) {
  if (input.list) return input.members ? new Ticks(input, changed) : new Lines(input, changed);
  if (input.kind === "yes/no") return new Choices(input, changed);
  if (!input.members) return new Line(input, changed);
  return new (input.members.length > FEW ? Menu : Choices)(input, changed);
}
