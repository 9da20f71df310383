/** What the screens need from the program around them. Two implementations: Tauri, and the fake. */

/** A file to be written, as the save dialog asks for it. */
export interface SaveRequest {
  defaultName: string;
  /** The kind of file, in words. */
  label: string;
  /** Without the dot. */
  extension: string;
}

/** Files that can be opened. */
export interface OpenRequest {
  /** The kind of file, in words. */
  label: string;
  /** Without the dot. */
  extensions: string[];
}

export interface Platform {
  /** Calls a command of the core; rejects with what the core answered. */
  invoke(command: string, args?: Record<string, unknown>): Promise<unknown>;
  /** Hears events of the core until the returned function is called. */
  listen(event: string, handler: (payload: unknown) => void): () => void;
  /** The system's own save dialog; `null` when the admin closed it. */
  askWhereToSave(request: SaveRequest): Promise<string | null>;
  /** Everything in the window by this factor; 1 is the usual size. */
  zoom(factor: number): Promise<void>;
  /** The system's own open dialog; `null` when the admin closed it. */
  askWhatToOpen(request: OpenRequest): Promise<string | null>;
  copyText(text: string): Promise<void>;
}

let installed: Platform | undefined;

/** Called once at the start of the app, and by each test. */
export function install(platform: Platform): void {
  installed = platform;
}

export function platform(): Platform {
  if (!installed) throw new Error("no platform is installed");
  return installed;
}
