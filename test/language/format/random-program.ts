/** Random programs without syntax errors, written carelessly: for what must hold of every text. */

type Draw = (below: number) => number;

const names = ["x", "y", "width", "h1", "same", "relu", "dense", "Residual"];
const operators = ["+", "-", "*", "/", "div", "%", "@", "**", "==", "<", ">="];

const pick = <T>(draw: Draw, from: readonly T[]): T => from[draw(from.length)] as T;

const some = (draw: Draw, most: number, write: () => string, between: string): string =>
  Array.from({ length: 1 + draw(most) }, write).join(between);

export const written = (draw: Draw): string =>
  some(draw, 4, () => declaration(draw), pick(draw, ["\n", "\n\n\n", "\n// Between.\n"]));

function declaration(draw: Draw): string {
  const docs = draw(3) === 0 ? "///   What it is.\n  /// Two lines.\n" : "";
  switch (draw(5)) {
    case 0:
      return `${docs}const ${pick(draw, names)}=${expression(draw, 2)}${pick(draw, ["", ";", "   // Why."])}`;
    case 1:
      return `${docs}data ${pick(draw, names)} =  source(${expression(draw, 1)})${draw(2) ? "" : body(draw, plainSetting)}`;
    case 2:
      return `${docs}train ${pick(draw, ["", "run :"])} Net on points${body(draw, setting)}`;
    default:
      return `${docs}${pick(draw, ["block", "network"])} Net${pick(draw, ["", "( a,b=2 )", "()"])}${body(draw, statement)}`;
  }
}

function body(draw: Draw, item: (draw: Draw) => string): string {
  const between = pick(draw, ["; ", "\n", ";\n\n\n", " // Behind.\n", "\n    // Above.\n"]);
  const open = pick(draw, ["{", " { ", "\n{\n", " {// Open.\n"]);
  return `${open}${some(draw, 4, () => item(draw), between)}${pick(draw, ["}", " ;}", "\n\n}", "\n// Last.\n  }"])}`;
}

const plainSetting = (draw: Draw): string => `${pick(draw, names)} :${expression(draw, 1)}`;

const setting = (draw: Draw): string =>
  draw(3) === 0
    ? `expect ${pick(draw, names)}>= 0.5${pick(draw, ["", " in 9 / 10   seeds"])}`
    : plainSetting(draw);

function statement(draw: Draw): string {
  switch (draw(4)) {
    case 0:
      return `input ${pick(draw, names)}:[ ${some(draw, 3, () => expression(draw, 0), " ,")} ]`;
    case 1:
      return `require ${expression(draw, 1)}==0`;
    case 2:
      return `output ${pipeline(draw, 2)}`;
    default:
      return `${pick(draw, names)}  =${pipeline(draw, 2)}`;
  }
}

function pipeline(draw: Draw, depth: number): string {
  const arrow = pick(draw, ["->", " -> ", "\n->", "\n\n   // Next.\n -> ", "\n /// Docs.\n    ->"]);
  const stages = some(
    draw,
    8,
    () => (draw(3) === 0 ? `label :${call(draw, depth)}` : call(draw, depth)),
    arrow,
  );
  return `${expression(draw, depth)}${arrow}${stages}`;
}

const call = (draw: Draw, depth: number): string =>
  `dense${pick(draw, ["(", " (", "(\n     "])}${some(draw, 3, () => pick(draw, ["", "units :"]) + expression(draw, depth - 1), pick(draw, [",", ",\n", ", "]))}${pick(draw, [")", "\n)", ", )"])}`;

function expression(draw: Draw, depth: number): string {
  if (depth <= 0) return pick(draw, [...names, "1", "0.5", "1e-3", '"a  b"', "true", "stack [ 3 ].first"]);
  switch (draw(6)) {
    case 0:
      return `(${draw(3) === 0 ? pipeline(draw, depth - 1) : expression(draw, depth - 1)})`;
    case 1:
      return `[ ${some(draw, 3, () => expression(draw, depth - 1), pick(draw, [",", " ,\n"]))}]`;
    case 2:
      return `- ${expression(draw, 0)}`;
    case 3:
      return call(draw, depth);
    default:
      return `${expression(draw, depth - 1)} ${pick(draw, operators)} ${expression(draw, 0)}`;
  }
}
