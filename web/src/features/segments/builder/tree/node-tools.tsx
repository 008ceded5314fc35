import type { Catalog } from "../../../../../../src/catalog/types.ts";
import type { AttributeCondition, PropertyCondition } from "../../../../../../src/segment/ast.ts";
import { editableLeaf } from "./editable.ts";
import { ActionIcon, Menu } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconDots, IconTrash } from "@tabler/icons-react";
import type { Path } from "../../../../../../src/errors.ts";
import { duplicate, find, negate, remove, replace, toggleOff, unwrap, wrap } from "../../../../../../src/segment/edit.ts";
import type { Node } from "../../../../../../src/segment/edit-tree.ts";
import { operator } from "../../../../../../src/segment/operators.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { moveStep } from "./moves.ts";
import classes from "./tree.module.css";
import { useTree } from "./tree-scope.ts";

interface NodeToolsProps {
  readonly path: Path;
  /** Where the row or group itself stands, inside of its negations. */
  readonly inner: Path;
  readonly node: Node;
  readonly negated: boolean;
  readonly off: boolean;
  readonly name: string;
}

/** What can be done with a node as a whole. */
export function NodeTools({ path, inner, node, negated, off, name }: NodeToolsProps) {
  const { apply, catalog } = useTree();
  const movable = typeof path.at(-1) === "number";
  const isGroup = node.kind === "all" || node.kind === "any";
  const caseSensitive = takesCase(node, catalog) ? node.caseSensitive === true : undefined;
  const { actions } = texts;
  const toggleCase = () =>
    apply((tree) => {
      const now = find(tree, inner);
      if (!now || !takesCase(now, catalog)) return { condition: tree, changed: false };
      return replace(tree, inner, { ...now, caseSensitive: caseSensitive ? undefined : true });
    });

  return (
    <div className={classes.tools}>
      {movable && (
        <>
          <ActionIcon
            className={classes.hidden}
            variant="subtle"
            color="gray"
            aria-label={texts.moveUp}
            title={texts.moveUp}
            onClick={() => apply((tree) => moveStep(tree, path, -1), { focus: { control: texts.moveUp } })}
          >
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon
            className={classes.hidden}
            variant="subtle"
            color="gray"
            aria-label={texts.moveDown}
            title={texts.moveDown}
            onClick={() => apply((tree) => moveStep(tree, path, 1), { focus: { control: texts.moveDown } })}
          >
            <IconArrowDown size={16} />
          </ActionIcon>
        </>
      )}
      <Menu position="bottom-end" shadow="md" width={230}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={texts.moreActions(name)}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => apply((tree) => negate(tree, path))}>
            {negated ? actions.unnegate : actions.negate}
          </Menu.Item>
          {caseSensitive !== undefined && (
            <Menu.Item onClick={toggleCase}>{caseSensitive ? actions.caseOff : actions.caseOn}</Menu.Item>
          )}
          <Menu.Item onClick={() => apply((tree) => toggleOff(tree, off && find(tree, path)?.off !== true ? inner : path))}>
            {off ? actions.switchOn : actions.switchOff}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => apply((tree) => duplicate(tree, path), { focus: "field" })}>{actions.duplicate}</Menu.Item>
          <Menu.Item onClick={() => apply((tree) => wrap(tree, path, "any"), { focus: "field" })}>{actions.wrap}</Menu.Item>
          {isGroup && !negated && (
            <Menu.Item onClick={() => apply((tree) => unwrap(tree, inner), { focus: "field", near: path })}>
              {actions.unwrap}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={15} />}
            onClick={() => apply((tree) => remove(tree, path), { focus: "field", near: path })}
          >
            {actions.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function takesCase(node: Node, catalog: Catalog): node is AttributeCondition | PropertyCondition {
  const leaf = editableLeaf(node, catalog);
  if (leaf === undefined || leaf.kind === "event") return false;
  return leaf.caseSensitive === true || (operator(leaf.op)?.folds === true && typeof sample(leaf.value) !== "number");
}

/** A value of the test, for its type. */
function sample(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}
