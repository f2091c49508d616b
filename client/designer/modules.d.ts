// What comes without types of its own.

declare module '*.css' {}

declare module 'monaco-editor/languages/definitions/yaml/yaml' {
  import type { languages } from 'monaco-editor/editor/editor.api';
  export const conf: languages.LanguageConfiguration;
  export const language: languages.IMonarchLanguage;
}

declare module 'monaco-editor/features/*/register' {}
declare module 'monaco-editor/editor/contrib/*' {}

declare module 'monaco-editor/platform/commands/common/commands' {
  /** Names the service that runs commands, for the accessor that a command is called with. */
  export const ICommandService: { readonly brand: 'ICommandService' };
}
