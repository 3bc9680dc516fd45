// Where the page and the engine meet.

const model = new Model(JSON.parse(document.getElementById("try-data").textContent));

globalThis.tablewright = {
  decide(text, root) {
    const decision = decide(model, caseOf(text), root ? model.roots.get(root) : model.decision);
    return jsonOf(decision.problems.length
      ? { problems: decision.problems.map(each => each.text) } : toDict(model, decision));
  },
};
