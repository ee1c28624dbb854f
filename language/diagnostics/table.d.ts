export declare const diagnosticTable: {
  readonly SOMA5001: import("./define.ts").DiagnosticKind<{
    problem: string;
    advice: string;
  }>;
  readonly SOMA5002: import("./define.ts").DiagnosticKind<{
    found: string;
  }>;
  readonly SOMA2000: import("./define.ts").DiagnosticKind<{
    left: number;
  }>;
  readonly SOMA2001: import("./define.ts").DiagnosticKind<{
    name: string;
    wanted: string;
    suggestions: readonly string[];
  }>;
  readonly SOMA2002: import("./define.ts").DiagnosticKind<{
    name: string;
    wanted: string;
    ours: string;
  }>;
  readonly SOMA2003: import("./define.ts").DiagnosticKind<{
    name: string;
    what: string;
  }>;
  readonly SOMA2004: import("./define.ts").DiagnosticKind<{
    name: string;
  }>;
  readonly SOMA2005: import("./define.ts").DiagnosticKind<{
    path: readonly string[];
    what: string;
  }>;
  readonly SOMA2006: import("./define.ts").DiagnosticKind<{
    name: string;
    is: string;
    wanted: string;
    advice?: string;
  }>;
  readonly SOMA2007: import("./define.ts").DiagnosticKind<{
    what: string;
    advice?: string;
  }>;
  readonly SOMA2010: import("./define.ts").DiagnosticKind<{
    owner: string;
    name: string;
    suggestions: readonly string[];
    known: readonly string[];
  }>;
  readonly SOMA2011: import("./define.ts").DiagnosticKind<{
    owner: string;
    name: string;
  }>;
  readonly SOMA2012: import("./define.ts").DiagnosticKind<{
    owner: string;
    name: string;
    doc: string;
  }>;
  readonly SOMA2013: import("./define.ts").DiagnosticKind<{
    owner: string;
    known: readonly string[];
  }>;
  readonly SOMA2014: import("./define.ts").DiagnosticKind<{
    name: string;
    wanted: string;
    found: string;
    suggestions?: readonly string[];
  }>;
  readonly SOMA2015: import("./define.ts").DiagnosticKind<{
    name: string;
    found: string;
    range: string;
  }>;
  readonly SOMA2016: import("./define.ts").DiagnosticKind<{
    name: string;
    found: number;
    wanted: number;
  }>;
  readonly SOMA2017: import("./define.ts").DiagnosticKind<{
    what: string;
    advice: string;
  }>;
  readonly SOMA2018: import("./define.ts").DiagnosticKind<{
    owner: string;
    name: string;
  }>;
  readonly SOMA2020: import("./define.ts").DiagnosticKind<{
    what: string;
    name: string;
  }>;
  readonly SOMA2021: import("./define.ts").DiagnosticKind<{
    name: string;
  }>;
  readonly SOMA2022: import("./define.ts").DiagnosticKind<{
    what: string;
    name: string;
    missing: "input" | "output";
  }>;
  readonly SOMA2023: import("./define.ts").DiagnosticKind<{
    name: string;
    wanted: string;
    found: number;
  }>;
  readonly SOMA2024: import("./define.ts").DiagnosticKind<{
    name: string;
    kind: string;
  }>;
  readonly SOMA2025: import("./define.ts").DiagnosticKind<{
    name: string;
    found: string;
    options: readonly string[];
    suggestions: readonly string[];
  }>;
  readonly SOMA3001: import("./define.ts").DiagnosticKind<{
    layer: string;
    wanted: string;
    found: string;
    advice: string;
  }>;
  readonly SOMA3002: import("./define.ts").DiagnosticKind<import("./shapes.ts").RuleFacts>;
  readonly SOMA3003: import("./define.ts").DiagnosticKind<import("./shapes.ts").RuleFacts>;
  readonly SOMA3004: import("./define.ts").DiagnosticKind<import("./shapes.ts").RuleFacts>;
  readonly SOMA3005: import("./define.ts").DiagnosticKind<import("./shapes.ts").RuleFacts>;
  readonly SOMA3006: import("./define.ts").DiagnosticKind<import("./shapes.ts").RuleFacts>;
  readonly SOMA3007: import("./define.ts").DiagnosticKind<import("./shapes.ts").RuleFacts>;
  readonly SOMA3008: import("./define.ts").DiagnosticKind<{
    layer: string;
    condition: string;
    what: string;
    requirement: readonly string[];
  }>;
  readonly SOMA3010: import("./define.ts").DiagnosticKind<{
    stated: string;
    actual: string;
    difference: string;
  }>;
  readonly SOMA3011: import("./define.ts").DiagnosticKind<{
    block: string;
    input: string;
    wanted: string;
    found: string;
    difference: string;
  }>;
  readonly SOMA3012: import("./define.ts").DiagnosticKind<{
    owner: string;
    condition: string;
    because: string;
  }>;
  readonly SOMA3013: import("./define.ts").DiagnosticKind<{
    block: string;
    sizes: string;
    inner: string;
  }>;
  readonly SOMA3014: import("./define.ts").DiagnosticKind<{
    layer: string;
    first: string;
    now: string;
    weight: string;
  }>;
  readonly SOMA3015: import("./define.ts").DiagnosticKind<{
    layer: string;
    other: string;
    wanted: string;
    found: string;
  }>;
  readonly SOMA3016: import("./define.ts").DiagnosticKind<{
    owner: string;
    symbol: string;
  }>;
  readonly SOMA3017: import("./define.ts").DiagnosticKind<{
    owner: string;
    condition: string;
    needed: string;
  }>;
  readonly SOMA3020: import("./define.ts").DiagnosticKind<{
    what: string;
    found: string;
  }>;
  readonly SOMA3021: import("./define.ts").DiagnosticKind<{
    what: string;
    product: string;
  }>;
  readonly SOMA3022: import("./define.ts").DiagnosticKind<{
    network: string;
    count: string;
    largest: string;
  }>;
  readonly SOMA3023: import("./define.ts").DiagnosticKind<{
    owner: string;
    limit: string;
  }>;
  readonly SOMA3024: import("./define.ts").DiagnosticKind<{
    limit: number;
  }>;
  readonly SOMA3030: import("./define.ts").DiagnosticKind<{
    input: string;
    output: string;
    units: string;
    features: string;
    last: string;
  }>;
  readonly SOMA3031: import("./define.ts").DiagnosticKind<{
    words: string;
  }>;
  readonly SOMA3032: import("./define.ts").DiagnosticKind<import("./shapes.ts").RuleFacts>;
  readonly SOMA3033: import("./define.ts").DiagnosticKind<{
    layer: string;
    features: string;
    symbols: string;
  }>;
  readonly SOMA3034: import("./define.ts").DiagnosticKind<{
    network: string;
    symbols: string;
    suggestions?: readonly string[];
  }>;
  readonly SOMA4001: import("./define.ts").DiagnosticKind<{
    name: string;
    suggestions: readonly string[];
    known: readonly string[];
  }>;
  readonly SOMA4002: import("./define.ts").DiagnosticKind<{
    name: string;
  }>;
  readonly SOMA4003: import("./define.ts").DiagnosticKind<{
    name: string;
    found: string;
    range: string;
  }>;
  readonly SOMA4004: import("./define.ts").DiagnosticKind<{
    name: string;
    example: string;
  }>;
  readonly SOMA4005: import("./define.ts").DiagnosticKind<Record<string, never>>;
  readonly SOMA4006: import("./define.ts").DiagnosticKind<{
    optimizer: string;
    rate: string;
    usual: string;
  }>;
  readonly SOMA4007: import("./define.ts").DiagnosticKind<{
    batch: string;
    rows: string;
  }>;
  readonly SOMA4010: import("./define.ts").DiagnosticKind<{
    data: string;
    row: string;
    input: string;
    wanted: string;
    difference: string;
    advice: string;
  }>;
  readonly SOMA4011: import("./define.ts").DiagnosticKind<{
    network: string;
    count: number;
    what: string;
  }>;
  readonly SOMA4012: import("./define.ts").DiagnosticKind<{
    output: string;
    classes: string;
    names: string;
    data: string;
  }>;
  readonly SOMA4013: import("./define.ts").DiagnosticKind<{
    loss: string;
    wanted: string;
    output: string;
    advice: string;
  }>;
  readonly SOMA4014: import("./define.ts").DiagnosticKind<{
    loss: string;
    wanted: string;
    data: string;
    found: string;
    advice: string;
  }>;
  readonly SOMA4015: import("./define.ts").DiagnosticKind<{
    loss: string;
    activation: string;
    already: string;
  }>;
  readonly SOMA4016: import("./define.ts").DiagnosticKind<{
    loss: string;
    activation: string;
  }>;
  readonly SOMA4017: import("./define.ts").DiagnosticKind<{
    network: string;
  }>;
  readonly SOMA4020: import("./define.ts").DiagnosticKind<{
    name: string;
    suggestions: readonly string[];
    known: readonly string[];
  }>;
  readonly SOMA4021: import("./define.ts").DiagnosticKind<{
    found: string;
    wanted: string;
  }>;
  readonly SOMA4022: import("./define.ts").DiagnosticKind<{
    metric: string;
    comparison: string;
    verdict: "always" | "never";
  }>;
  readonly SOMA4023: import("./define.ts").DiagnosticKind<{
    passing: string;
    of: string;
  }>;
  readonly SOMA4024: import("./define.ts").DiagnosticKind<{
    name: string;
  }>;
};
export type DiagnosticCode = keyof typeof diagnosticTable;
/** What the words of a code are made of. */
export type FactsOf<Code extends DiagnosticCode> = Parameters<(typeof diagnosticTable)[Code]["message"]>[0];
