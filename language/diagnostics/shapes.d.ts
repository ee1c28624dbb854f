/** What a layer's own rule says: its words carry the numbers. */
export interface RuleFacts {
  readonly layer: string;
  readonly what: string;
  readonly why: string;
  readonly advice: string;
}
export declare const shapeDiagnostics: {
  readonly SOMA3001: import("./define.ts").DiagnosticKind<{
    layer: string;
    wanted: string;
    found: string;
    advice: string;
  }>;
  readonly SOMA3002: import("./define.ts").DiagnosticKind<RuleFacts>;
  readonly SOMA3003: import("./define.ts").DiagnosticKind<RuleFacts>;
  readonly SOMA3004: import("./define.ts").DiagnosticKind<RuleFacts>;
  readonly SOMA3005: import("./define.ts").DiagnosticKind<RuleFacts>;
  readonly SOMA3006: import("./define.ts").DiagnosticKind<RuleFacts>;
  readonly SOMA3007: import("./define.ts").DiagnosticKind<RuleFacts>;
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
  readonly SOMA3032: import("./define.ts").DiagnosticKind<RuleFacts>;
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
};
