import type { ParsedBlock, ParserContext } from './resident-parser.ts';

/** What the importing thread and the parsing thread say to each other. */
export type ToParser = { readonly chunk: Uint8Array } | { readonly end: true };
export type FromParser =
  | { readonly block: Omit<ParsedBlock, 'copy'> & { readonly copy: Uint8Array } }
  | {
      readonly unreadable: {
        readonly code: string;
        readonly details: Readonly<Record<string, string | number>>;
      };
    };
export type { ParserContext };
