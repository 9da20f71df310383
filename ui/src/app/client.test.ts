import { afterEach, expect, test, vi } from "vitest";
import { firstBlock } from "@/contract/blocks";
import { read } from "@/contract/call";
import { fakePlatform } from "@/platform/fake/fakePlatform";
import { worldOf } from "@/platform/fake/scenarios";
import { install } from "@/platform/platform";
import { everyone } from "@/session/people";
import { askAhead, newClient } from "./client";

afterEach(() => void vi.useRealTimers());

test("the app begins with what the core answers soon", async () => {
  install(fakePlatform(worldOf("connected")));
  const client = newClient();
  await askAhead(client, "employees");
  const screenOf = [read("connections", {}), read("employees", { query: everyone, ...firstBlock })];
  for (const { queryKey } of screenOf)
    expect(client.getQueryData(queryKey), "its screen needs no second drawing").toBeDefined();
});

test("the app does not wait for a core that is busy", async () => {
  vi.useFakeTimers();
  install({ ...fakePlatform(worldOf("connected")), invoke: () => new Promise(() => {}) });
  const asked = askAhead(newClient(), "connections");
  await vi.advanceTimersByTimeAsync(1000);
  await expect(asked, "the window comes all the same").resolves.toBeUndefined();
});
