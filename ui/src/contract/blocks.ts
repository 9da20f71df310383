/** Rows come in blocks: a long list is never asked for whole. */

export const blockSize = 200;
export const firstBlock = { start: 0, count: blockSize } as const;

export interface Block<Row> {
  total: number;
  rows: Row[];
}
