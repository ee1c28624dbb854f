/** Who uses which block or network: the calls between blocks, networks and trainings of a file. */
import type { Span } from "../../network/network.ts";
import type { CheckedFile, SymbolInfo } from "../check/result.ts";
import { absolute } from "../syntax/places.ts";
import { symbolAt } from "./definition.ts";

/** Something that calls or is called. */
export interface CallItem {
  readonly kind: "block" | "network" | "train";
  readonly name: string;
  readonly span: Span;
  readonly nameSpan: Span;
}

/** One caller or callee, and where the calls stand. */
export interface Calls {
  readonly item: CallItem;
  readonly places: readonly Span[];
}

/** The block or network whose name, or whose call, is at the offset. */
export function callItemAt(checked: CheckedFile, offset: number): CallItem | undefined {
  const symbol = symbolAt(checked, offset);
  return callItems(checked).find(
    ({ kind, nameSpan }) => kind !== "train" && nameSpan.start === symbol?.span.start,
  );
}

/** The item whose name starts at the offset; a training may start at the name of the network it trains. */
export const findCallItem = (checked: CheckedFile, kind: string, start: number): CallItem | undefined =>
  callItems(checked).find((item) => item.kind === kind && item.nameSpan.start === start);

export function callersOf(checked: CheckedFile, called: CallItem): readonly Calls[] {
  const uses = symbolOf(checked, called)?.uses ?? [];
  return callItems(checked).flatMap((item) => callsIn(item, uses));
}

export function calleesOf(checked: CheckedFile, caller: CallItem): readonly Calls[] {
  return callItems(checked).flatMap((item) => {
    const [calls] = callsIn(caller, symbolOf(checked, item)?.uses ?? []);
    return calls === undefined ? [] : [{ item, places: calls.places }];
  });
}

/** The item with those of the uses that stand in it. */
function callsIn(item: CallItem, uses: readonly Span[]): readonly Calls[] {
  const places = uses.filter(({ start, end }) => item.span.start <= start && end <= item.span.end);
  return places.length === 0 ? [] : [{ item, places }];
}

const symbolOf = ({ symbols }: CheckedFile, { kind, nameSpan }: CallItem): SymbolInfo | undefined =>
  kind === "train" ? undefined : symbols.find(({ span }) => span.start === nameSpan.start);

function callItems({ source, networks, experiments }: CheckedFile): readonly CallItem[] {
  const trained = new Map(experiments.map(({ span, name }) => [span.start, name]));
  return source.declarations.flatMap((placed): CallItem[] => {
    const { declaration } = placed;
    const span = absolute(placed, declaration.span);
    if (declaration.kind === "train") {
      const { start, end } = absolute(placed, (declaration.name ?? declaration.network).span);
      const name = declaration.name?.text ?? trained.get(span.start) ?? "train";
      return [{ kind: "train", name, span, nameSpan: { start, end } }];
    }
    const network = networks.find((each) => each.span.start === span.start);
    return network === undefined ? [] : [network];
  });
}
