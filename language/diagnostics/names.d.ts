export declare const nameDiagnostics: {
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
};
