/** What the tree says about a declaration's layout that its tokens alone do not show, as offsets in the file. */
import { walk } from "../syntax/places.ts";
import type { Body, Declaration, Expectation, Placed, Setting, Skipped, Statement } from "../syntax/tree.ts";

export interface Structure {
  /** Tokens that cling to the token before them: brackets of calls, the `/` in `9/10 seeds`. */
  readonly clinging: ReadonlySet<number>;
  /** Minus signs of a single operand: what follows clings to them. */
  readonly signs: ReadonlySet<number>;
  /** Arrows and operators, which may go on with an expression on a new line → where that expression starts. */
  readonly continues: ReadonlyMap<number, number>;
  /** Where a pipeline starts → its arrows. */
  readonly pipelines: ReadonlyMap<number, readonly number[]>;
  readonly body?: BodyPlaces;
}

export interface BodyPlaces {
  /** Of the braces, included. */
  readonly start: number;
  readonly end: number;
  readonly items: readonly ItemPlace[];
}

export interface ItemPlace {
  readonly start: number;
  readonly end: number;
  /** Where the expression starts that is the item's whole value; its stages are what may be put on lines of their own. */
  readonly value?: number;
}

export function structureOf({ at, declaration }: Placed, text: string): Structure {
  const clinging = new Set<number>();
  const signs = new Set<number>();
  const continues = new Map<number, number>();
  const pipelines = new Map<number, readonly number[]>();
  const header = headerBracket(declaration, text, at);
  if (header !== undefined) clinging.add(header);
  walk(declaration, (node) => {
    const start = at + node.span.start;
    if (node.kind === "call") clinging.add(at + node.argumentsSpan.start);
    else if (node.kind === "index") clinging.add(text.indexOf("[", at + node.object.span.end));
    else if (node.kind === "unary") signs.add(start);
    else if (node.kind === "binary") continues.set(at + node.operatorSpan.start, start);
    else if (node.kind === "seeds") {
      clinging.add(text.indexOf("/", at + node.passing.span.end));
      clinging.add(at + node.of.span.start);
    } else if (node.kind === "pipeline") {
      const arrows = node.stages.map(({ arrow }) => at + arrow.start);
      for (const arrow of arrows) continues.set(arrow, start);
      pipelines.set(start, arrows);
    }
    return true;
  });
  const body = "body" in declaration ? declaration.body : undefined;
  return { clinging, signs, continues, pipelines, ...(body && { body: bodyPlaces(body, at) }) };
}

/** The `(` behind the name of a block or network. */
function headerBracket(declaration: Declaration, text: string, at: number): number | undefined {
  if (declaration.kind !== "block" && declaration.kind !== "network") return undefined;
  const end = at + declaration.name.span.end;
  const space = /^\s*(?=\()/.exec(text.slice(end, at + declaration.body.span.start));
  return space === null ? undefined : end + space[0].length;
}

type Item = Statement | Setting | Expectation | Skipped;

function bodyPlaces({ span, items }: Body<Item>, at: number): BodyPlaces {
  return {
    start: at + span.start,
    end: at + span.end,
    items: items.map((item) => ({
      start: at + item.span.start,
      end: at + item.span.end,
      ...("value" in item && { value: at + item.value.span.start }),
    })),
  };
}
