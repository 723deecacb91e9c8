/**
 * What a page's source holds and no reader sees: the one table of what is not content. Whatever no rule names is content, so that nothing
 * new in Confluence is passed over by mistake. `noise-reasons.ts` says of each rule why, with a proof: people and tests need that, programs do
 * not.
 */

export interface NoiseRule {
  /** What it leaves out, why, and where it is known from: `noise-reasons.ts`. */
  readonly id: string;
  /** Only on these elements. */
  readonly on?: RegExp;
  /** Attributes it leaves out, by name. */
  readonly attributes?: RegExp;
  /** Of these attributes, only values that match. */
  readonly values?: RegExp;
  /** Properties of `style` it leaves out. */
  readonly properties?: RegExp;
  /** Words of `class` it leaves out. */
  readonly classes?: RegExp;
  /** Elements it leaves out with all that is inside. */
  readonly elements?: RegExp;
  /** Of these elements, only those whose key or name matches. */
  readonly keys?: RegExp;
}

export const noiseRules: readonly NoiseRule[] = [
  {
    id: 'macroIds',
    attributes: /^ac:macro-id$/,
  },
  {
    id: 'localIds',
    attributes: /^(?:(?:ac|ri):)?(?:data-)?local-id$/,
  },
  {
    id: 'localIdAttributes',
    elements: /^ac:adf-(?:attribute|parameter)$/,
    keys: /^(?:local-id|localId)$/,
  },
  {
    id: 'macroMetadata',
    elements: /^ac:adf-parameter$/,
    keys: /^macro-metadata$/,
  },
  {
    id: 'schemaVersions',
    attributes: /^ac:schema-version$/,
  },
  {
    id: 'versionAtSave',
    attributes: /^ri:version-at-save$/,
  },
  {
    id: 'editorData',
    attributes:
      /^data-(?:renderer-start-pos|prosemirror-[a-z-]+|pm-[a-z-]+|(?:test-?|node-?|table-local-|annotation-)id|uuid|vc|ssr-placeholder[a-z-]*|annotation-(?:mark|inline-node|draft-mark|type|state)|layout|table-(?:width|layout|display-mode)|colwidth|hasbody|mce-[a-z-]+|linked-resource-[a-z-]+|unresolved-comment-count|base-url|location)$/,
  },
  {
    id: 'inlineCards',
    attributes: /^(?:data-|ac:)card-appearance$/,
    values: /^inline$/,
  },
  {
    id: 'linkRelations',
    on: /^a$/,
    attributes: /^rel$/,
    values: /^\s*(?:(?:nofollow|noopener|noreferrer|external|ugc)\s*)*$/,
  },
  {
    id: 'editorClasses',
    classes:
      /^(?:auto-cursor-target|content-wrapper|confluence(?:Td|Th|Tr|Table)|wrapped|(?:relative|fixed)-(?:table|width)|external-link|placeholder-inline-tasks)$/,
  },
  {
    id: 'taskIds',
    elements: /^ac:task-(?:id|uuid)$/,
  },
  {
    id: 'taskListIds',
    attributes: /^ac:task-list-id$/,
  },
  {
    id: 'originalSizes',
    attributes: /^ac:original-(?:height|width)$/,
  },
  {
    id: 'breakout',
    attributes: /^ac:breakout-(?:mode|width)$/,
  },
  {
    id: 'breakoutParameters',
    elements: /^ac:parameter$/,
    keys: /^breakout(?:Mode|Width)$/,
  },
  {
    id: 'tableWidths',
    on: /^(?:table|t[hdr]|thead|tbody|tfoot|col|colgroup)$/,
    attributes: /^width$/,
    properties: /^width$/,
  },
  {
    id: 'plainSpans',
    attributes: /^(?:colspan|rowspan|start)$/,
    values: /^1$/,
  },
  {
    id: 'commentMarkers',
    attributes: /^ac:ref$/,
  },
  {
    id: 'placeholders',
    elements: /^ac:placeholder$/,
  },
];

const attributeRules = noiseRules.filter((rule) => rule.attributes !== undefined);
const propertyRules = noiseRules.filter((rule) => rule.properties !== undefined);
const elementRules = noiseRules.filter((rule) => rule.elements !== undefined);
const classRules = noiseRules.flatMap((rule) => rule.classes ?? []);

const isOn = ({ on }: NoiseRule, element: string): boolean => on === undefined || on.test(element);

export const isNoiseAttribute = (name: string, value: string, element: string): boolean =>
  attributeRules.some(
    (rule) => rule.attributes?.test(name) === true && (rule.values === undefined || rule.values.test(value)) && isOn(rule, element),
  );

export const isNoiseProperty = (property: string, element: string): boolean =>
  propertyRules.some((rule) => rule.properties?.test(property) === true && isOn(rule, element));

export const isNoiseElement = (name: string, key = ''): boolean =>
  elementRules.some((rule) => rule.elements?.test(name) === true && (rule.keys === undefined || rule.keys.test(key)));

/** The classes that count, in order; empty: none. */
export const classesThatCount = (value: string): string =>
  [...new Set(value.split(/\s+/))]
    .filter((word) => word !== '' && !classRules.some((rule) => rule.test(word)))
    .sort()
    .join(' ');
