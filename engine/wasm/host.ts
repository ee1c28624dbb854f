/** The part of the WebAssembly interface the engine uses, typed here because the engine's folder knows no DOM and no node. */

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** A compiled module; only the host can look inside. */
export type WasmModule = object;

export interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

interface WasmHost {
  validate(bytes: Uint8Array): boolean;
  compile(bytes: Uint8Array): Promise<WasmModule>;
  instantiate(module: WasmModule): Promise<WasmInstance>;
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Instance: new (module: WasmModule) => WasmInstance;
}

/** Every host the engine runs in (browsers, webviews, workers, node) has this global. */
export const wasmHost = (globalThis as unknown as { readonly WebAssembly: WasmHost }).WebAssembly;
