import { createTheme, Drawer, type MantineColorsTuple, Modal, Notification } from "@mantine/core";
import { common } from "../texts/common.ts";

const slate: MantineColorsTuple = [
  "#e6eaf2",
  "#c8d0dd",
  "#a3aec0",
  "#8592a6",
  "#333d4d",
  "#262f3c",
  "#1a212b",
  "#11161d",
  "#0c1016",
  "#080b10",
];

const gray: MantineColorsTuple = [
  "#f7f8fa",
  "#f0f2f5",
  "#e4e7ec",
  "#d5dae1",
  "#c3cad4",
  "#98a2b3",
  "#667085",
  "#475467",
  "#2b3445",
  "#1a2233",
];

/** Mantine's, whose eighth is too light below white letters in the dark. */
const red: MantineColorsTuple = ["#fff5f5", "#ffe3e3", "#ffc9c9", "#ffa8a8", "#ff8787", "#ff6b6b", "#fa5252", "#e03131", "#e03131", "#c92a2a"];

/** The head of a dialog is no banner of the page, which has one on a phone. */
const HEADER = { header: { role: "presentation" } };

export const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: { light: 8, dark: 7 },
  colors: { dark: slate, gray, red },
  black: "#1a2233",
  defaultRadius: "md",
  cursorType: "pointer",
  fontFamily: 'Inter, ui-sans-serif, system-ui, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  headings: { fontWeight: "650", sizes: { h1: { fontSize: "1.25rem", lineHeight: "1.3" }, h2: { fontSize: "1rem" } } },
  respectReducedMotion: true,
  focusRing: "auto",
  components: {
    Drawer: Drawer.extend({ defaultProps: { closeButtonProps: { "aria-label": common.close }, attributes: HEADER } }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { "aria-label": common.close } } }),
    Modal: Modal.extend({
      defaultProps: { closeButtonProps: { "aria-label": common.close }, styles: { title: { fontWeight: 650 } }, attributes: HEADER },
    }),
  },
});
