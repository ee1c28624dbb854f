/** The theme variables that the editor gives a webview, for its default dark, light and high-contrast themes. */
export interface Theme {
  /** What the editor puts on the page's body. */
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}
export declare const themes: {
  readonly dark: {
    readonly bodyClass: "vscode-dark";
    readonly variables: {
      readonly "font-family": string;
      readonly "font-size": string;
      readonly "editor-font-family": string;
      readonly "editor-background": "#1f1f1f";
      readonly "editor-foreground": "#cccccc";
      readonly foreground: "#cccccc";
      readonly descriptionForeground: "#9d9d9d";
      readonly "editorWidget-background": "#202020";
      readonly "panel-border": "#2b2b2b";
      readonly focusBorder: "#0078d4";
      readonly errorForeground: "#f85149";
      readonly "charts-blue": "#59a4f9";
      readonly "symbolIcon-classForeground": "#ee9d28";
      readonly "charts-green": "#89d185";
      readonly "charts-purple": "#b180d7";
      readonly "charts-red": "#f14c4c";
      readonly "charts-yellow": "#cca700";
      readonly "button-background": "#0078d4";
      readonly "button-foreground": "#ffffff";
      readonly "button-hoverBackground": "#026ec1";
      readonly "button-secondaryBackground": "#313131";
      readonly "button-secondaryForeground": "#cccccc";
      readonly "button-secondaryHoverBackground": "#3c3c3c";
      readonly "textLink-foreground": "#4daafc";
      readonly "progressBar-background": "#0078d4";
      readonly "settings-checkboxBackground": "#313131";
      readonly "settings-checkboxBorder": "#3c3c3c";
      readonly "settings-checkboxForeground": "#cccccc";
      readonly "editorInfo-foreground": "#59a4f9";
      readonly "editorWarning-foreground": "#cca700";
    };
  };
  readonly light: {
    readonly bodyClass: "vscode-light";
    readonly variables: {
      readonly "font-family": string;
      readonly "font-size": string;
      readonly "editor-font-family": string;
      readonly "editor-background": "#ffffff";
      readonly "editor-foreground": "#3b3b3b";
      readonly foreground: "#3b3b3b";
      readonly descriptionForeground: "#3b3b3b";
      readonly "editorWidget-background": "#f8f8f8";
      readonly "panel-border": "#e5e5e5";
      readonly focusBorder: "#005fb8";
      readonly errorForeground: "#f85149";
      readonly "charts-blue": "#0063d3";
      readonly "symbolIcon-classForeground": "#d67e00";
      readonly "charts-green": "#388a34";
      readonly "charts-purple": "#652d90";
      readonly "charts-red": "#e51400";
      readonly "charts-yellow": "#bf8803";
      readonly "button-background": "#005fb8";
      readonly "button-foreground": "#ffffff";
      readonly "button-hoverBackground": "#0258a8";
      readonly "button-secondaryBackground": "#e5e5e5";
      readonly "button-secondaryForeground": "#3b3b3b";
      readonly "button-secondaryHoverBackground": "#cccccc";
      readonly "textLink-foreground": "#005fb8";
      readonly "progressBar-background": "#005fb8";
      readonly "settings-checkboxBackground": "#f8f8f8";
      readonly "settings-checkboxBorder": "#cecece";
      readonly "settings-checkboxForeground": "#3b3b3b";
      readonly "editorInfo-foreground": "#0063d3";
      readonly "editorWarning-foreground": "#bf8803";
    };
  };
  readonly "high-contrast": {
    readonly bodyClass: "vscode-high-contrast";
    readonly variables: {
      readonly "font-family": string;
      readonly "font-size": string;
      readonly "editor-font-family": string;
      readonly "editor-background": "#000000";
      readonly "editor-foreground": "#ffffff";
      readonly foreground: "#ffffff";
      readonly descriptionForeground: "#ffffffb3";
      readonly "editorWidget-background": "#0c141f";
      readonly contrastBorder: "#6fc3df";
      readonly focusBorder: "#f38518";
      readonly errorForeground: "#f48771";
      readonly "charts-blue": "#59a4f9";
      readonly "symbolIcon-classForeground": "#ee9d28";
      readonly "button-background": "#000000";
      readonly "button-foreground": "#ffffff";
      readonly "button-border": "#6fc3df";
      readonly "button-secondaryBackground": "#000000";
      readonly "button-secondaryForeground": "#ffffff";
      readonly "textLink-foreground": "#21a6ff";
      readonly "progressBar-background": "#6fc3df";
      readonly "settings-checkboxBackground": "#000000";
      readonly "settings-checkboxBorder": "#6fc3df";
      readonly "settings-checkboxForeground": "#ffffff";
    };
  };
};
export type ThemeName = keyof typeof themes;
