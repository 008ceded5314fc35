import { SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { shell } from "../texts/shell.ts";
import { IconLabel } from "../components/icon-label.tsx";

const choices = [
  { value: "auto", label: <IconLabel icon={IconDeviceDesktop} label={shell.theme.auto} /> },
  { value: "light", label: <IconLabel icon={IconSun} label={shell.theme.light} /> },
  { value: "dark", label: <IconLabel icon={IconMoon} label={shell.theme.dark} /> },
] as const;

export function ThemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label={shell.theme.label}
      size="xs"
      fullWidth
      data={[...choices]}
      value={colorScheme}
      onChange={setColorScheme}
    />
  );
}
