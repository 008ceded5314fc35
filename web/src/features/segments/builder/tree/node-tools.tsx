import { ActionIcon, Menu } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconDots, IconTrash } from "@tabler/icons-react";
import type { Path } from "../../../../../../src/errors.ts";
import { duplicate, negate, remove, toggleOff, unwrap, update, wrap } from "../../../../../../src/segment/edit.ts";
import type { AttributeCondition, FieldCondition, PropertyCondition } from "../../../../../../src/segment/ast.ts";
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
  /** Where it is switched off, if it is. */
  readonly offAt: Path | undefined;
  readonly name: string;
}

/** What can be done with a node as a whole. */
export function NodeTools({ path, inner, node, negated, offAt, name }: NodeToolsProps) {
  const { apply } = useTree();
  const movable = typeof path.at(-1) === "number";
  const isGroup = node.kind === "all" || node.kind === "any";
  const caseSensitive = takesCase(node) ? node.caseSensitive === true : undefined;
  const { actions } = texts;
  const step = (by: 1 | -1) => apply((tree) => moveStep(tree, path, by), { focus: { control: texts.moveHandle } });
  const toggleCase = () =>
    apply((tree) => update(tree, inner, (now) => (takesCase(now) ? { ...now, caseSensitive: caseSensitive ? undefined : true } : now)));
  const toggleNote = () =>
    apply((tree) => update(tree, inner, (now) => ({ ...now, note: node.note === undefined ? "" : undefined })), {
      focus: { control: texts.note },
    });

  return (
    <div className={classes.tools}>
      <Menu position="bottom-end" shadow="md" width={230}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={texts.moreActions(name)}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {movable && (
            <>
              <Menu.Item leftSection={<IconArrowUp size={15} />} onClick={() => step(-1)}>
                {texts.moveUp}
              </Menu.Item>
              <Menu.Item leftSection={<IconArrowDown size={15} />} onClick={() => step(1)}>
                {texts.moveDown}
              </Menu.Item>
              <Menu.Divider />
            </>
          )}
          <Menu.Item onClick={() => apply((tree) => negate(tree, path))}>
            {negated ? actions.unnegate : actions.negate}
          </Menu.Item>
          {caseSensitive !== undefined && (
            <Menu.Item onClick={toggleCase}>{caseSensitive ? actions.caseOff : actions.caseOn}</Menu.Item>
          )}
          <Menu.Item onClick={() => apply((tree) => toggleOff(tree, offAt ?? path))}>
            {offAt ? actions.switchOn : actions.switchOff}
          </Menu.Item>
          <Menu.Item onClick={toggleNote}>{node.note === undefined ? actions.note : actions.noteRemove}</Menu.Item>
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

function takesCase(node: Node): node is AttributeCondition | FieldCondition | PropertyCondition {
  if (node.kind !== "attribute" && node.kind !== "property" && node.kind !== "field") return false;
  if (node.op === undefined) return false;
  if ("caseSensitive" in node && node.caseSensitive === true) return true;
  return operator(node.op)?.folds === true && typeof sample(node.value) !== "number";
}

/** A value of the test, for its type. */
function sample(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}
