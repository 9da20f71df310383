/** Everything that can be done from anywhere, by name: for the command palette. */

import { useTranslation } from "react-i18next";
import { printed } from "@/components/useShortcut";
import { useAppearance } from "./appearance";
import { useConnections } from "./connection";
import { useNavigation } from "./navigation";
import { usePreviewRun } from "./previewRun";
import { screens } from "./screens";

export interface Command {
  name: string;
  label: string;
  keys?: string;
  act(): void;
}

export function useCommands(help: () => void): Command[] {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { connections, selected, select } = useConnections();
  const { chooseTheme, chooseTextSize } = useAppearance();
  const preview = usePreviewRun();
  const previewOf = (id: number) => () => {
    select(id);
    preview.start(id);
    go("preview");
  };
  const places = screens.map((screen, index) => ({
    name: `go ${screen}`,
    label: t("palette.go", { screen: t(`screen.${screen}`) }),
    keys: printed(`mod+${index + 1}`),
    act: () => go(screen),
  }));
  const others = connections.filter(({ id }) => id !== selected?.id);
  const command = (name: string, label: string, act: () => void, keys?: string) => ({
    name,
    label,
    act,
    keys: keys && printed(keys),
  });
  return [
    ...(selected ? [command("preview", t("action.preview"), previewOf(selected.id), "F5")] : []),
    ...others.map(({ id, name }) =>
      command(`preview ${id}`, t("palette.preview", { connection: name }), previewOf(id)),
    ),
    ...others.map(({ id, name }) =>
      command(`select ${id}`, t("palette.select", { connection: name }), () => select(id)),
    ),
    ...places,
    command("export", t("palette.export"), () => go("employees", "export"), "mod+E"),
    command("add", t("employees.add"), () => go("employees", "add")),
    command("import", t("palette.import"), () => go("employees", "import")),
    command("connect", t("connections.add"), () => go("connections", "connect"), "mod+N"),
    ...(["light", "dark", "contrast", "system"] as const).map((theme) =>
      command(theme, t("palette.theme", { theme: t(`theme.${theme}`) }), () => chooseTheme(theme)),
    ),
    command("normal", t("palette.text_normal"), () => chooseTextSize(100), "mod+0"),
    command("help", t("keys.title"), help, "?"),
  ];
}
