import { expect, it } from 'vitest';
import { staticImports } from './bundles.ts';

it('finds the static imports of a built script, and no dynamic ones', () => {
  const script =
    'import{a as b}from"./chunks/state-1.js";import"./chunks/style-2.js";import c,{d}from"./c.js";export{e}from"./e.js";const f=()=>import("./late.js");"from \'./text.js\'"';
  expect(staticImports(script)).toEqual(['./chunks/state-1.js', './chunks/style-2.js', './c.js', './e.js']);
});
