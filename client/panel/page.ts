/** The panel's page: an empty body, one script, one style sheet, and a policy that allows nothing else. */

export interface PageParts {
  /** Where the page may load its style sheet from: `webview.cspSource`. */
  readonly source: string;
  readonly nonce: string;
  readonly script: string;
  readonly style: string;
}

/**
 * The engine's worker starts from a blob, the only place a webview may start one from, and writes WebAssembly itself;
 * a blob inherits this policy.
 */
export const panelPage = ({ source, nonce, script, style }: PageParts): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}' 'wasm-unsafe-eval'; worker-src blob:; style-src ${source}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Soma Lab</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<div id="root"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
