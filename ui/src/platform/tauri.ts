/** The real platform: the only file that imports `@tauri-apps/*`. */

import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { open, save } from "@tauri-apps/plugin-dialog";
import { copyText } from "./clipboard";
import type { Platform } from "./platform";

export const host: Platform = {
  invoke,
  copyText,

  async zoom(factor) {
    await invoke("zoom", { factor });
  },

  listen(event, handler) {
    const registered = listen(event, ({ payload }) => handler(payload));
    return () => void registered.then((stop) => stop());
  },

  askWhatToOpen({ label, extensions }) {
    return open({ multiple: false, filters: [{ name: label, extensions }] });
  },

  askWhereToSave({ defaultName, label, extension }) {
    return save({ defaultPath: defaultName, filters: [{ name: label, extensions: [extension] }] });
  },
};
