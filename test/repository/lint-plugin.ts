/**
 * The rules of this repository that no published linter has, for oxlint (`.oxlintrc.json`).
 *
 * `import-direction`: `import-rules.ts`. `no-html-sink`: what comes from Confluence is text, never HTML.
 */
import { relative, sep } from 'node:path';
import { importProblem } from './import-rules.ts';

interface Node {
  readonly type: string;
}
interface Named extends Node {
  readonly name?: unknown;
  readonly value?: unknown;
}
interface WithSource extends Node {
  readonly source: Named | null;
  readonly importKind?: string;
  readonly exportKind?: string;
}
interface Member extends Node {
  readonly property: Named;
}
interface Attribute extends Node {
  readonly name: Named;
}
interface Context {
  readonly cwd: string;
  readonly filename: string;
  report(problem: { node: Node; message: string }): void;
}

const htmlSinks = new Set([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'dangerouslySetInnerHTML',
  'createContextualFragment',
  'setHTMLUnsafe',
  'srcdoc',
]);

const importDirection = {
  create(context: Context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/');
    const check = (node: WithSource): void => {
      if (typeof node.source?.value !== 'string') return;
      const problem = importProblem(file, node.source.value, [node.importKind, node.exportKind].includes('type'));
      if (problem !== null) context.report({ node, message: problem });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};

const noHtmlSink = {
  create(context: Context) {
    const check = (node: Node, name: Named): void => {
      const word = name.name ?? name.value;
      if (typeof word === 'string' && htmlSinks.has(word)) {
        context.report({ node, message: `${word} turns text into HTML: create elements and set textContent` });
      }
    };
    return {
      MemberExpression: (node: Member) => check(node, node.property),
      JSXAttribute: (node: Attribute) => check(node, node.name),
    };
  },
};

export default {
  meta: { name: 'sheaf' },
  rules: { 'import-direction': importDirection, 'no-html-sink': noHtmlSink },
};
