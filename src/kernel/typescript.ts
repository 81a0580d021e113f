import type ts from 'typescript';

/** The compiler that the kernel compiles cells with. */
export type TypeScript = typeof ts;

/** tslab's name for the file that declares what earlier cells defined. */
export const earlierCells = '__prev__.d.ts';
