/** Everything to say about names, attributes and what the language does not do yet: `SOMA2xxx`. */
import { allOf, counted, didYouMean, kind, oneOf, quoted } from "./define.ts";

export const nameDiagnostics = {
  SOMA2000: kind({
    severity: "information",
    title: "More than are shown",
    why: "A list that nobody can read to its end helps nobody.",
    message: (f: { left: number }) => `And ${f.left} more. Put the first ones right, and these are shown.`,
  }),
  SOMA2001: kind({
    severity: "error",
    title: "Unknown name",
    why: "A name must be declared, or be the name of something that Soma brings along.",
    message: (f: { name: string; wanted: string; suggestions: readonly string[] }) =>
      `There is no ${f.wanted} called \`${f.name}\`.${didYouMean(f.suggestions)}`,
  }),
  SOMA2002: kind({
    severity: "error",
    title: "Name from another library",
    why: "Soma has one name for each thing; names from elsewhere are recognised so that they can be translated.",
    message: (f: { name: string; wanted: string; ours: string }) =>
      `\`${f.name}\` is another library's name; in Soma this ${f.wanted} is called \`${f.ours}\`.`,
  }),
  SOMA2003: kind({
    severity: "error",
    title: "Name declared twice",
    why: "If a name could mean two things, nobody could tell which one is used.",
    message: (f: { name: string; what: string }) =>
      `\`${f.name}\` is declared twice here; the first ${f.what} keeps the name. Give this one another name.`,
  }),
  SOMA2004: kind({
    severity: "error",
    title: "Used before it is made",
    why: "Statements are computed from top to bottom.",
    message: (f: { name: string }) =>
      `\`${f.name}\` is used before it is made. Move its line above this one.`,
  }),
  SOMA2005: kind({
    severity: "error",
    title: "Circular definition",
    why: "Something that needs itself can never be built.",
    message: (f: { path: readonly string[]; what: string }) =>
      `${f.what} in a circle: ${f.path.map((name) => `\`${name}\``).join(" → ")}. It could never be built; break the circle at one place.`,
  }),
  SOMA2006: kind({
    severity: "error",
    title: "Wrong kind of thing",
    why: "Each place takes one kind of thing: a layer, a tensor, a size, a data set.",
    message: (f: { name: string; is: string; wanted: string; advice?: string }) =>
      `\`${f.name}\` is ${f.is}, but ${f.wanted} must stand here.${f.advice === undefined ? "" : ` ${f.advice}`}`,
  }),
  SOMA2007: kind({
    severity: "error",
    title: "Not in Soma yet",
    why: "The language has a place for it, but this version cannot run it.",
    message: (f: { what: string; advice?: string }) =>
      `${f.what} cannot be run yet by this version of Soma.${f.advice === undefined ? "" : ` ${f.advice}`}`,
  }),
  SOMA2010: kind({
    severity: "error",
    title: "Unknown attribute",
    why: "An attribute that is not read would be silently ignored.",
    message: (f: { owner: string; name: string; suggestions: readonly string[]; known: readonly string[] }) =>
      `\`${f.owner}\` has no attribute \`${f.name}\`.${
        f.suggestions.length > 0
          ? didYouMean(f.suggestions)
          : f.known.length === 0
            ? " It takes none."
            : ` It takes ${allOf(f.known)}.`
      }`,
  }),
  SOMA2011: kind({
    severity: "error",
    title: "Attribute given twice",
    why: "Only one of the two values could be used.",
    message: (f: { owner: string; name: string }) =>
      `\`${f.name}\` of \`${f.owner}\` is given twice. Keep one of the two.`,
  }),
  SOMA2012: kind({
    severity: "error",
    title: "Attribute missing",
    why: "Without it the layer cannot be built, and there is no value that would be right for everybody.",
    message: (f: { owner: string; name: string; doc: string }) =>
      `\`${f.owner}\` needs \`${f.name}\`: ${f.doc}`,
  }),
  SOMA2013: kind({
    severity: "error",
    title: "Too many values",
    why: "A value without a name goes to the attributes in their order, and there is none left.",
    message: (f: { owner: string; known: readonly string[] }) =>
      f.known.length === 0
        ? `\`${f.owner}\` takes no values in brackets.`
        : `\`${f.owner}\` takes at most ${counted(f.known.length, "value")} without a name: ${allOf(f.known)}.`,
  }),
  SOMA2014: kind({
    severity: "error",
    title: "Wrong kind of value",
    why: "The value cannot be read as what this attribute is.",
    message: (f: { name: string; wanted: string; found: string; suggestions?: readonly string[] }) =>
      `${quoted(f.name)} must be ${f.wanted}, not ${f.found}.${didYouMean(f.suggestions ?? [])}`,
  }),
  SOMA2015: kind({
    severity: "error",
    title: "Value out of range",
    why: "Outside the range there is nothing that could be computed.",
    message: (f: { name: string; found: string; range: string }) =>
      `${quoted(f.name)} is ${f.found}, but must be ${f.range}.`,
  }),
  SOMA2016: kind({
    severity: "error",
    title: "Wrong number of values",
    why: "A list holds one value for each axis that the layer works on.",
    message: (f: { name: string; found: number; wanted: number }) =>
      `\`${f.name}\` holds ${counted(f.found, "value")}, but there are ${counted(f.wanted, "axis", "axes")}: give one value for all, or a list of ${f.wanted}.`,
  }),
  SOMA2017: kind({
    severity: "error",
    title: "Arithmetic that has no result",
    why: "Sizes are whole numbers, and the arithmetic must stay within them.",
    message: (f: { what: string; advice: string }) => `${f.what}. ${f.advice}`,
  }),
  SOMA2020: kind({
    severity: "hint",
    title: "Not used",
    why: "Nothing reads it, so it changes nothing.",
    tag: "unnecessary",
    message: (f: { what: string; name: string }) => `The ${f.what} \`${f.name}\` is not used.`,
  }),
  SOMA2021: kind({
    severity: "hint",
    title: "Repeated no times",
    why: "It is allowed, so that a number can be tried out, but nothing happens here.",
    tag: "unnecessary",
    message: (f: { name: string }) =>
      `Repeated 0 times, \`${f.name}\` is left out: what goes in comes out as it is.`,
  }),
  SOMA2022: kind({
    severity: "error",
    title: "Nothing to compute",
    why: "A network turns its inputs into its outputs; without one of the two there is nothing to run.",
    message: (f: { what: string; name: string; missing: "input" | "output" }) =>
      f.missing === "input"
        ? `The ${f.what} \`${f.name}\` has no input. Start it with a line such as \`input x: [2]\`.`
        : `The ${f.what} \`${f.name}\` has no output. End it with a line such as \`output y\`.`,
  }),
  SOMA2023: kind({
    severity: "error",
    title: "Wrong number of inputs",
    why: "Each input of a layer or block needs one tensor.",
    message: (f: { name: string; wanted: string; found: number }) =>
      `\`${f.name}\` takes ${f.wanted}, but got ${counted(f.found, "tensor")}.`,
  }),
  SOMA2024: kind({
    severity: "error",
    title: "Shared layer with values of its own",
    why: "A label that is used as a stage applies the same layer again, with the same weights.",
    message: (f: { name: string; kind: string }) =>
      `\`${f.name}\` is the \`${f.kind}\` layer from above and is applied again with the same weights, so it takes no values here. For a new layer write \`${f.kind}(…)\`.`,
  }),
  SOMA2025: kind({
    severity: "error",
    title: "Not one of the choices",
    why: "This attribute takes one of a few words.",
    message: (f: {
      name: string;
      found: string;
      options: readonly string[];
      suggestions: readonly string[];
    }) => `\`${f.name}\` cannot be ${f.found}; it is one of ${oneOf(f.options)}.${didYouMean(f.suggestions)}`,
  }),
  SOMA2026: kind({
    severity: "error",
    title: "Several outputs where one is meant",
    why: "What follows works on one tensor, and a block with several outputs gives several.",
    message: (f: { names: readonly string[] }) =>
      `This has ${f.names.length} outputs, ${allOf(f.names)}. Give it a name and take one of them: \`name.${f.names[0]}\`.`,
  }),
  SOMA2027: kind({
    severity: "error",
    title: "No such output",
    why: "Behind the point stands the name of an output of the block.",
    message: (f: { name: string; of: string; names: readonly string[] }) =>
      f.names.length === 0
        ? `\`${f.of}\` is one tensor and has no part called \`${f.name}\`.`
        : `\`${f.of}\` has no output \`${f.name}\`; it has ${allOf(f.names)}.`,
  }),
  SOMA2030: kind({
    severity: "error",
    title: "Nothing to import from",
    why: "A name can only be taken from a file of the workspace, or from what Soma brings along.",
    message: (f: { problem: string; advice: string }) => `${f.problem}. ${f.advice}`,
  }),
  SOMA2031: kind({
    severity: "error",
    title: "Not in that file",
    why: "Only what a file itself declares can be imported from it.",
    message: (f: { file: string; name: string; suggestions: readonly string[]; known: readonly string[] }) =>
      `\`${f.file}\` declares no \`${f.name}\`.${
        f.suggestions.length > 0
          ? didYouMean(f.suggestions)
          : f.known.length === 0
            ? " There is nothing in it to import."
            : ` It has ${allOf(f.known)}.`
      }`,
  }),
  SOMA2032: kind({
    severity: "error",
    title: "Wrong in its own file",
    why: "What is wrong where it is written cannot be used elsewhere.",
    message: (f: { name: string; file: string; problem: string }) =>
      `\`${f.name}\` has an error in \`${f.file}\` and cannot be used until that is put right.${f.problem === "" ? "" : ` There: ${f.problem}`}`,
  }),
} as const;
