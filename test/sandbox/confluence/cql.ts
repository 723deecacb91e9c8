/** A small CQL: fields, operators, lists, functions, AND, OR, NOT, brackets and ORDER BY. Text in, a tree out. */

export type CqlValue = { kind: 'text'; text: string } | { kind: 'call'; name: string; argument: string | null };

export type CqlNode =
  | { kind: 'and' | 'or'; left: CqlNode; right: CqlNode }
  | { kind: 'not'; inner: CqlNode }
  | { kind: 'compare'; field: string; operator: CqlOperator; values: readonly CqlValue[] };

export type CqlOperator = '=' | '!=' | '~' | '!~' | '>' | '>=' | '<' | '<=' | 'in' | 'not in';

export interface CqlQuery {
  where: CqlNode | null;
  orderBy: readonly { field: string; descending: boolean }[];
}

export type CqlResult = { ok: true; query: CqlQuery } | { ok: false; message: string };

interface Token {
  kind: 'word' | 'string' | 'symbol';
  text: string;
}

const tokenPattern = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(!=|!~|>=|<=|[=~<>(),])|([^\s"'=~<>!(),]+))/y;

const tokensOf = (source: string): Token[] | string => {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < source.trimEnd().length) {
    const at = tokenPattern.lastIndex;
    const match = tokenPattern.exec(source);
    if (match === null) return `Could not parse cql : ${source.slice(at)}`;
    const [, double, single, symbol, word] = match;
    const quoted = double ?? single;
    if (quoted !== undefined) tokens.push({ kind: 'string', text: quoted.replaceAll(/\\(.)/g, '$1') });
    else if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol });
    else tokens.push({ kind: 'word', text: word ?? '' });
  }
  return tokens;
};

const comparisons: readonly CqlOperator[] = ['=', '!=', '~', '!~', '>', '>=', '<', '<='];

/** Thrown and caught inside this file only: a parser reads better when it may give up anywhere. */
const unparsable = new Error('Could not parse cql');

export function parseCql(source: string): CqlResult {
  const tokens = tokensOf(source);
  if (typeof tokens === 'string') return { ok: false, message: tokens };
  let at = 0;
  const peek = (): Token | undefined => tokens[at];
  const isWord = (word: string, token = peek()): boolean => token?.kind === 'word' && token.text.toLowerCase() === word;
  const isSymbol = (text: string): boolean => peek()?.kind === 'symbol' && peek()?.text === text;
  const fail = (): never => {
    throw unparsable;
  };
  const take = (): Token => {
    const token = tokens[at];
    if (token === undefined) return fail();
    at += 1;
    return token;
  };
  const expectSymbol = (text: string): void => {
    if (!isSymbol(text)) fail();
    at += 1;
  };

  const value = (): CqlValue => {
    const token = take();
    if (token.kind === 'symbol') return fail();
    if (token.kind === 'word' && isSymbol('(')) {
      at += 1;
      const argument = isSymbol(')') ? null : take().text;
      expectSymbol(')');
      return { kind: 'call', name: token.text.toLowerCase(), argument };
    }
    return { kind: 'text', text: token.text };
  };
  const list = (): CqlValue[] => {
    expectSymbol('(');
    const values = [value()];
    while (isSymbol(',')) {
      at += 1;
      values.push(value());
    }
    expectSymbol(')');
    return values;
  };
  const comparison = (): CqlNode => {
    const field = take();
    if (field.kind === 'symbol') return fail();
    const name = field.text.toLowerCase();
    if (isWord('not') && isWord('in', tokens[at + 1])) {
      at += 2;
      return { kind: 'compare', field: name, operator: 'not in', values: list() };
    }
    if (isWord('in')) {
      at += 1;
      return { kind: 'compare', field: name, operator: 'in', values: list() };
    }
    const operator = comparisons.find((candidate) => isSymbol(candidate));
    if (operator === undefined) return fail();
    at += 1;
    return { kind: 'compare', field: name, operator, values: [value()] };
  };
  const factor = (): CqlNode => {
    if (isWord('not')) {
      at += 1;
      return { kind: 'not', inner: factor() };
    }
    if (!isSymbol('(')) return comparison();
    at += 1;
    const inner = either();
    expectSymbol(')');
    return inner;
  };
  const both = (): CqlNode => {
    let left = factor();
    while (isWord('and')) {
      at += 1;
      left = { kind: 'and', left, right: factor() };
    }
    return left;
  };
  function either(): CqlNode {
    let left = both();
    while (isWord('or')) {
      at += 1;
      left = { kind: 'or', left, right: both() };
    }
    return left;
  }
  const order = (): CqlQuery['orderBy'] => {
    if (!isWord('order')) return [];
    at += 1;
    if (!isWord('by')) fail();
    at += 1;
    const fields: { field: string; descending: boolean }[] = [];
    do {
      if (fields.length > 0) at += 1;
      const field = take().text.toLowerCase();
      const descending = isWord('desc');
      if (descending || isWord('asc')) at += 1;
      fields.push({ field, descending });
    } while (isSymbol(','));
    return fields;
  };

  try {
    const where = peek() === undefined || isWord('order') ? null : either();
    const orderBy = order();
    if (at < tokens.length) fail();
    return { ok: true, query: { where, orderBy } };
  } catch (error) {
    if (error === unparsable) return { ok: false, message: `Could not parse cql : ${source}` };
    throw error;
  }
}
