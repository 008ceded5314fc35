import { createContext, useCallback, useContext, useMemo, useRef, useState } from "react";

/** Which groups and filters are collapsed. They are known by their content, which stays the same when they are moved. */
export interface Collapse {
  readonly has: (content: object) => boolean;
  readonly toggle: (content: object) => void;
}

const OPEN: Collapse = { has: () => false, toggle: () => undefined };

export const CollapseContext = createContext<Collapse>(OPEN);

export function useCollapseState(): Collapse {
  const collapsed = useRef(new WeakSet<object>());
  const [version, setVersion] = useState(0);
  const toggle = useCallback((content: object) => {
    if (!collapsed.current.delete(content)) collapsed.current.add(content);
    setVersion((last) => last + 1);
  }, []);
  // A new value whenever something was toggled, for whoever draws it.
  return useMemo(() => ({ has: (content) => version >= 0 && collapsed.current.has(content), toggle }), [version, toggle]);
}

/** Whether the content of a node is hidden; undefined when it has none to hide. */
export function useCollapsed(content: object | undefined): { readonly collapsed: boolean; readonly toggle: () => void } | undefined {
  const { has, toggle } = useContext(CollapseContext);
  return content && { collapsed: has(content), toggle: () => toggle(content) };
}
