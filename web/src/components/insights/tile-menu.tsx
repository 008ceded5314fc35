import { ActionIcon, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconDots } from "@tabler/icons-react";
import { type ReactNode, useRef } from "react";
import { insights } from "../../texts/insights.ts";
import { csvOf, downloadCsv, downloadPng, downloadSvg } from "./download-tile.ts";
import type { ShownBar } from "./shown-bar.ts";

const texts = insights.tile;

interface TileMenuProps {
  readonly title: string;
  readonly asTable?: boolean;
  /** Left out: there is nothing to show. */
  readonly onTable?: () => void;
  readonly bars: readonly ShownBar[];
  readonly compared: boolean;
  readonly children?: ReactNode;
}

/** What can be done with a tile: another view of it, its picture and its numbers as files. */
export function TileMenu({ title, asTable = false, onTable, bars, compared, children }: TileMenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const drawing = (): SVGSVGElement | null => button.current?.closest("li")?.querySelector("svg[role=group]") ?? null;
  const fail = (error: unknown) =>
    notifications.show({ title: texts.failed, message: error instanceof Error ? error.message : String(error), color: "red", autoClose: false });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon ref={button} variant="subtle" color="gray" aria-label={texts.actions(title)}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={!onTable} onClick={onTable}>{asTable ? texts.asChart : texts.asTable}</Menu.Item>
        <Menu.Divider />
        <Menu.Item disabled={asTable || bars.length === 0} onClick={() => withDrawing(drawing(), (svg) => downloadSvg(svg, title))}>
          {texts.svg}
        </Menu.Item>
        <Menu.Item disabled={asTable || bars.length === 0} onClick={() => withDrawing(drawing(), (svg) => void downloadPng(svg, title).catch(fail))}>
          {texts.png}
        </Menu.Item>
        <Menu.Item disabled={bars.length === 0} onClick={() => downloadCsv(csvOf(bars, compared), title)}>
          {texts.csv}
        </Menu.Item>
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}

function withDrawing(svg: SVGSVGElement | null, use: (svg: SVGSVGElement) => void): void {
  if (svg) use(svg);
}
