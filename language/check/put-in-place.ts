/** Puts what was found out about single declarations into its place in the file as it is now. */
import type { ConcreteNetwork, Span } from "../../network/network.ts";
import type { Declaration, ImportDeclaration } from "../syntax/tree.ts";
import { namesOf } from "./declarations.ts";
import { toNetwork } from "./draft.ts";
import { absolute, type Offsets, type Place, placeOf } from "./place.ts";
import type { CheckedExperiment, CheckedNetwork, StageInfo, SymbolInfo } from "./result.ts";
import type { Unit } from "./unit.ts";

export function placeNetworks(units: readonly Unit[], offsets: Offsets): readonly CheckedNetwork[] {
  const spanOf = (place: Place): Span => absolute(place, offsets);
  return units.flatMap(({ network }) =>
    network === undefined
      ? []
      : [
          {
            name: network.name,
            kind: network.kind,
            span: spanOf(network.place),
            nameSpan: spanOf(network.namePlace),
            network: toNetwork(network.build, spanOf),
            parameters: network.parameters,
            broken: network.build.broken,
          },
        ],
  );
}

export function placeExperiments(units: readonly Unit[], offsets: Offsets): readonly CheckedExperiment[] {
  const spanOf = (place: Place): Span => absolute(place, offsets);
  return units.flatMap(({ experiment }) => {
    if (experiment === undefined) return [];
    const { name, place, keywordPlace, data, ready } = experiment;
    const span = spanOf(place);
    return [
      {
        name,
        keywordSpan: spanOf(keywordPlace),
        span,
        ...(data === undefined ? {} : { data }),
        ...(ready === undefined
          ? {}
          : {
              experiment: {
                name,
                // An experiment is only ready once every size is a number.
                network: toNetwork(ready.build, spanOf) as ConcreteNetwork,
                data: ready.plan,
                training: ready.training,
                expectations: ready.expectations.map(({ place: where, ...rest }) => ({
                  ...rest,
                  span: spanOf(where),
                })),
                span,
              },
            }),
      },
    ];
  });
}

/** In text order; with the sizes of the first experiment that trains the network, where they are symbols. */
export function placeStages(
  units: readonly Unit[],
  offsets: Offsets,
  experiments: readonly CheckedExperiment[],
): readonly StageInfo[] {
  const concrete = new Map<string, ReadonlyMap<string, readonly number[]>>();
  for (const { experiment } of experiments) {
    if (experiment === undefined || concrete.has(experiment.network.name)) continue;
    concrete.set(
      experiment.network.name,
      new Map(experiment.network.steps.map(({ name, shape }) => [name, shape])),
    );
  }
  const stages = units.flatMap(({ stages: drafts }) =>
    drafts.map(({ place, namePlace, arrowPlace, operations, ...stage }): StageInfo => {
      const isOpen = stage.output?.some((size) => typeof size !== "number") ?? false;
      const numbers = isOpen ? concrete.get(stage.owner)?.get(stage.step) : undefined;
      const count = operations?.();
      return {
        ...stage,
        ...(count === undefined ? {} : { operations: count }),
        span: absolute(place, offsets),
        nameSpan: absolute(namePlace, offsets),
        ...(arrowPlace === undefined ? {} : { arrowSpan: absolute(arrowPlace, offsets) }),
        ...(numbers === undefined ? {} : { concreteOutput: numbers }),
      };
    }),
  );
  return stages.sort((a, b) => a.nameSpan.start - b.nameSpan.start);
}

/** Every declared name with all places that use it, in whatever declaration they stand. */
export function placeSymbols(
  units: readonly Unit[],
  offsets: Offsets,
  text: string,
  resolve: (name: string) => Declaration | undefined,
): readonly SymbolInfo[] {
  const uses = new Map<Declaration, Map<string, Span[]>>();
  for (const unit of units) {
    for (const { declaration, local = "", place } of unit.uses) {
      const ofDeclaration = uses.get(declaration) ?? new Map<string, Span[]>();
      uses.set(declaration, ofDeclaration);
      const spans = ofDeclaration.get(local) ?? [];
      ofDeclaration.set(local, spans);
      const span = absolute(place, offsets);
      if (!spans.some(({ start }) => start === span.start)) spans.push(span);
    }
  }
  return units.flatMap(({ declaration, symbols }) => {
    const ofDeclaration = uses.get(declaration);
    if (declaration.kind === "import") return importedSymbols(declaration, offsets, text, resolve, uses);
    return [
      ...declared(declaration, offsets, text, ofDeclaration?.get("") ?? []),
      ...symbols.map(
        ({ name, kind, place, scope, detail, doc }): SymbolInfo => ({
          name,
          kind,
          span: absolute(place, offsets),
          scope: absolute(scope, offsets),
          detail,
          ...(doc === undefined ? {} : { doc }),
          uses: ofDeclaration?.get(name) ?? [],
        }),
      ),
    ];
  });
}

/** An imported name is used where its declaration in the other file is. */
function importedSymbols(
  declaration: ImportDeclaration,
  offsets: Offsets,
  text: string,
  resolve: (name: string) => Declaration | undefined,
  uses: ReadonlyMap<Declaration, ReadonlyMap<string, readonly Span[]>>,
): readonly SymbolInfo[] {
  return declared(declaration, offsets, text, []).map((symbol) => {
    const target = resolve(symbol.name);
    const own = uses.get(declaration)?.get(symbol.name) ?? [];
    const file = target === undefined ? undefined : offsets.file(target);
    const name = target === undefined ? undefined : namesOf(target)[0];
    if (target === undefined || file === undefined || name === undefined) return { ...symbol, uses: own };
    const span = absolute(placeOf(target, name.span), offsets);
    return { ...symbol, uses: uses.get(target)?.get("") ?? [], from: { file, span } };
  });
}

function declared(
  declaration: Declaration,
  offsets: Offsets,
  text: string,
  uses: readonly Span[],
): readonly SymbolInfo[] {
  if (declaration.kind === "skipped") return [];
  const names =
    declaration.kind === "train"
      ? declaration.name === undefined
        ? []
        : [declaration.name]
      : namesOf(declaration);
  const scope = absolute(placeOf(declaration, declaration.span), offsets);
  const kind = declaration.kind === "const" ? "constant" : declaration.kind;
  return names
    .filter((name) => name.text !== "")
    .map((name) => ({
      name: name.text,
      kind,
      span: absolute(placeOf(declaration, name.span), offsets),
      scope,
      detail: firstLine(text, scope, declaration),
      ...(declaration.docs === undefined ? {} : { doc: declaration.docs.text }),
      uses,
    }));
}

/** "const width = 64", "block Residual(channels, stride = 1)" */
function firstLine(text: string, scope: Span, declaration: Declaration): string {
  const start = scope.start + (declaration.docs?.span.end ?? 0);
  const line = text.slice(start, scope.end).trimStart();
  return (line.split(/[\r\n{]/, 1)[0] ?? "").trim();
}
