interface TreeNode {
  id: string;
  parent: { id: string } | null;
}

/**
 * Rows of a tree with their depth, each child below its parent, otherwise in the order in which they came.
 *
 * One whose parent is not among them, as in a search, stands at the top.
 */
export function treeRows<Node extends TreeNode>(nodes: readonly Node[]): { node: Node; depth: number }[] {
  const present = new Set(nodes.map(node => node.id));
  const childrenOf = Map.groupBy(nodes, node => (node.parent && present.has(node.parent.id) ? node.parent.id : null));
  const rowsBelow = (parent: string | null, depth: number): { node: Node; depth: number }[] =>
    (childrenOf.get(parent) ?? []).flatMap(node => [{ node, depth }, ...rowsBelow(node.id, depth + 1)]);
  return rowsBelow(null, 0);
}
