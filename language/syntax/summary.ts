/** The tree as text, one line a declaration or statement: for tests, and for comparing what two texts mean. */
import type {
  Body,
  Declaration,
  Expectation,
  Expression,
  Parameter,
  Setting,
  Skipped,
  SourceFile,
  Stage,
  Statement,
} from "./tree.ts";

/** Lines such as `network Net(a = 1)` and, indented, `y = (x -> h1: dense(8))`; `?` is what is missing. */
export function summary(file: SourceFile): readonly string[] {
  return file.declarations.flatMap(({ declaration }) => [
    ...docsLine(declaration),
    ...declarationLines(declaration),
  ]);
}

function declarationLines(declaration: Declaration): readonly string[] {
  switch (declaration.kind) {
    case "import":
      return [`import ${declaration.names.map(word).join(", ") || "?"} from ${expression(declaration.from)}`];
    case "const":
      return [`const ${word(declaration.name)} = ${expression(declaration.value)}`];
    case "data":
      return [
        `data ${word(declaration.name)} = ${expression(declaration.source)}`,
        ...bodyLines(declaration.body),
      ];
    case "block":
    case "network": {
      const { kind, name, parameters, body } = declaration;
      const list = parameters.length > 0 ? `(${parameters.map(parameter).join(", ")})` : "";
      return [`${kind} ${word(name)}${list}`, ...bodyLines(body)];
    }
    case "train": {
      const name = declaration.name === undefined ? "" : `${word(declaration.name)}: `;
      const head = `train ${name}${expression(declaration.network)} on ${expression(declaration.data)}`;
      return [head, ...bodyLines(declaration.body)];
    }
    case "skipped":
      return ["skipped"];
    default:
      return declaration satisfies never;
  }
}

function bodyLines(body: Body<Statement | Setting | Expectation> | undefined): readonly string[] {
  return (body?.items ?? [])
    .flatMap((item) => [...docsLine(item), statement(item)])
    .map((line) => `  ${line}`);
}

function statement(item: Statement | Setting | Expectation | Skipped): string {
  switch (item.kind) {
    case "input": {
      const of = item.vocabulary === undefined ? "" : ` of ${expression(item.vocabulary)}`;
      return `input ${word(item.name)}: ${expression(item.shape)}${of}`;
    }
    case "binding":
      return `${word(item.name)} = ${expression(item.value)}`;
    case "output":
      return `output ${expression(item.value)}${item.shape === undefined ? "" : `: ${expression(item.shape)}`}`;
    case "require":
      return `require ${expression(item.condition)}`;
    case "expression":
      return expression(item.value);
    case "setting":
      return `${word(item.name)}: ${expression(item.value)}`;
    case "expect": {
      const { measure, operator = "?", bound, seeds } = item;
      const share =
        seeds === undefined ? "" : ` in ${expression(seeds.passing)}/${expression(seeds.of)} seeds`;
      return `expect ${expression(measure)} ${operator} ${expression(bound)}${share}`;
    }
    case "skipped":
      return "skipped";
    default:
      return item satisfies never;
  }
}

/** One line, with every operation in parentheses. */
function expression(tree: Expression): string {
  switch (tree.kind) {
    case "number":
      return tree.text;
    case "string":
      return JSON.stringify(tree.value);
    case "boolean":
      return String(tree.value);
    case "name":
      return word(tree.name);
    case "member":
      return `${expression(tree.object)}.${word(tree.name)}`;
    case "index":
      return `${expression(tree.object)}[${expression(tree.index)}]`;
    case "call": {
      const list = tree.arguments.map(
        ({ name, value }) => (name ? `${word(name)}: ` : "") + expression(value),
      );
      return `${expression(tree.callee)}(${list.join(", ")})`;
    }
    case "list":
      return `[${tree.items.map(expression).join(", ")}]`;
    case "group":
      return `group(${expression(tree.inner)})`;
    case "unary":
      return `(-${expression(tree.operand)})`;
    case "binary":
      return `(${expression(tree.left)} ${tree.operator} ${expression(tree.right)})`;
    case "pipeline":
      return `(${[expression(tree.input), ...tree.stages.map(stage)].join(" -> ")})`;
    case "missing":
      return "?";
    default:
      return tree satisfies never;
  }
}

function stage({ label, value }: Stage): string {
  return (label ? `${word(label)}: ` : "") + expression(value);
}

function parameter({ name, default: value }: Parameter): string {
  return value === undefined ? word(name) : `${word(name)} = ${expression(value)}`;
}

function word({ text }: { readonly text: string }): string {
  return text === "" ? "?" : text;
}

function docsLine(node: object): readonly string[] {
  const docs = "docs" in node ? (node.docs as { readonly text: string } | undefined) : undefined;
  return docs === undefined ? [] : docs.text.split("\n").map((line) => `/// ${line}`);
}
