/** Other ways to write the same network: name a stage, take a part out, put it back, turn a label into a binding and back. */
import type { FileReader } from "../../data/define.ts";
import type { Span } from "../../network/network.ts";
import type { CheckedFile } from "../check/result.ts";
import type { TextEdit } from "../diagnostics/diagnostic.ts";
import { nodesAt } from "../syntax/places.ts";
import type {
  BlockDeclaration,
  NetworkDeclaration,
  Node,
  PipelineExpression,
  Stage,
  Statement,
} from "../syntax/tree.ts";
import { inlineBinding } from "./inline-binding.ts";
import { findSignature } from "./signatures.ts";
import { keepsMeaning, type Refactoring } from "./tried-edit.ts";

/** What could be done at the offset; each was tried and leaves every network as it is. */
export function refactoringsAt(
  checked: CheckedFile,
  offset: number,
  files: FileReader,
): readonly Refactoring[] {
  const site = siteAt(checked, offset);
  const found = [
    ...(site ? [nameStage(site), extractPrefix(site), labelToBinding(site)] : []),
    ...inlineBinding(checked, offset),
  ];
  const keeps = keepsMeaning(checked, files);
  return found.filter((refactoring) => refactoring !== undefined).filter(({ edits }) => keeps(edits));
}

/** A stage of the pipeline that is a statement's whole value. */
interface Site {
  readonly text: string;
  readonly at: number;
  readonly body: BlockDeclaration | NetworkDeclaration;
  readonly statement: Statement;
  readonly pipeline: PipelineExpression;
  readonly stage: Stage;
}

function siteAt({ source, text }: CheckedFile, offset: number): Site | undefined {
  const path = nodesAt(source, offset);
  const body = path?.nodes[0];
  if (path === undefined || (body?.kind !== "block" && body?.kind !== "network")) return undefined;
  const stage = path.nodes.findLast((node): node is Stage => node.kind === "stage");
  const pipeline = path.nodes[path.nodes.indexOf(stage as Node) - 1];
  const statement = path.nodes[path.nodes.indexOf(stage as Node) - 2];
  if (stage === undefined || pipeline?.kind !== "pipeline") return undefined;
  const isStatement =
    statement?.kind === "binding" || statement?.kind === "output" || statement?.kind === "expression";
  return isStatement ? { text, at: path.placed.at, body, statement, pipeline, stage } : undefined;
}

/** `-> dense(8)` → `-> d1: dense(8)` */
function nameStage({ text, at, body, stage }: Site): Refactoring | undefined {
  if (stage.label !== undefined) return undefined;
  const { start } = stage.value.span;
  const name = freshName(text.slice(at, at + body.span.end), text[at + start] ?? "h");
  const edits = [{ span: { start: at + start, end: at + start }, text: `${name}: ` }];
  return { title: `Name this stage \`${name}\``, kind: "refactor.extract", edits };
}

/** `output x -> a -> b` → `y = x -> a`, `output y -> b` */
function extractPrefix(site: Site): Refactoring | undefined {
  const { text, at, body, statement, pipeline, stage } = site;
  if (statement.kind === "binding" && stage === pipeline.stages.at(-1)) return undefined;
  const name = freshName(text.slice(at, at + body.span.end), "y");
  const prefix = { start: at + pipeline.span.start, end: at + stage.span.end };
  return {
    title: `Extract \`… -> ${firstWord(text, at, stage)}\` into a binding \`${name}\``,
    kind: "refactor.extract",
    edits: [
      statementBefore(site, `${name} = ${text.slice(prefix.start, prefix.end)}`),
      { span: prefix, text: name },
    ],
  };
}

/** `output x -> h: a -> b` → `h = x -> a`, `output h -> b` */
function labelToBinding(site: Site): Refactoring | undefined {
  const { text, at, pipeline, stage } = site;
  if (stage.label === undefined) return undefined;
  const prefix = { start: at + pipeline.span.start, end: at + stage.span.end };
  const before = text.slice(prefix.start, at + stage.label.span.start);
  const value = text.slice(at + stage.value.span.start, prefix.end);
  return {
    title: `Turn the label \`${stage.label.text}\` into a binding`,
    kind: "refactor.rewrite",
    edits: [
      statementBefore(site, `${stage.label.text} = ${before}${value}`),
      { span: prefix, text: stage.label.text },
    ],
  };
}

const firstWord = (text: string, at: number, { value }: Stage): string =>
  /^\w*/.exec(text.slice(at + value.span.start, at + value.span.end))?.[0] ?? "";

/** A new statement in front of the site's: on a line of its own where that one has its own. */
function statementBefore({ text, at, statement }: Site, written: string): TextEdit {
  const docs = "docs" in statement ? statement.docs : undefined;
  const start = at + (docs ?? statement).span.start;
  const indent = /[^\S\r\n]*$/.exec(text.slice(0, start))?.[0] ?? "";
  const startsLine = /[\r\n]$/.test(text.slice(0, start - indent.length));
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const span: Span = { start, end: start };
  return { span, text: startsLine ? `${written}${lineEnd}${indent}` : `${written}; ` };
}

/** `y`, or `y1`, `y2`, … where that is taken: by anything in the body, and by nothing of the language. */
function freshName(body: string, letter: string): string {
  const taken = new Set(body.match(/\w+/g));
  const isFree = (name: string): boolean => !taken.has(name) && findSignature(name) === undefined;
  if (letter === "y" && isFree(letter)) return letter;
  let number = 1;
  while (!isFree(`${letter}${number}`)) number++;
  return `${letter}${number}`;
}
