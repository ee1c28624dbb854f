export declare const dataDiagnostics: {
  readonly SOMA5001: import("./define.ts").DiagnosticKind<{
    problem: string;
    advice: string;
  }>;
  readonly SOMA5002: import("./define.ts").DiagnosticKind<{
    found: string;
  }>;
};
