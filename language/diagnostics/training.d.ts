export declare const trainingDiagnostics: {
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
